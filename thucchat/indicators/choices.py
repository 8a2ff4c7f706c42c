"""Stored words about indicators."""

from django.db.models import TextChoices


class Dimension(TextChoices):
    """By what a value is told apart; empty: the whole country."""

    ALL = "", "Toàn quốc"
    LEAD = "lead", "Cơ quan chủ trì"
    SUBTREE = "subtree", "Cơ quan và đơn vị trực thuộc"
    BLOC = "bloc", "Khối"
    AXIS = "axis", "Trục của nghị quyết"
    FIELD = "field", "Nhóm nhiệm vụ"
    RESOLUTION = "resolution", "Nghị quyết"
    PROVINCE = "province", "Tỉnh, thành phố"


class Unit(TextChoices):
    """What a value is counted in."""

    PERCENT = "percent", "%"
    TASKS = "tasks", "nhiệm vụ"
    DAYS = "days", "ngày"
    TIMES = "times", "lần"


class Statistic(TextChoices):
    """How numerator and denominator become the value."""

    RATIO = "ratio", "tỷ lệ tử số trên mẫu số"
    COUNT = "count", "số lượng (tử số)"
    MEDIAN = "median", "trung vị của các dòng thuộc tử số"


class Direction(TextChoices):
    """Which way is better."""

    UP = "up", "cao hơn là tốt hơn"
    DOWN = "down", "thấp hơn là tốt hơn"
    NONE = "none", "không xếp tốt, xấu"

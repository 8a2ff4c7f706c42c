"""Which position to look at."""

from thucchat.forms.base import Form
from thucchat.forms.fields import Day


class WhichDay(Form):
    ngay = Day(label="Xem tình hình đến ngày", example="05/06/2026")

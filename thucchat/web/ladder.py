"""The result ladder as it is drawn: what is recognised is solid, what is only claimed is hollow."""

from dataclasses import dataclass

from thucchat.tasks.choices import ResultLevel

STEPS = tuple(str(level.label) for level in ResultLevel)
HEIGHTS = (5, 8, 12, 16, 20, 24)  # of the small drawing, in its own units
SOLID, HOLLOW, EMPTY = "solid", "hollow", "empty"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the drawing; ``x`` and ``y`` place its bar in the small form."""

    level: int
    name: str
    kind: str
    needed: bool
    x: int
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """Three levels of one task; None: nobody claimed, recognised or asked for any."""

    claimed: int | None
    recognised: int | None
    required: int | None

    @property
    def gap(self) -> int:
        """How many levels were claimed beyond what was recognised."""
        if self.claimed is None:
            return 0
        return max(0, self.claimed - (-1 if self.recognised is None else self.recognised))

    @property
    def reached(self) -> bool:
        """Whether the recognised level is the one that the task must reach."""
        return (
            self.required is not None
            and self.recognised is not None
            and self.recognised >= self.required
        )

    @property
    def steps(self) -> list[Step]:
        """The six steps, each solid, hollow or empty."""
        return [self._step(level) for level in range(len(STEPS))]

    def _step(self, level: int) -> Step:
        if self.recognised is not None and level <= self.recognised:
            kind = SOLID
        elif self.claimed is not None and level <= self.claimed:
            kind = HOLLOW
        else:
            kind = EMPTY
        height = HEIGHTS[level]
        return Step(
            level, STEPS[level], kind, level == self.required, 1 + level * 11, 25 - height, height
        )

    @property
    def verdict(self) -> str:
        """One sentence with the three levels, for a reader who does not see the drawing."""
        parts = [self._recognised_words(), self._claimed_words()]
        if self.required is not None:
            parts.append(f"cần đạt mức {self.required}")
        text = ", ".join(part for part in parts if part)
        return text[0].upper() + text[1:] + "."

    def _recognised_words(self) -> str:
        if self.recognised is None:
            return "chưa được công nhận mức nào"
        return f"được công nhận mức {self.recognised} ({STEPS[self.recognised].lower()})"

    def _claimed_words(self) -> str:
        if self.claimed is None:
            return "đơn vị chưa tự báo mức nào"
        if not self.gap:
            return ""
        return f"đơn vị tự báo mức {self.claimed} ({STEPS[self.claimed].lower()})"


def level_of(value: object) -> int | None:
    """
    Read a level from a number, a text or an enumeration's member; empty gives None.

    :raises ValueError: not a level from 0 to 5.
    """
    if value is None or value == "":
        return None
    level = int(str(getattr(value, "value", value)))
    if not 0 <= level < len(STEPS):
        raise ValueError(f"a result level is 0 to {len(STEPS) - 1}, not {level}")
    return level


def ladder(claimed: object, recognised: object, required: object) -> Ladder:
    """Make the ladder of a task from whatever a template holds."""
    return Ladder(level_of(claimed), level_of(recognised), level_of(required))

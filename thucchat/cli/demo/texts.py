"""What the people of the demonstration write: sentences of ``data/demo/texts.yaml``, filled in."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

import yaml

from thucchat.kernel.paths import DATA
from thucchat.progress.actions import ReportText

SIZES = {
    "document": (12, 56),
    "report": (8, 34),
    "database": (11, 34),
    "platform": (9, 34),
    "system": (6, 28),
    "service": (8, 40),
    "infrastructure": (20, 117),
    "programme": (6, 34),
    "training": (5, 24),
    "other": (8, 24),
}


@cache
def content() -> Mapping[str, Any]:
    """Read the sentences."""
    text = (DATA / "demo" / "texts.yaml").read_text(encoding="utf-8")
    read: dict[str, Any] = yaml.safe_load(text)
    return read


@dataclass(slots=True)
class Subject:
    """What the sentences of one task speak of; its counts stay the same from month to month."""

    kind: str
    field: str
    name: str  # what the lead body is called
    url: str
    total: int
    users: int  # in the last month of a sound result
    cause: str  # the group of causes that hinders this task
    done: float = 0.0  # the share that the last report told; work told once stays done
    said: str = ""  # the last report's sentence, not to be said twice on end

    @classmethod
    def draw(cls, dice: random.Random, *, kind: str, field: str, name: str, url: str) -> "Subject":
        """Draw the counts of a task."""
        kind = kind if kind in SIZES else "other"
        return cls(
            kind=kind,
            field=field if field in content()["quantities"] else "other",
            name=name,
            url=url,
            total=dice.randint(*SIZES[kind]),
            users=int(dice.lognormvariate(6.2, 1.0)) + 40,
            cause=dice.choice(list(content()["difficulties"])),
        )


def report(
    subject: Subject, dice: random.Random, *, share: float, on: date, regular: bool = False
) -> ReportText:
    """Write a progress report; ``share`` from 0 to 1 is how far the work is."""
    if not regular:
        subject.done = share = max(share, subject.done)
    stage = "early" if share < 0.35 else "middle" if share < 0.75 else "late"
    facts = _facts(subject, dice, share=share, on=on)
    results = content()["regular"] if regular else content()["results"][subject.kind].get(stage)
    results = results or content()["results"][subject.kind]["middle"]
    subject.said = dice.choice([one for one in results if one != subject.said] or results)
    difficulty, proposal = "", ""
    if dice.random() < (0.12 if regular else 0.45):
        difficulty, proposal = dice.choice(content()["difficulties"][subject.cause])
    return ReportText(
        result=subject.said.format(**facts),
        quantities=dice.choice(content()["quantities"][subject.field]).format(**facts) + ".",
        difficulty=difficulty,
        proposal=proposal,
        next_step=dice.choice(content()["next_steps"]["regular" if regular else stage]).format(
            **facts
        ),
    )


def claim(subject: Subject, dice: random.Random, *, level: int, on: date, how: str) -> str:
    """Write a claim; ``how`` is ``claims``, ``thin_claims`` or ``second_claims``."""
    choices: Any = content()[how]
    if how == "second_claims" and level < 3:
        choices = content()["claims"][level]
    elif how != "second_claims":
        choices = choices[level]
    return str(dice.choice(choices)).format(**_facts(subject, dice, share=1.0, on=on))


def pick(dice: random.Random, *path: str, **facts: object) -> str:
    """Choose one of the sentences at ``path``."""
    found: Any = content()
    for key in path:
        found = found[key]
    chosen: Sequence[str] | str = found if isinstance(found, str) else dice.choice(found)
    return str(chosen).format(**facts)


def month_text(on: date) -> str:
    """Write the month of a day: «tháng 6/2026»."""
    return f"tháng {on.month}/{on.year}"


def _facts(
    subject: Subject, dice: random.Random, *, share: float, on: date
) -> dict[str, object]:  # fmt: skip
    done = min(subject.total, max(1, round(subject.total * share)))
    users = max(3, round(subject.users * share * dice.uniform(0.9, 1.1)))
    return {
        "a": done,
        "b": subject.total,
        "rest": max(1, subject.total - done),
        "pct": f"{(1 - share) * 9 + 0.4:.1f}%".replace(".", ","),
        "users": _number(users),
        "more": _number(users * dice.randint(2, 5)),
        "name": subject.name,
        "url": subject.url,
        "month": month_text(on.replace(day=1) - timedelta(days=1)),
        "next": f"{on + timedelta(days=dice.randint(12, 26)):%d/%m/%Y}",
    }


def _number(count: int) -> str:
    return f"{count:,}".replace(",", ".")

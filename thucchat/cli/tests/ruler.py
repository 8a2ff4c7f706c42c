"""Measures found tasks against the hand-written expectations beside the demo directives."""

from dataclasses import dataclass

import yaml

from thucchat.cli.demo import sources
from thucchat.vntext import duties
from thucchat.vntext import text as letters


@dataclass(frozen=True, slots=True)
class Expected:
    """One task a careful reader finds, at [start, end) of the plain text."""

    start: int
    end: int
    starts: str
    leads: tuple[frozenset[str], ...]
    partners: frozenset[str]
    dues: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True)
class Score:
    """Rates over one document; ``missed`` and ``spurious`` tell where to look."""

    precision: float
    recall: float
    lead: float
    partners: float
    due: float
    missed: tuple[str, ...]
    spurious: tuple[str, ...]
    wrong: tuple[str, ...]

    @property
    def f1(self):
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def expected(source, *, key="tasks"):
    """Read the expectation of a directive and find each task in its plain text."""
    path = next(p for p in sources.FOLDER.glob("*.yaml") if _file(p) == source.file)
    beside = path.with_name(path.name.replace(".yaml", ".expected.yaml"))
    rows = yaml.safe_load(beside.read_text(encoding="utf-8")).get(key, [])
    text = sources.plain(source)
    at = [text.index(row["starts"]) for row in rows]
    return [
        _expected(row, start, min(text.index("\n", start), following))
        for row, start, following in zip(rows, at, [*at[1:], len(text)], strict=True)
    ]


def annex_table(source):
    """Return the annex of the plain text as the table a file reader would hand over."""
    text, rows = sources.plain(source), []
    at = text.index(" | ".join(source.annex.columns))
    for line in text[at:].split("\n"):
        if " | " in line:
            rows.append(_cells(line, at))
        at += len(line) + 1
    return duties.Table(rows=rows)


def _cells(line, at):
    cells = []
    for words in line.split(" | "):
        cells.append(duties.Cell(words, at, at + len(words)))
        at += len(words) + 3
    return cells


def measure(wanted, found):
    """Score found duties; a duty matches one task, the best first."""
    edges = sorted(
        ((_overlap(w, d), i, j) for i, w in enumerate(wanted) for j, d in enumerate(found)),
        key=lambda edge: (-edge[0], edge[1], edge[2]),
    )
    pairs, taken = {}, set()
    for share, i, j in edges:
        if share and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    needed = [i for i, task in enumerate(wanted) if not task.optional]
    hits = [(wanted[i], found[pairs[i]]) for i in needed if i in pairs]
    extra = [duty for j, duty in enumerate(found) if j not in taken]
    leads = [_names(duty.lead) in task.leads for task, duty in hits]
    dues = [_due(duty) in task.dues for task, duty in hits]
    partners = [_names(duty.coordinating) == task.partners for task, duty in hits]
    return Score(
        precision=_rate(len(hits), len(hits) + len(extra)),
        recall=_rate(len(hits), len(needed)),
        lead=_rate(sum(leads), len(hits)),
        partners=_rate(sum(partners), len(hits)),
        due=_rate(sum(dues), len(hits)),
        missed=tuple(wanted[i].starts for i in needed if i not in pairs),
        spurious=tuple(duty.action[:70] for duty in extra),
        wrong=tuple(_difference(task, duty) for task, duty in hits if _difference(task, duty)),
    )


def _file(path):
    return "" if ".expected." in path.name else sources.read(path).file


def _expected(row, start, end):
    leads = [row["lead"], row.get("lead_alt")]
    dues = [row["due"], row.get("due_alt")]
    return Expected(
        start=start,
        end=end,
        starts=row["starts"],
        leads=tuple(_keys(names.split("; ")) for names in leads if names),
        partners=_keys(row["with"].split("; ")) if "with" in row else frozenset(),
        dues=frozenset(str(due) for due in dues if due),
        optional=row.get("optional", False),
    )


def _keys(names):
    """Fold the names; a people's committee stands for its province."""
    return frozenset(letters.key(name).removeprefix("ủy ban nhân dân ") for name in names)


def _names(parties):
    return _keys(party.name for party in parties)


def _due(duty):
    """Return the named day or period; a count of days names none."""
    dated = duty.deadline.type in ("date", "month", "quarter", "half", "year")
    return duty.deadline.value if dated else "none"


def _overlap(task, duty):
    """Return the shared part of both extents; a wider duty that holds the task counts half."""
    common = min(task.end, duty.end) - max(task.start, duty.start)
    share = max(0, common) / (max(task.end, duty.end) - min(task.start, duty.start))
    if share >= 0.5:
        return share
    size, held = duty.end - duty.start, task.end - task.start
    holds = duty.start <= task.start and task.start + len(task.starts) <= duty.end
    return 0.5 if holds and size <= held + 600 else 0.0


def _difference(task, duty):
    parts = []
    if _names(duty.lead) not in task.leads:
        parts.append(f"lead {[party.name for party in duty.lead]}")
    if _names(duty.coordinating) != task.partners:
        parts.append(f"with {[party.name for party in duty.coordinating]}")
    if _due(duty) not in task.dues:
        parts.append(f"due {duty.deadline.type} {duty.deadline.value}")
    return f"{task.starts[:50]}: {'; '.join(parts)}" if parts else ""


def _rate(part, whole):
    return part / whole if whole else 0.0

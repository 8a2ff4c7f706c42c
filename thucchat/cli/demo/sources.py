"""Reads the demo directives (``data/demo/documents/*.yaml``): text only, no layout."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from thucchat.kernel import paths

FOLDER = paths.DATA / "demo" / "documents"

NUMBERED = ("auto1", "auto2")
INLINE = re.compile(r"\*\*(?P<bold>.+?)\*\*|\[\^(?P<note>\d+)\]")


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph; ``label`` is what the word processor numbers, empty when typed."""

    style: str
    text: str
    label: str = ""
    starts_list: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of one look, or a footnote mark."""

    text: str
    bold: bool = False
    note: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A titled group of annex rows; a row lacks the running number."""

    title: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """The table of tasks at the end of a plan."""

    label: str
    title: str
    note: str
    columns: tuple[str, ...]
    widths_mm: tuple[int, ...]
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A demo directive as its author wrote it."""

    file: str
    number: str
    number_line: str
    date: dt.date
    demo_mark: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    place_date: str
    title: str
    subject: str
    blocks: tuple[Block, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    addressees: str = ""
    footnotes: dict[int, str] = field(default_factory=dict)
    annex: Annex | None = None


def all_sources() -> list[Source]:
    """Read every demo directive, in the order of their dates."""
    files = (path for path in FOLDER.glob("*.yaml") if ".expected." not in path.name)
    return sorted((read(path) for path in files), key=lambda source: source.date)


def read(path: Path) -> Source:
    """Read one demo directive."""
    raw: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    head, signature = raw["letterhead"], raw["signature"]
    return Source(
        file=raw["file"],
        number=raw["number"],
        number_line=head.get("number", f"Số {raw['number']}"),
        date=raw["date"],
        demo_mark=raw["demo_mark"],
        left=tuple(head["left"]),
        right=tuple(head["right"]),
        place_date=head["place_date"],
        title=raw["title"],
        subject=raw["subject"],
        blocks=tuple(_blocks(raw["blocks"])),
        recipients=tuple(raw["recipients"]),
        authority=tuple(signature["authority"]),
        signer=signature["name"],
        addressees=raw.get("addressees", ""),
        footnotes=raw.get("footnotes", {}),
        annex=_annex(raw["annex"]) if "annex" in raw else None,
    )


def pieces(text: str) -> Iterator[Piece]:
    """Split a paragraph into plain and bold runs and footnote marks."""
    at = 0
    for found in INLINE.finditer(text):
        if found.start() > at:
            yield Piece(text[at : found.start()])
        if found["bold"]:
            yield Piece(found["bold"], bold=True)
        else:
            yield Piece("", note=int(found["note"]))
        at = found.end()
    if at < len(text):
        yield Piece(text[at:])


def bare(text: str) -> str:
    """Return a paragraph as a reader sees it, without marks of emphasis and footnotes."""
    return "".join(piece.text for piece in pieces(text))


def plain(source: Source) -> str:
    """
    Return the whole document as plain text, one paragraph a line.

    Numbers that a word processor would draw are written out; an annex row is one line.
    """
    lines = [source.demo_mark, *source.right, *source.left, source.number_line]
    lines += [source.place_date, source.title, source.subject]
    lines += [source.addressees] if source.addressees else []
    for block in source.blocks:
        lines.append(f"{block.label} {bare(block.text)}".strip())
    lines += ["Nơi nhận:", *(f"- {name}" for name in source.recipients)]
    lines += [*source.authority, source.signer]
    lines += [f"{mark} {text}" for mark, text in source.footnotes.items()]
    lines += _annex_lines(source.annex) if source.annex else []
    return "\n\n".join(lines) + "\n"


def _annex_lines(annex: Annex) -> list[str]:
    lines = [annex.label, annex.title, annex.note, " | ".join(annex.columns)]
    number = 0
    for group in annex.groups:
        lines.append(group.title)
        for row in group.rows:
            number += 1
            lines.append(" | ".join((str(number), *row)))
    return lines


def _blocks(raw: list[dict[str, Any]]) -> Iterator[Block]:
    """Read the paragraphs, numbering those that the word processor will number."""
    first = second = 0
    for item in raw:
        style, text = next(iter(item.items()))
        starts = style == "auto1" and (bool(item.get("restart")) or first == 0)
        label = ""
        if style == "auto1":
            first, second = (1 if starts else first + 1), 0
            label = f"{first}."
        elif style == "auto2":
            second += 1
            label = f"{chr(ord('a') + second - 1)})"
        yield Block(style, text, label, starts)


def _annex(raw: dict[str, Any]) -> Annex:
    groups = (Group(g["title"], tuple(map(tuple, g["rows"]))) for g in raw["groups"])
    return Annex(
        label=raw["label"],
        title=raw["title"],
        note=raw["note"],
        columns=tuple(raw["columns"]),
        widths_mm=tuple(raw["widths_mm"]),
        groups=tuple(groups),
    )

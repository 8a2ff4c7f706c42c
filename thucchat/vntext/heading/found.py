"""A guessed value with the words that say so."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from thucchat.vntext.text import Span

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found(Generic[T_co]):
    """A value, where it stands in the text, and the rule that read it."""

    value: T_co
    span: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of a heading: a line, or one side of a line with two columns."""

    text: str
    span: Span

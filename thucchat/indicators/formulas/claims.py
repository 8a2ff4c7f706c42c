"""Counting claims: what was put up for recognition, and how long the answer took."""

from collections.abc import Mapping
from datetime import date

import ibis
from ibis import _

SECONDS_A_DAY = 86400


def decided(tables: Mapping[str, ibis.Table], *, on: date) -> ibis.Table:  # noqa: ARG001
    """Numerator: claims with a decision; denominator: submitted claims."""
    return tables["claim"].mutate(numerator=_.decided_at.notnull(), denominator=ibis.literal(True))


def days_to_decision(tables: Mapping[str, ibis.Table], *, on: date) -> ibis.Table:
    """
    Numerator, measured: claims with a decision; denominator: submitted claims.

    Measure: days of 24 hours, with fractions, from the submission to the decision.
    """
    rows = decided(tables, on=on)
    seconds = rows.decided_at.epoch_seconds() - rows.submitted_at.epoch_seconds()
    return rows.mutate(measure=seconds.cast("float64") / SECONDS_A_DAY)

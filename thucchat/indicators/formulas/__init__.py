"""
What is counted, as plain Ibis: one function for each way of counting.

A formula takes the tables of a snapshot and its day, and returns rows with the columns
``numerator`` and ``denominator`` (yes/no or a number; for a median also ``measure``). Groups,
totals and the rows behind a figure all come from this one expression.
"""

from collections.abc import Callable

import ibis

from thucchat.indicators.formulas import claims, tasks

Formula = Callable[..., ibis.Table]

FORMULAS: dict[str, Formula] = {
    "tasks.total": tasks.total,
    "tasks.with_deadline": tasks.with_deadline,
    "tasks.regular": tasks.regular,
    "tasks.done": tasks.done,
    "tasks.recognised": tasks.recognised,
    "tasks.done_of_due": tasks.done_of_due,
    "tasks.on_time": tasks.on_time,
    "tasks.within": tasks.within,
    "tasks.overdue": tasks.overdue,
    "tasks.declared": tasks.declared,
    "tasks.recognised_of_declared": tasks.recognised_of_declared,
    "tasks.awaiting": tasks.awaiting,
    "tasks.hollow": tasks.hollow,
    "tasks.gap": tasks.gap,
    "tasks.stuck": tasks.stuck,
    "tasks.six_clears": tasks.six_clears,
    "tasks.ever_returned": tasks.ever_returned,
    "tasks.extended": tasks.extended,
    "tasks.moves": tasks.moves,
    "tasks.moved_days": tasks.moved_days,
    "claims.decided": claims.decided,
    "claims.days_to_decision": claims.days_to_decision,
}

"""From numerator and denominator to a value."""

from decimal import ROUND_HALF_UP, Decimal

from thucchat.indicators.choices import Statistic

DIGITS = Decimal("0.000001")


def value_of(
    statistic: Statistic,
    *,
    numerator: int,
    denominator: int,
    measure: float | None,
    min_denominator: int,
) -> Decimal | None:
    """
    Return the value with six digits; a ratio in percent.

    None where there is nothing to count, or a group is under ``min_denominator``. A median
    needs that many measured rows, which are its numerator.
    """
    if statistic == Statistic.COUNT:
        return Decimal(numerator) if denominator >= max(min_denominator, 1) else None
    if statistic == Statistic.MEDIAN:
        if measure is None or numerator < min_denominator:
            return None
        return Decimal(repr(measure)).quantize(DIGITS, rounding=ROUND_HALF_UP)
    if denominator < max(min_denominator, 1):
        return None
    return (Decimal(numerator) * 100 / denominator).quantize(DIGITS, rounding=ROUND_HALF_UP)


def suppressed(denominators: dict[str, int], *, least: int) -> frozenset[str]:
    """
    Return the keys of the groups that may not be shown in public.

    Those with a denominator from 1 to under ``least``; and where only one such group stands
    beside a published total, the next smallest too, so that no subtraction gives it away.
    """
    small = {key for key, count in denominators.items() if 0 < count < least}
    others = {key: count for key, count in denominators.items() if count >= least}
    if len(small) == 1 and others:
        small.add(min(others, key=lambda key: (others[key], key)))
    return frozenset(small)

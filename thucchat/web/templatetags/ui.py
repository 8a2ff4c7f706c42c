"""
The design system's tags and filters, ``{% load ui %}``; docs/design-system.md shows each call.

A tag takes plain values, so that a template needs no knowledge of classes or markup.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.core.paginator import Page
from django.http import QueryDict
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from thucchat.kernel import formats
from thucchat.web import icons, tones, words
from thucchat.web import ladder as ladders

register = template.Library()
Values = dict[str, Any]


# ----------------------------------------------------------------- formats


@register.filter
def vn_date(value: date | datetime | None) -> str:
    """Write a day as 05/06/2026."""
    return formats.date_text(words.day_of(value)) if value else ""


@register.filter
def vn_datetime(value: datetime | None) -> str:
    """Write an instant in Vietnamese time as 14:05 05/06/2026."""
    return formats.datetime_text(value)


@register.filter
def vn_number(value: float | Decimal | None, digits: int | None = None) -> str:
    """Write 1234.5 as 1.234,5; without ``digits`` as many as the value has, three at most."""
    if value is None or value == "":
        return "–"
    if digits is not None:
        return formats.decimal_text(value, digits)
    text = formats.decimal_text(value, 0 if isinstance(value, int) else 3)
    return text.rstrip("0").rstrip(",") if "," in text else text


@register.filter
def vn_percent(value: float | Decimal | None, digits: int = 1) -> str:
    """Write 84.75 as 84,8%; None as «chưa có số liệu»."""
    return formats.percent_text(value, digits)


@register.filter
def vn_money(value: int | None) -> str:
    """Write whole đồng as 12.500.000 đ, from a billion on in tỷ đồng."""
    return "–" if value is None else words.money_text(int(value))


@register.filter
def vn_days(value: int | date | None, on: date | None = None) -> str:
    """Say how far a deadline is; takes the days left, or a day together with the day of today."""
    if value is None or value == "":
        return ""
    if isinstance(value, int):
        return words.days_text(value)
    if on is None:
        raise ValueError("vn_days of a day needs today: {{ due_on|vn_days:today }}")
    return words.days_text((words.day_of(value) - words.day_of(on)).days)


@register.simple_tag
def day(value: date | None, empty: str = "–") -> str:
    """Write a day as a ``<time>`` element."""
    if not value:
        return empty
    on = words.day_of(value)
    return format_html('<time datetime="{}">{}</time>', on.isoformat(), formats.date_text(on))


@register.simple_tag
def when(at: datetime | None, empty: str = "–") -> str:
    """Write an instant as a ``<time>`` element: 14:05 05/06/2026."""
    if not at:
        return empty
    return format_html(
        '<time datetime="{}">{}</time>',
        at.isoformat(timespec="seconds"),
        formats.datetime_text(at),
    )


@register.simple_tag(takes_context=True)
def ago(context: Context, at: datetime | None, now: datetime | None = None) -> str:
    """Write how long ago it was, the exact time in ``<time>``; now: given, or the page's."""
    if not at:
        return "–"
    shell = context.get("shell") or {}
    now = now or shell.get("now") or at
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        at.isoformat(timespec="seconds"),
        formats.datetime_text(at),
        words.ago_text(at, now=now),
    )


# -------------------------------------------------------------- small parts


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw a small line picture; without ``label`` it is ornament and hidden from readers."""
    hidden = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    body = icons.ICONS[name]
    return mark_safe(  # noqa: S308 - drawn by us; the label is escaped above
        f'<svg class="icon" viewBox="0 0 24 24" {hidden} focusable="false">{body}</svg>'
    )


@register.simple_tag(name="tag")
def state_tag(state: object, tone: str = "", word: str = "") -> str:
    """Show a state as word + shape + colour; see ``thucchat.web.tones`` for the stored words."""
    if state is None or (state == "" and not word):
        return ""
    look = tones.look(state, tone=tone, word=word)
    return format_html(
        '<span class="tag tone-{}">{}{}</span>', look.tone, icon(look.icon), look.word
    )


@register.simple_tag
def level_ladder(
    claimed: object, recognised: object, required: object, size: str = "small"
) -> SafeString:
    """Draw claim, recognition and need on the result ladder; size: small (a table) or full."""
    draw = _ladder.__wrapped__ if settings.DEBUG else _ladder
    return draw(claimed, recognised, required, size)


@lru_cache(maxsize=1000)
def _ladder(claimed: object, recognised: object, required: object, size: str) -> SafeString:
    """Draw each of the few hundred ladders there can be once: half of a list's time otherwise."""
    drawn = {"ladder": ladders.ladder(claimed, recognised, required), "size": size}
    return render_to_string("ui/ladder.html", drawn)


@register.inclusion_tag("ui/stat.html")
def stat(label: str, value: object, **options: Any) -> Values:
    """
    Show one figure with what makes it honest.

    Options: unit, digits, numerator, denominator, of (what is counted), as_of, version
    (the definition's), href, tone, change, change_tone, note.
    """
    digits = options.pop("digits", None)
    shown = value if isinstance(value, str) or value is None else vn_number(value, digits)  # type: ignore[arg-type]
    return {"label": label, "shown": shown, **options}


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, unit: str = "", label: str = "Tiến độ") -> Values:
    """Show how much of how many, as a bar and in words."""
    share = formats.percent_of(done, total)
    return {"done": done, "total": total, "unit": unit, "label": label, "share": share}


@register.inclusion_tag("ui/timeline.html", takes_context=True)
def timeline(context: Context, items: Iterable[object], label: str = "Diễn biến") -> Values:
    """
    List what happened. An item has ``at`` (an instant or a day) and ``title``.

    It may have by, body, href, tone and is_next.
    """
    return {"items": items, "label": label, "shell": context.get("shell")}


@register.inclusion_tag("ui/notice.html")
def notice(tone: str, title: str, text: str = "", href: str = "", link: str = "") -> Values:
    """Show a message box; tone: info, good, warn, bad."""
    return {"tone": tone, "title": title, "text": text, "href": href, "link": link}


EMPTY_KINDS = {"nothing_yet": "inbox", "no_match": "filter", "no_right": "lock"}


@register.inclusion_tag("ui/empty.html")
def empty_state(kind: str, title: str, text: str = "", action: str = "", href: str = "") -> Values:
    """Say why a place is empty; kind: nothing_yet, no_match or no_right."""
    return {
        "icon": EMPTY_KINDS[kind],
        "title": title,
        "text": text,
        "action": action,
        "href": href,
        "kind": kind,
    }


@register.inclusion_tag("ui/breadcrumb.html")
def breadcrumb(*parts: str) -> Values:
    """Show the way to this page: label, address, label, address, … and the page's own label."""
    pairs = list(zip(parts[0::2], parts[1::2], strict=False))
    return {"pairs": pairs, "here": parts[-1] if len(parts) % 2 else ""}


# ------------------------------------------------------- lists and tables


def _address(query: QueryDict, **changes: str | None) -> str:
    """Return the page's query with ``changes``; None takes a name away."""
    copy = query.copy()
    for name, value in changes.items():
        if value is None:
            copy.pop(name, None)
        else:
            copy[name] = value
    return "?" + copy.urlencode()


def _query(context: Context) -> QueryDict:
    return context["request"].GET if "request" in context else QueryDict()


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(
    context: Context, page: Page[Any], param: str = "page", unit: str = "dòng"
) -> Values:
    """Show links to the other pages of a list, keeping the filters of the address."""
    query = _query(context)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    links = [
        {
            "number": number,
            "href": _address(query, **{param: str(number)}) if isinstance(number, int) else "",
        }
        for number in numbers
    ]
    return {
        "page": page,
        "links": links,
        "unit": unit,
        "previous": _address(query, **{param: str(page.number - 1)}),
        "next": _address(query, **{param: str(page.number + 1)}),
    }


@register.inclusion_tag("ui/sort_header.html", takes_context=True)
def sort_header(
    context: Context, label: str, key: str, css: str = "", param: str = "sort", default: str = ""
) -> Values:
    """
    Make a column's head a link that sorts by ``key``, and by ``-key`` when pressed again.

    ``default`` is the sort of an address that names none; ``css`` e.g. "num".
    """
    query = _query(context)
    now = query.get(param) or default
    order = {key: "ascending", f"-{key}": "descending"}.get(now, "")
    wanted = f"-{key}" if order == "ascending" else key
    href = _address(query, **{param: wanted, "page": None})
    return {"label": label, "href": href, "order": order, "css": css}


@register.inclusion_tag("ui/filter_chips.html", takes_context=True)
def filter_chips(context: Context, form: forms.Form) -> Values:
    """Name the filters in force, each with a link that lifts it; for a bound GET form."""
    query = _query(context)
    chips = []
    if form.is_bound and form.is_valid():
        for field in form:
            text = _filter_text(field, form.cleaned_data.get(field.name))
            if text:
                href = _address(query, **{field.html_name: None, "page": None})
                chips.append({"label": field.label, "text": text, "href": href})
    path = context["request"].path if "request" in context else "?"
    return {"chips": chips, "clear": path}


def _filter_text(field: forms.BoundField, value: object) -> str:
    if field.is_hidden or value in (None, "", False) or value == field.initial:
        return ""
    if value is True:
        return "có"
    choices = dict(_flat(getattr(field.field, "choices", ())))
    many = value if isinstance(value, list | tuple | set) else [value]
    if isinstance(value, date):
        return vn_date(value)
    return ", ".join(str(choices.get(str(getattr(one, "pk", one)), one)) for one in many)


def _flat(choices: Iterable[tuple[Any, Any]]) -> Iterable[tuple[str, Any]]:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _flat(label)
        else:
            yield str(value), label


# -------------------------------------------------------------------- forms


@register.inclusion_tag("forms/error_summary.html")
def error_summary(form: forms.BaseForm) -> Values:
    """List a form's errors with links to the fields; takes the focus when the page opens."""
    return {"form": form}

"""The report checks itself before it is issued: every number, every sum, every digit."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thucchat.kernel import formats
from thucchat.reports.rules import content as contents
from thucchat.reports.rules import readings as values
from thucchat.reports.rules.content import Figure, Heading, Paragraph, ReportContent, Words
from thucchat.reports.rules.outline import Outline, SumCheck
from thucchat.reports.rules.readings import Reading, Readings
from thucchat.reports.rules.sentences import bare_digits
from thucchat.vntext import contradictions


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in the words of the person who must mend it."""

    code: str
    text: str


def check(
    content: ReportContent, outline: Outline, readings: Readings, *, task_count: int
) -> list[Finding]:
    """
    List everything that forbids an issue; an empty list allows it.

    ``readings`` are the stored values as they are now; ``task_count`` is the number of tasks
    in the snapshot, as counted in its file.
    """
    by_id = {r.id: r for r in (*readings.before.values(), *readings.now.values())}
    return [
        *check_digits(content),
        *check_figures(content, by_id),
        *check_references(content, by_id),
        *(finding for one in outline.sums for finding in check_sum(one, readings)),
        *check_annex(content, outline, readings, task_count=task_count),
    ]


def doubts(content: ReportContent) -> list[str]:
    """
    List figures of the text that seem to contradict one another, with the calculation.

    A machine's reading of sentences, which errs at times: shown to people, it forbids nothing.
    Quotations are left out, their figures are the quoted body's.
    """
    text = "\n\n".join(
        contents.plain(block.spans)
        for block in content.blocks
        if isinstance(block, Paragraph) and block.style != "quote"
    )
    found = contradictions.find_contradictions([text])
    return [f"{one.relation}: {one.calculation}" for one in found]


def check_digits(content: ReportContent) -> list[Finding]:
    """Find digits in the outline's own words that are no date, number of a document or figure."""
    texts = [span.text for span in contents.all_spans(content) if _is_outline(span)]
    texts += [block.text for block in content.blocks if isinstance(block, Heading)]
    texts += [block.caption for block in content.blocks if hasattr(block, "caption")]
    return [
        Finding(
            "bare_digits",
            f"Số «{digits}» trong câu «{text.strip()}» không dẫn về giá trị nào. Hãy thay bằng tên "
            "chỉ số trong khung báo cáo, ví dụ {done}.",
        )
        for text in texts
        for digits in bare_digits(text)
    ]


def _is_outline(span: contents.Span) -> bool:
    return isinstance(span, Words) and span.kind == "text"


def check_figures(content: ReportContent, by_id: Mapping[int, Reading]) -> list[Finding]:
    """Find figures whose text differs from the stored value at the printed decimals."""
    found = []
    for figure in contents.figures(content):
        expected = values.expected_text(figure, by_id)
        if expected != figure.text:
            found.append(_mismatch(figure, expected))
    return list(dict.fromkeys(found))


def _mismatch(figure: Figure, expected: str | None) -> Finding:
    if expected is None:
        words = "nhưng giá trị này không còn trong cơ sở dữ liệu"
    else:
        words = f"nhưng tính lại từ giá trị đã lưu được «{expected}»"
    return Finding(
        "figure",
        f"Báo cáo ghi «{figure.text}» (SL-{figure.value_id}), {words}. Hãy lập lại dự thảo.",
    )


def check_references(content: ReportContent, by_id: Mapping[int, Reading]) -> list[Finding]:
    """Find figures without a reference, and references to values of another snapshot."""
    listed = {one.value_id: one for one in content.references}
    missing = sorted({f.value_id for f in contents.figures(content)} - set(listed))
    found = [
        Finding(
            "reference", f"Giá trị SL-{value_id} được in nhưng không có trong bảng dẫn số liệu."
        )
        for value_id in missing
    ]
    for one in content.references:
        reading = by_id.get(one.value_id)
        if reading is not None and reading.version != one.version:
            found.append(
                Finding(
                    "reference",
                    f"SL-{one.value_id}: bảng dẫn ghi phiên bản {one.version} của chỉ số "
                    f"{one.indicator}, giá trị đã lưu theo phiên bản {reading.version}.",
                )
            )
    return found


def check_sum(check_: SumCheck, readings: Readings) -> list[Finding]:
    """Find places where a whole differs from the sum of its parts."""
    places = [("", "")]
    for dimension in check_.over:
        places += [(dimension, r.key) for r in readings.keys(check_.whole, dimension)]
    found = []
    for dimension, key in places:
        whole = readings.number(check_.whole, dimension, key)
        parts = [readings.number(part, dimension, key) for part in check_.parts]
        known = [part for part in parts if part is not None]
        if whole is not None and len(known) == len(parts) and sum(known) != whole:
            found.append(_bad_sum(check_, readings, (dimension, key), whole, known))
    return found


def _bad_sum(
    check_: SumCheck,
    readings: Readings,
    place: tuple[str, str],
    whole: Decimal,
    parts: Iterable[Decimal],
) -> Finding:
    reading = readings.reading(check_.whole, *place)
    where = f" ({reading.label})" if reading is not None and place[0] else ""
    names = [_name(readings, name) for name in check_.parts]
    numbers = " + ".join(formats.decimal_text(part) for part in parts)
    return Finding(
        "sum",
        f"Tổng không khớp{where}: {_name(readings, check_.whole)} là "
        f"{formats.decimal_text(whole)}, còn {' + '.join(names)} là {numbers}. Hãy kiểm tra định "
        "nghĩa chỉ số rồi chốt lại số liệu.",
    )


def _name(readings: Readings, name: str) -> str:
    reading = readings.reading(name)
    label = reading.name if reading is not None else readings.spec(name).indicator
    parts = {"numerator": "tử số", "denominator": "mẫu số"}
    part = parts.get(readings.spec(name).part, "giá trị")
    return f"«{label}» ({part})"


def check_annex(
    content: ReportContent, outline: Outline, readings: Readings, *, task_count: int
) -> list[Finding]:
    """Find an annex that does not list as many tasks as the text says."""
    said = readings.number(outline.annex_count)
    listed = len(content.annexes[0].table.rows)
    if said is not None and said != task_count:
        return [
            Finding(
                "annex",
                f"Số nhiệm vụ theo chỉ số là {formats.decimal_text(said)}, nhưng bản chốt có "
                f"{formats.decimal_text(task_count)} nhiệm vụ.",
            )
        ]
    if content.annexes[0].complete and listed != task_count:
        return [
            Finding(
                "annex",
                f"Phụ lục I có {formats.decimal_text(listed)} dòng, nhưng bản chốt có "
                f"{formats.decimal_text(task_count)} nhiệm vụ. Hãy lập lại dự thảo.",
            )
        ]
    return []

"""Charts of a report, drawn to be read in a black-and-white print."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from thucchat.reports.rendering import fonts
from thucchat.reports.rules.content import Bar, Chart, plain

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 6.5  # inches: the text width of the page
INK = "#111111"
# Fill and hatch: told apart without colour; what is only claimed is drawn hollow.
LOOKS = (
    ("#1f3a5f", ""),
    ("#b9c4d0", "///"),
    ("#ffffff", ""),
    ("#8a8a8a", "xx"),
)
TEXT_SIZE = 11
WRAP = 26


def svg(chart: Chart) -> bytes:
    """Return the chart as SVG with letters as outlines; equal charts give equal bytes."""
    return _drawn(chart, "svg", metadata={"Date": None, "Creator": None})


def png(chart: Chart) -> bytes:
    """Return the chart as PNG at 200 dots per inch; equal charts give equal bytes."""
    return _drawn(chart, "png", dpi=200, metadata={"Software": None})


def _drawn(chart: Chart, form: str, **options: Any) -> bytes:
    # Slow to import: only who renders pays for it.
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure as Canvas

    out = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "thucchat", "hatch.linewidth": 0.8}):
        height = 1.15 + 0.42 * len(chart.bars)
        canvas = Canvas(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasAgg(canvas)
        _stack(canvas, chart) if chart.kind == "stack" else _rates(canvas, chart)
        canvas.savefig(out, format=form, **options)
    return out.getvalue()


def _type(size: float = TEXT_SIZE) -> Any:
    from matplotlib.font_manager import FontProperties

    return FontProperties(fname=str(fonts.typeface().regular), size=size)


def _axes(canvas: "Figure", bars: Sequence[Bar]) -> "Axes":
    axes = canvas.add_subplot()
    axes.set_yticks(range(len(bars)), [_wrapped(bar.label) for bar in bars])
    axes.invert_yaxis()
    axes.tick_params(left=False, bottom=False, labelbottom=False)
    for label in axes.get_yticklabels():
        label.set_fontproperties(_type())
        label.set_color(INK)
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    return axes


def _wrapped(text: str) -> str:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + len(word) >= WRAP:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "\n".join(lines)


def _stack(canvas: "Figure", chart: Chart) -> None:
    """Bars of counts, one part after the other, each with its number; the sum at the end."""
    axes = _axes(canvas, chart.bars)
    longest = max(sum(bar.amounts) for bar in chart.bars) or 1
    for row, bar in enumerate(chart.bars):
        left = 0.0
        for place, amount in enumerate(bar.amounts):
            fill, hatch = LOOKS[place]
            axes.barh(
                row, amount, left=left, height=0.62, color=fill, hatch=hatch, edgecolor=INK,
                linewidth=0.8,
            )  # fmt: skip
            if amount / longest > 0.035:
                _number(axes, left + amount / 2, row, bar.figures[place].text, dark=place == 0)
            left += amount
        axes.text(
            left + longest * 0.012, row, plain(bar.note), va="center", ha="left", color=INK,
            fontproperties=_type(),
        )  # fmt: skip
    axes.set_xlim(0, longest * 1.14)
    _legend(canvas, chart.series)


def _number(axes: "Axes", x: float, y: float, text: str, *, dark: bool) -> None:
    box = None if dark else {"facecolor": "white", "edgecolor": "none", "pad": 1.2}
    axes.text(
        x, y, text, va="center", ha="center", color="white" if dark else INK, bbox=box,
        fontproperties=_type(),
    )  # fmt: skip


def _legend(canvas: "Figure", series: Sequence[str]) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=fill, hatch=hatch, edgecolor=INK, linewidth=0.8, label=name)
        for name, (fill, hatch) in zip(series, LOOKS, strict=False)
    ]
    canvas.legend(
        handles=patches, loc="outside lower center", ncols=len(patches), frameon=False,
        prop=_type(), handlelength=1.6,
    )  # fmt: skip


def _rates(canvas: "Figure", chart: Chart) -> None:
    """Bars from 0 to 100%, each with its rate and the counts that it is made of."""
    axes = _axes(canvas, chart.bars)
    for row, bar in enumerate(chart.bars):
        fill, hatch = LOOKS[row % len(LOOKS)]
        axes.barh(row, 100, height=0.56, color="#f2f2f2", edgecolor="#aaaaaa", linewidth=0.6)
        axes.barh(
            row, bar.amounts[0], height=0.56, color=fill, hatch=hatch, edgecolor=INK, linewidth=0.8
        )
        wide = bar.amounts[0] >= 14
        middle = bar.amounts[0] / 2 if wide else bar.amounts[0] + 7
        _number(axes, middle, row, bar.figures[0].text, dark=wide and row == 0)
        axes.text(
            101.5, row, plain(bar.note), va="center", ha="left", color=INK, fontproperties=_type()
        )
    axes.set_xlim(0, 132)

"""Small real files for the evidence of the demonstration: PDF, PNG, CSV; same facts, same bytes."""

import csv
import io
import json
import random
import struct
import zlib
from datetime import UTC, date, datetime, time, timedelta
from importlib import resources

import typst

from thucchat.kernel.paths import DATA

MARK = "VĂN BẢN MINH HỌA – DỮ LIỆU TRÌNH DIỄN"
PAGE = DATA / "demo" / "minh-chung.typ"
WIDTH, HEIGHT = 160, 100


def pdf(*, title: str, body: str, number: str, on: date, lines: list[str]) -> bytes:
    """Return a one-page PDF of a document or a record."""
    facts = {
        "mark": MARK,
        "title": title,
        "body": body,
        "number": f"Số: {number}",
        "date": f"Ngày {on:%d/%m/%Y}",
        "lines": lines,
    }
    made = typst.compile(
        str(PAGE),
        format="pdf",
        sys_inputs={"facts": json.dumps(facts, ensure_ascii=False)},
        font_paths=[str(resources.files("fontpkg_noto_serif") / "files")],
        ignore_system_fonts=True,
        timestamp=datetime.combine(on, time(8), tzinfo=UTC),
    )
    return bytes(made)


def usage_csv(*, users: int, start: date, end: date, dice: random.Random) -> bytes:
    """Return a table of users and uses by day."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow([MARK])
    writer.writerow(["Ngày", "Số người dùng", "Số lượt"])
    for offset in range((end - start).days + 1):
        day = start + timedelta(days=offset)
        count = max(0, round(users / 12 * dice.uniform(0.5, 1.6)))
        writer.writerow([day.strftime("%d/%m/%Y"), count, count * dice.randint(1, 4)])
    return table.getvalue().encode("utf-8-sig")


def txt(*, title: str, body: str, number: str, on: date, lines: list[str]) -> bytes:
    """Return the same record as plain text."""
    head = [MARK, body, f"Số: {number}", f"Ngày {on:%d/%m/%Y}", "", title, ""]
    return "\n".join([*head, *lines, ""]).encode()


def png(dice: random.Random) -> bytes:
    """Return a drawing that stands for a photo: sky, ground, a mast, lit windows."""
    ground, mast, sky = dice.randint(60, 80), dice.randint(30, 130), dice.randint(150, 225)
    rows = b"".join(b"\0" + _row(y, (ground, mast, sky), dice) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _row(y: int, place: tuple[int, int, int], dice: random.Random) -> bytes:
    ground, mast, sky = place
    if y >= ground:
        row = bytearray(bytes((70, 90 + (y - ground), 60)) * WIDTH)
        if y % 6 < 3:
            for x in (dice.randrange(4, WIDTH - 4, 8) for _ in range(3)):
                row[3 * x : 3 * x + 9] = b"\xf2\xd0\x60" * 3
        return bytes(row)
    row = bytearray(bytes((sky - y // 2, sky - y // 4, min(255, sky + 20))) * WIDTH)
    if y >= 15:
        half = max(1, (y - 15) // 14)
        row[3 * (mast - half) : 3 * (mast + half)] = b"\x40\x44\x50" * (2 * half)
    return bytes(row)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

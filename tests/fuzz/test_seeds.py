"""The fuzz targets hold on their seeds and on everything that fuzzing has found so far."""

import pytest

from tests.fuzz import seeds, targets

FOUND = [
    ("duties", "Bộ Y tế\n\na) phải".encode()),
    ("txt", "A\nTờ trình 5\n\fB\nTờ trình 5\n\fC\n".encode()),
    ("txt", "# 1 trang đầu của văn bản\n\f2 3 trang đầu của văn bản\n\fC\n".encode()),
    ("structure", b".\n\x1c\n"),
    ("structure", ".\n\u2003\u200b\x1f\nA".encode()),
    ("heading", "Nơi nhận:\n- . Bộ Y tế;\n-.ộ".encode()),
    ("duties", "Bộế \t ﬁ ² .\nBộ Y\n\na) phải".encode()),
]


@pytest.mark.parametrize("target", targets.TARGETS)
def test_what_must_hold_holds_for_the_seeds(target):
    made = seeds.seeds(target)
    assert made
    for data in made:
        targets.run(target, data)


@pytest.mark.parametrize(("target", "data"), FOUND)
def test_what_fuzzing_found_stays_mended(target, data):
    targets.run(target, data)

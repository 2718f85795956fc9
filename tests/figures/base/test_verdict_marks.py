"""Six marks that differ in form: their areas, counted on a grid of 16 by 16, share few enough cells."""

import re
import struct
import zlib
from itertools import combinations
from xml.etree import ElementTree

import pytest
import vl_convert

from analysis.claims import VERDICTS, Verdict
from analysis.figures.base.verdict_marks import MARKS, svg, verdict_named


def covered(path: str) -> frozenset[tuple[int, int]]:
    """The pixels of 16 by 16 that a mark covers, as resvg (within vl-convert) draws it."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="-1 -1 2 2">'
        f'<path d="{path}"/></svg>'
    )
    return frozenset(pixels(vl_convert.svg_to_png(drawing)))


def pixels(png: bytes) -> list[tuple[int, int]]:
    """Places of the opaque pixels of an RGBA picture (PNG specification, section 9: filter types)."""
    width, height = struct.unpack(">II", png[16:24])
    data, place = b"", 8
    while place < len(png):
        (length,) = struct.unpack(">I", png[place : place + 4])
        data += png[place + 8 : place + 8 + length] if png[place + 4 : place + 8] == b"IDAT" else b""
        place += 12 + length
    raw, before, found = zlib.decompress(data), bytearray(4 * width), []
    for y in range(height):
        kind, *line = raw[y * (4 * width + 1) : (y + 1) * (4 * width + 1)]
        row = bytearray(line)
        for i in range(len(row)):
            left, up = row[i - 4] if i >= 4 else 0, before[i]
            corner = before[i - 4] if i >= 4 else 0
            nearest = min((left, up, corner), key=lambda each: abs(left + up - corner - each))
            row[i] = (row[i] + (0, left, up, (left + up) // 2, nearest)[kind]) % 256
        found += [(x, y) for x in range(width) if row[4 * x + 3] > 127]
        before = row
    return found


def test_each_verdict_has_a_mark() -> None:
    assert set(MARKS) == set(VERDICTS)


@pytest.mark.parametrize("pair", [*combinations(VERDICTS, 2)], ids=" v ".join)
def test_two_marks_differ_at_sixteen_pixels(pair: tuple[Verdict, Verdict]) -> None:
    one, other = (covered(MARKS[verdict]) for verdict in pair)
    assert min(len(one), len(other)) > 30, "a mark is seen"
    assert len(one ^ other) > 20, "and differs by far more than a blurred edge"


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_mark_lies_within_its_square_and_takes_the_color_of_the_text(verdict: Verdict) -> None:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", MARKS[verdict])]
    assert max(map(abs, numbers)) <= 1
    picture = ElementTree.fromstring(svg(verdict))
    assert picture.attrib["aria-hidden"] == "true"
    assert picture[0].attrib["fill"] == "currentColor"


def test_a_verdict_is_known_by_its_words() -> None:
    assert [verdict_named(verdict.upper()) for verdict in VERDICTS] == list(VERDICTS)
    assert verdict_named("") is None

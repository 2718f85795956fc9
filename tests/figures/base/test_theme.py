"""Arms can be told apart in every chart, whatever one's eyes or paper."""

from itertools import combinations

import numpy as np
import pytest

from analysis.figures.base import tokens
from analysis.figures.base.theme import ARM_MARKS, arm_scales
from analysis.figures.base.tokens import THEMES, Theme

CONE_LOSS = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
"""Matrices on linear RGB, severity 1.0 (Machado, Oliveira and Fernandes, IEEE TVCG 2009;15:1291)."""
XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.95047, 1, 1.08883])
SEEN, WELL_SEEN = 10, 35
"""Least distances in CIE Lab 1976 (a just noticeable difference is about 2.3)."""


def linear(color: str) -> np.ndarray:
    """Red, green and blue as light."""
    rgb = np.array([int(color[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def seen(color: str, loss: str) -> np.ndarray:
    """A color as CIE Lab coordinates, as seen with a loss."""
    xyz = XYZ @ np.clip(np.asarray(CONE_LOSS[loss]) @ linear(color), 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    """The ratio of WCAG 2.2, from relative luminance."""
    weights = np.array([0.2126, 0.7152, 0.0722])
    low, high = sorted(float(weights @ linear(color)) for color in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_words_and_marks_stand_out_from_the_paper(theme: Theme) -> None:
    paper = tokens.PAPER.value(theme)
    for words in (tokens.INK, tokens.MUTED, tokens.ACCENT, tokens.LOOK):
        assert contrast(words.value(theme), paper) >= 4.5, words.name
    for mark in tokens.ARMS:
        assert contrast(mark.value(theme), paper) >= 3, mark.name


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("loss", CONE_LOSS)
def test_colors_of_arms_differ_for_every_eye_and_most_for_two_arms(loss: str, theme: Theme) -> None:
    places = [seen(arm.value(theme), loss) for arm in tokens.ARMS]
    assert min(np.linalg.norm(one - other) for one, other in combinations(places, 2)) > SEEN
    assert np.linalg.norm(places[0] - places[1]) > WELL_SEEN


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_that_is_drawn_for_a_theme_needs_a_page(theme: Theme) -> None:
    drawing = " ".join(map(str, tokens.COLORS.values())) + " currentColor"
    values = [token.value(theme) for token in tokens.COLORS.values()]
    assert tokens.resolved(drawing, theme).split() == [*values, tokens.INK.value(theme)]


def test_a_page_has_every_token_light_and_dark() -> None:
    light, dark = tokens.css().split("}")[:2]
    for token in tokens.COLORS.values():
        assert f"--{token.name}: {token.light};" in light
        assert f"--{token.name}: {token.dark};" in dark


def test_shapes_differ_without_color() -> None:
    assert len({shape for _, shape in ARM_MARKS}) == len(ARM_MARKS)


def test_an_arm_keeps_its_place_whatever_its_name() -> None:
    for codes in (["LD", "HD"], ["PLA", "REB"], ["A", "B", "C", "D"]):
        color, shape = arm_scales(codes)
        assert color.domain == shape.domain == codes
        assert list(zip(color.range, shape.range, strict=True)) == list(ARM_MARKS[: len(codes)])


def test_five_arms_are_refused() -> None:
    with pytest.raises(ValueError, match="5 arms: 4 can be told apart"):
        arm_scales(["A", "B", "C", "D", "E"])

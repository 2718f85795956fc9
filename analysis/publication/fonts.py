"""The book's own fonts, cut down to the characters that it uses.

They are made from Adobe's Source Serif 4 and Source Sans 3. Their license reserves the name "Source" for the
unchanged fonts, so that what is cut down is called Book Serif and Book Sans. To make them anew, in an
environment with ``fonttools`` and ``brotli``, from the unpacked packages::

    python -m analysis.publication.fonts SOURCE_SERIF_FOLDER SOURCE_SANS_FOLDER
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

FONTS = Path(__file__).parent / "assets" / "fonts"

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LATIN = "".join(map(chr, range(0xA0, 0x100)))
NAMES = "ąćčęěğıłńőœřśşšżžŁŚŞŠŽ"
"""Letters of authors' names beyond Latin-1, those cited and those that may come."""
GREEK = "ΓΔΘΛΠΣΦΨΩαβγδεζηθκλμνπρστφχψω"
PUNCTUATION = "–—‘’“”†‡•…′″"
RAISED = "⁰⁴⁵⁶⁷⁸⁹⁻₀₁₂₃₄₅₆₇₈₉"
SIGNS = "€™←↑→↓∑−√∞≈≠≤≥"
SHAPES = "■□▲△▶▷▼▽◀◆○●◦✓✗"
CHARACTERS = "".join(dict.fromkeys(ASCII + LATIN + NAMES + GREEK + PUNCTUATION + RAISED + SIGNS + SHAPES))
"""Every character the fonts keep if their source has it; Chinese is left to the reader's system."""

FEATURES = ("kern", "mark", "mkmk", "ccmp", "locl", "liga", "case")
"""Layout features that stay. Numerals are lining and of one width without any."""


@dataclass(frozen=True)
class Cut:
    """One font file of the book: where it comes from, what it is called, which axes stay."""

    source: str
    target: str
    family: str
    style: str
    axes: Mapping[str, float | tuple[float, float, float]] = field(default_factory=dict)


SERIF = (
    Cut(
        "VAR/SourceSerif4Variable-Roman.ttf",
        "BookSerif.woff2",
        "Book Serif",
        "Regular",
        {"wght": (400, 400, 700), "opsz": 20},
    ),
    Cut(
        "VAR/SourceSerif4Variable-Italic.ttf",
        "BookSerif-Italic.woff2",
        "Book Serif",
        "Italic",
        {"wght": (400, 400, 700), "opsz": 20},
    ),
)
SANS = (
    Cut("VF/SourceSans3VF-Upright.ttf", "BookSans.woff2", "Book Sans", "Regular", {"wght": (400, 400, 700)}),
    Cut("TTF/SourceSans3-Regular.ttf", "BookSans-Regular.ttf", "Book Sans", "Regular"),
    Cut("TTF/SourceSans3-Semibold.ttf", "BookSans-Semibold.ttf", "Book Sans", "Semibold"),
)
"""The last two have no axes: they are for charts that are drawn as pictures."""


def make(cut: Cut, package: Path) -> Path:
    """Write one font file.

    Args:
        cut: What to make.
        package: The unpacked folder of the font's package.

    Returns:
        The file that was written.
    """
    from fontTools import subset  # only who makes the fonts anew needs it
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    source = package / cut.source
    if not source.is_file():
        raise SystemExit(f"{source} is not there: give the unpacked folder of the font's package")
    target = FONTS / cut.target
    options = subset.Options()
    options.layout_features = list(FEATURES)
    options.hinting = False
    options.drop_tables += ["DSIG", "MVAR", "STAT", "meta"]
    options.flavor = "woff2" if target.suffix == ".woff2" else None
    font = TTFont(source)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in CHARACTERS])
    subsetter.subset(font)
    if cut.axes:
        font = instancer.instantiateVariableFont(reread(font), cut.axes)
    rename(font, cut)
    FONTS.mkdir(parents=True, exist_ok=True)
    subset.save_font(font, str(target), options)
    return target


def reread(font: Any) -> Any:
    """The font as it would be read from its file: what was cut off is then gone from every table."""
    file = BytesIO()
    font.save(file)
    file.seek(0)
    return type(font)(file)


def rename(font: Any, cut: Cut) -> None:
    """Give a changed font a name that its license leaves free; copyright, trademark and license stay."""
    if "fvar" in font:
        font["fvar"].instances = []
        font["name"].names = [record for record in font["name"].names if record.nameID < 256]
        for axis in font["fvar"].axes:
            axis.axisNameID = font["name"].addName("Weight", platforms=((3, 1, 0x409),))
    plain = cut.style in ("Regular", "Italic")
    file_name = f"{cut.family}-{cut.style}".replace(" ", "")
    names = {
        1: cut.family if plain else f"{cut.family} {cut.style}",
        2: cut.style if plain else "Regular",
        3: file_name,
        4: f"{cut.family} {cut.style}",
        6: file_name,
        16: None if plain else cut.family,
        17: None if plain else cut.style,
    }
    for number, name in names.items():
        font["name"].removeNames(nameID=number)
        if name is not None:
            font["name"].setName(name, number, 3, 1, 0x409)


def main(arguments: list[str]) -> None:
    """Make all font files and say how large they are."""
    if len(arguments) != 2:
        raise SystemExit(
            f"{len(arguments)} folders were given, 2 are needed: python -m analysis.publication.fonts "
            "SOURCE_SERIF_FOLDER SOURCE_SANS_FOLDER"
        )
    for package, cuts in zip(map(Path, arguments), (SERIF, SANS), strict=True):
        for cut in cuts:
            file = make(cut, package)
            print(f"{file.name}: {file.stat().st_size:,} bytes")


if __name__ == "__main__":
    main(sys.argv[1:])

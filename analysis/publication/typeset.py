"""The book's typeface within a picture: an image on a page loads no font, so that each brings its letters."""

import base64
import functools
import re
from io import BytesIO

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from analysis.publication.fonts import CHARACTERS, FONTS

FAMILY = "Book Sans"
_WEIGHTS = {400: "BookSans-Regular.ttf", 600: "BookSans-Semibold.ttf"}
_WORDS = re.compile(r"<text[^>]*>(.*?)</text>", re.DOTALL)
_BOLD = re.compile(r'font-weight="(600|bold)"')


def typeset(drawing: str) -> str:
    """An SVG picture with the letters of its own words, in each weight that they are set in."""
    words = "".join(_WORDS.findall(drawing))
    letters = "".join(sorted(set(re.sub(r"<[^>]*>|&[a-z]+;", "", words)) | set("&<>'\"")))
    weights = [400, *([600] if _BOLD.search(drawing) else [])]
    style = "".join(face(weight, letters) for weight in weights)
    head, _, rest = drawing.partition(">")
    return f"{head}><style>{style}</style>{rest}"


def face(weight: int, letters: str) -> str:
    """The rule of CSS that brings some letters of one weight.

    Args:
        weight: 400 or 600.
        letters: those wanted; what the typeface lacks is left to the reader's system.
    """
    source = f"url({_address(_cut(weight, letters))}) format('woff2')"
    return f'@font-face{{font-family:"{FAMILY}";font-weight:{weight};src:{source}}}'


def font_for_scripts() -> dict[str, str]:
    """The whole typeface of a regular weight as an address, for a picture that a reader saves."""
    return {"regular": _address(_cut(400, CHARACTERS))}


def _address(font: bytes) -> str:
    return f"data:font/woff2;base64,{base64.b64encode(font).decode()}"


@functools.lru_cache(maxsize=512)
def _cut(weight: int, letters: str) -> bytes:
    font = TTFont(FONTS / _WEIGHTS[weight], recalcTimestamp=False)
    subsetter = Subsetter(Options(layout_features=["kern"], hinting=False, notdef_outline=True))
    subsetter.populate(text=letters)
    subsetter.subset(font)
    font.flavor = "woff2"
    cut = BytesIO()
    font.save(cut)
    return cut.getvalue()

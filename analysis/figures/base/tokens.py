"""The book's colors and typefaces by name: the one place from which pages, charts and pictures take them.

A page has them as custom properties of CSS, light and dark. A chart names such a property, with its light
value for where there is no page; a picture, which has no page around it, gets the value of its theme.
"""

import re
from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, ...] = ("light", "dark")

_NAMED = re.compile(r"var\(--([a-z0-9-]+), #[0-9a-f]{6}\)")


@dataclass(frozen=True, slots=True)
class Token:
    """A color by the work that it does.

    Attributes:
        name: as in CSS, where it stands behind two hyphens.
        light: its value on a light page, as ``#rrggbb``.
        dark: its value on a dark page.

    Examples:
        >>> str(Token("rule", "#d9d6cf", "#363b40"))
        'var(--rule, #d9d6cf)'
    """

    name: str
    light: str
    dark: str

    def __str__(self) -> str:
        """The token as a chart names it."""
        return f"var(--{self.name}, {self.light})"

    def value(self, theme: Theme) -> str:
        """Its value in one theme."""
        return self.light if theme == "light" else self.dark


PAPER = Token("paper", "#fbfaf7", "#14171a")
INK = Token("ink", "#1c2126", "#e9e7e2")
MUTED = Token("muted", "#5d656d", "#a3a9af")
RULE = Token("rule", "#d9d6cf", "#363b40")
ACCENT = Token("accent", "#0b6b6b", "#63c7c0")
"""Links, and what is selected."""
LOOK = Token("look", "#98286f", "#ef8cc0")
"""The one thing to look at; never a verdict."""
ARMS = (
    Token("arm-1", "#2b7fc4", "#6cb0ec"),
    Token("arm-2", "#d55e00", "#ff8b3d"),
    Token("arm-3", "#4b3b00", "#f0e442"),
    Token("arm-4", "#998a7a", "#c9b79c"),
)
"""The arms of a trial in their order, and nothing else; each has a mark of its own beside its color."""

COLORS = {token.name: token for token in (PAPER, INK, MUTED, RULE, ACCENT, LOOK, *ARMS)}

FONTS = {
    "font-text": '"Book Serif", "Noto Serif TC", "Songti TC", PMingLiU, Georgia, serif',
    "font-ui": '"Book Sans", "Noto Sans TC", "PingFang TC", "Microsoft JhengHei", system-ui, sans-serif',
}
"""The typeface of the text, and the one of charts, tables, captions and controls."""

DARK_PAGES = 'html[data-theme="dark"], body[data-jp-theme-light="false"]'
"""The site's own switch, and that of JupyterLab."""


def css() -> str:
    """The tokens as custom properties.

    >>> print(css().splitlines()[1])
      --paper: #fbfaf7;
    """
    light = {name: token.light for name, token in COLORS.items()} | FONTS
    dark = {name: token.dark for name, token in COLORS.items()}
    return f":root {{\n{_declared(light)}}}\n{DARK_PAGES} {{\n{_declared(dark)}}}\n"


def resolved(drawing: str, theme: Theme) -> str:
    """A drawing without a page around it: each named color, and the page's own, as a value of one theme.

    >>> resolved('<path fill="var(--look, #98286f)" stroke="currentColor"/>', "dark")
    '<path fill="#ef8cc0" stroke="#e9e7e2"/>'
    """
    named = _NAMED.sub(lambda found: COLORS[found[1]].value(theme), drawing)
    return named.replace("currentColor", INK.value(theme))


def _declared(values: dict[str, str]) -> str:
    return "".join(f"  --{name}: {value};\n" for name, value in values.items())

"""The choices that belong to a whole page: figures and sentences that know their names follow them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from analysis.figures.base.control import Control, Value, key


@dataclass(frozen=True, slots=True)
class PageChoices:
    """Choices that a reader makes once for a page.

    Attributes:
        controls: the choices, in the order shown. Their names are columns of the tables computed for the
            page, parameters of the charts that follow, and words of the page's address.

    Raises:
        ValueError: no control, a name that is used twice, or a kind whose values cannot be listed.
    """

    controls: tuple[Control, ...]

    def __post_init__(self) -> None:
        """Refuse what a page could not tell apart."""
        names = self.names
        if not names or len(set(names)) < len(names):
            raise ValueError(f"page choices need controls with different names, not {list(names)}.")
        endless = [control.name for control in self.controls if control.kind not in ("radio", "select")]
        if endless:
            raise ValueError(f"{', '.join(endless)}: a page's choice is a radio or a select.")

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the controls."""
        return tuple(control.name for control in self.controls)

    @property
    def default(self) -> dict[str, Value]:
        """The default reading."""
        return {control.name: control.default for control in self.controls}

    @property
    def offered(self) -> dict[str, tuple[Value, ...]]:
        """Name of each control to what the page offers of it."""
        return {control.name: control.page_choices for control in self.controls}

    def combinations(self) -> list[dict[str, Value]]:
        """Every combination that the page offers, the last control varying fastest."""
        offered = product(*(control.page_choices for control in self.controls))
        return [dict(zip(self.names, values, strict=True)) for values in offered]

    def only(self, *names: str) -> "PageChoices":
        """Some of the choices, for what depends on no others.

        Raises:
            ValueError: a name that is not among them.
        """
        unknown = sorted(set(names) - set(self.names))
        if unknown:
            raise ValueError(f"no page choice {', '.join(unknown)}. Use some of {', '.join(self.names)}.")
        return PageChoices(tuple(control for control in self.controls if control.name in names))

    def key(self, choice: Mapping[str, Value]) -> str:
        """One combination as text; the page's script writes the same text.

        Examples:
            >>> method = Control("p_method", "Method", "radio", ("exact", "normal"), "normal")
            >>> PageChoices((method,)).key({"p_method": "exact"})
            'p_method=exact'
        """
        return key({name: choice[name] for name in self.names})

    def words(self, choice: Mapping[str, Value]) -> str:
        """One combination in a reader's words."""
        labels = {
            control.name: {value: label for label, value in control.options} for control in self.controls
        }
        return "; ".join(f"{c.label}: {labels[c.name][choice[c.name]]}" for c in self.controls)

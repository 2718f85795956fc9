"""Page-wide choices on the page: the form, and sentences that follow it.

Python computes a sentence for every combination and writes all of them into the page; the script
``page-choices.js`` only picks. Without it the page shows the default reading, and says so.
"""

import html
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.data import BASES, BasisName, Source
from analysis.figures import Control, PageChoices
from analysis.figures.base.control import Value
from analysis.figures.base.standing import problems, standing
from analysis.publication.chart_controls import printed_option, printed_value


@dataclass(frozen=True, slots=True)
class ChoiceForm:
    """The form with a page's choices; it shows itself as HTML.

    Attributes:
        choices: the page's choices.
    """

    choices: PageChoices

    def _repr_html_(self) -> str:
        fields = "".join(_fieldset(control) for control in self.choices.controls)
        return (
            '<page-choices id="page-choices">'
            f'<p class="page-choices-reading" role="status">{html.escape(repr(self))}</p>'
            "<details><summary>Change</summary>"
            '<form aria-label="Choices for this page" autocomplete="off">'
            '<fieldset class="page-choices-all" disabled><legend>Choices for this page</legend>'
            f"{fields}</fieldset>"
            '<button type="button" hidden>Back to the default reading</button></form>'
            '<p class="page-choices-how">Figures and sentences marked as following the choices change with '
            "them. Everything else keeps the reading that it states. The page's address keeps what is chosen."
            "</p></details>"
            '<p class="page-choices-note" role="status" hidden></p>'
            '<p class="page-choices-without">Without JavaScript the choices cannot be changed: the page '
            "shows the default reading, whatever its address says.</p></page-choices>"
        )

    def __repr__(self) -> str:
        """The default reading, for a console and for a page's plain version."""
        return f"Default reading. {self.choices.words(self.choices.default)}."


def choices(controls: PageChoices) -> ChoiceForm:
    """Show a page's choices where the cell stands; one form a page."""
    return ChoiceForm(controls)


@dataclass(frozen=True, slots=True)
class Sentences:
    """A sentence for every combination of choices, of which the page shows one.

    Attributes:
        frame: a column for each choice that the sentence depends on, and the sentence; one row per
            combination.
        choices: the page's choices; those without a column in ``frame`` do not change the sentence.
        basis: one of the five bases.
        sources: the sources of what is said.
        column: the column of ``frame`` with the sentence.

    Raises:
        ValueError: combinations without a sentence or with several, or no basis or sources.
    """

    frame: pd.DataFrame
    choices: PageChoices
    basis: BasisName
    sources: Sequence[Source]
    column: str = "sentence"

    def __post_init__(self) -> None:
        """Refuse a table from which the page could not pick exactly one sentence."""
        for problem in problems(self.basis, self.sources, "sentence"):
            raise ValueError(problem)
        found = [self.followed.key(row) for row in self._rows]
        wanted = [self.followed.key(choice) for choice in self.followed.combinations()]
        if sorted(found) != sorted(wanted):
            absent, extra = sorted(set(wanted) - set(found)), sorted(set(found) - set(wanted))
            raise ValueError(
                f"{len(wanted)} combinations need one sentence each, and there are {len(found)} rows: "
                f"{len(absent)} combinations have none (first: {absent[:1]}), {len(extra)} rows belong to no "
                f"combination (first: {extra[:1]})."
            )

    @property
    def followed(self) -> PageChoices:
        """The choices that the sentence depends on."""
        return self.choices.only(*(name for name in self.choices.names if name in self.frame.columns))

    @property
    def default(self) -> str:
        """The sentence of the default reading."""
        return self.text(self.choices.default)

    def text(self, choice: Mapping[str, Value]) -> str:
        """The sentence of one combination."""
        return self._texts[self.followed.key(choice)]

    def _repr_html_(self) -> str:
        texts = list(dict.fromkeys(self._texts.values()))
        places = {key: texts.index(text) for key, text in self._texts.items()}
        table = {"names": self.followed.names, "texts": texts, "places": places}
        keys = " ".join(source.key for source in self.sources)
        stands_on = standing(BASES[self.basis].badge, "", [source.label for source in self.sources])
        return (
            f'<choice-text data-basis="{self.basis}" data-sources="{keys}">'
            f'<p class="choice-text-shown">{html.escape(self.default)}</p>'
            f'<p class="follows-choices">{html.escape(stands_on)} <a href="#page-choices">Change</a></p>'
            f'<script type="application/json">{_for_html(table)}</script></choice-text>'
        )

    def __repr__(self) -> str:
        """The default sentence, for a console, the manifest and a page's plain version."""
        return self.default

    @property
    def _rows(self) -> list[dict[str, Value]]:
        return [{str(name): value for name, value in row.items()} for row in self.frame.to_dict("records")]

    @property
    def _texts(self) -> dict[str, str]:
        return {self.followed.key(row): str(row[self.column]) for row in self._rows}


def _fieldset(control: Control) -> str:
    offered = [(label, value) for label, value in control.options if value in control.page_choices]
    label = html.escape(control.label, quote=True)
    about = f'class="page-choice" data-name="{control.name}" data-label="{label}"'
    if control.kind == "select":
        options = "".join(printed_option(text, value, value == control.default) for text, value in offered)
        return (
            f'<label {about}><span class="page-choice-name">{label}</span> '
            f'<select name="{control.name}">{options}</select></label>'
        )
    inputs = "".join(
        f'<label><input type="radio" name="{control.name}" {printed_value(value)}'
        f"{' checked' * (value == control.default)}> {html.escape(text)}</label>"
        for text, value in offered
    )
    return f"<fieldset {about}><legend>{label}</legend>{inputs}</fieldset>"


def _for_html(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).replace("<", "\\u003c")

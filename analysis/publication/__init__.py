"""From notebook to page: ``enable`` once a page, ``state`` for numbers in prose, ``holds`` for conclusions.

``choices`` shows a page's choices, and ``Sentences`` says what follows from them. ``Functions`` lists what a
room of the library offers. ``prose`` is the paragraphs of a notebook that follow its run.
"""

import analysis.figures.base.light_altair  # noqa: F401  (before any other module imports Altair)
from analysis.publication.conclusions import holds
from analysis.publication.functions import Functions
from analysis.publication.page import enable
from analysis.publication.page_choices import ChoiceForm, Sentences, choices
from analysis.publication.prose import prose
from analysis.publication.state import state

__all__ = ["ChoiceForm", "Functions", "Sentences", "choices", "enable", "holds", "prose", "state"]

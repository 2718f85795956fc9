"""From notebook to page. ``enable`` once a chapter, ``state`` for numbers in prose, ``Table`` for tables.

``choices`` shows a page's choices, and ``Sentences`` says what follows from them. ``Functions`` lists what a
room of the library offers.
"""

from analysis.publication.functions import Functions
from analysis.publication.page_choices import ChoiceForm, Sentences, choices
from analysis.publication.renderer import enable
from analysis.publication.state import state, typeset
from analysis.publication.table import Table

__all__ = ["ChoiceForm", "Functions", "Sentences", "Table", "choices", "enable", "state", "typeset"]

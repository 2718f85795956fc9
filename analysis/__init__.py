"""The shared module of the book: statistics, published tables, charts and the book's own machinery.

Import the parts by name, for example ``from analysis import data, inference``. The parts form layers
(see ``README.md``), so importing the statistics never loads a chart or a notebook library.
"""

__version__ = "0.7.0"

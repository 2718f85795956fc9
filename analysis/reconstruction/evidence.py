"""What a marker's cohorts rest on, as traces: the findings that a figure shows, the sources of the others."""

from collections.abc import Iterable

from analysis.data import Study
from analysis.reconstruction.constraints import Marker
from analysis.reconstruction.reading import Cell


def told(marker: Marker, *cells: Cell) -> tuple[str, ...]:
    """Ids of the findings that speak of the marker at some cells, each once.

    Args:
        marker: what is known of it.
        cells: arms at visits; every one with samples if none is given.
    """
    found: list[str] = []
    for cell in cells or marker.order:
        printed = [each for each in (marker.levels.get(cell), marker.folds.get(cell)) if each is not None]
        compared = [each for each in marker.comparisons if cell in each.cells]
        found += [each.finding for each in (*printed, *compared)]
    return tuple(dict.fromkeys(found))


def drawn_under(study: Study, marker: Marker, shown: Iterable[str]) -> str:
    """The traces of a row that cohorts of a marker gave.

    Args:
        study: whose findings the cohorts agree with.
        marker: what they were drawn under.
        shown: ids of the findings that the row shows.

    Returns:
        The findings shown, the sources of all further findings that the cohorts agree with, and the priors.
    """
    named = list(dict.fromkeys(shown))
    further = study.sources_of(f"findings:{name}" for name in marker.findings if name not in named)
    return " ".join(
        [
            *(f"findings:{name}" for name in named),
            *(f"sources:{source.key}" for source in further),
            *(f"priors:{row}" for row in marker.prior.rows),
        ]
    )

"""How far luck reaches in the mean of a group that nobody selected."""

from collections.abc import Sequence
from math import isnan

from analysis.data import Study
from analysis.figures import regression_bounds
from analysis.figures.aging.regression_to_mean import OWN
from analysis.physiology.lucky_starts import lucky_starts
from analysis.physiology.regression_to_mean import LEVEL
from analysis.tables.table import Table


def luck(study: Study, markers: Sequence[str], *, people: Sequence[int], level: float = LEVEL) -> Table:
    """How far luck lifts the mean of a group, and the change that is then to be expected.

    Args:
        study: with priors of the markers and a table of published reliabilities.
        markers: codes of the markers.
        people: sizes of the groups.
        level: share of groups in which luck lifts the mean no farther; for the highest of k markers its k-th
            root.

    Returns:
        With `frame` of `parameter`, `marker`, `rests` ("prior", or the REFID), `who` (in words),
        `reliability`, `low` (the lower end of its interval), `stays` and `goes` (the share of an excess), and
        for each size n, in whole percent, `start_n`, `fall_n` (to expect after that start), `fall_low_n` (the
        same at `low`) and `change_n` (by luck alone, at the level).

    Raises:
        MissingFindingError: a marker without a prior.

    Examples:
        >>> luck(Study.read(), ["IL6"], people=[6]).frame["fall_6"].tolist()[:2]
        ['−12%', '−17%']
    """
    bounds = regression_bounds(study, markers, people=people, level=level)
    known = bounds.dropna(subset="low")
    at_low = lucky_starts(known.assign(reliability=known["low"]), people, level=level).reindex(bounds.index)
    told, printed = _measured(study), _printed(study)
    shares = zip(bounds["rests"], bounds["reliability"], strict=True)
    cells = bounds.assign(
        who=bounds["rests"].map(told),
        reliability=[printed.get(rests, f"{share:.2f}") for rests, share in shares],
        low=["" if isnan(low) else f"{low:.2f}" for low in bounds["low"]],
        stays=(100 * bounds["reliability"]).map(_percent),
        goes=(100 - 100 * bounds["reliability"]).map(_percent),
    )
    for n in people:
        cells[f"start_{n}"] = "+" + bounds[f"start_{n}"].map(_percent)
        cells[f"fall_{n}"] = bounds[f"fall_{n}"].map(_percent)
        cells[f"fall_low_{n}"] = at_low[f"fall_{n}"].map(_percent)
        cells[f"change_{n}"] = bounds[f"change_{n}"].map(_percent)
    return Table(
        cells,
        headings={
            "marker": "Marker",
            "who": "Reliability from",
            "reliability": "Reliability",
            **{f"start_{n}": f"Luck adds, {n} people" for n in people},
            **{f"fall_{n}": f"Change to expect, {n} people" for n in people},
        },
        title="How far luck reaches in a group",
        basis="reference",
        study=study,
        filters=("marker",),
    )


def _measured(study: Study) -> dict[str, str]:
    """Where a reliability comes from, in words."""
    rows = study.table("repeats")
    told = rows["SOURCEID"].map(study.source_labels) + ": " + rows["N"] + " people, " + rows["SPAN"]
    return {OWN: "The book's priors", **dict(zip(rows["REFID"], told, strict=True))}


def _printed(study: Study) -> dict[str, str]:
    """Reliabilities that are printed as a bound, as they stand there."""
    rows = study.table("repeats").query("PRINTED != ''")
    return dict(zip(rows["REFID"], rows["PRINTED"], strict=True))


def _percent(percent: float) -> str:
    """In whole percent; nothing where there is none."""
    return "" if isnan(percent) else f"{percent:.0f}%".replace("-", "−")

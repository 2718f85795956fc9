"""One marker under several priors, to see what an assumption decides."""

from collections.abc import Mapping

from analysis.data import Study
from analysis.reconstruction.constrain import constrain
from analysis.reconstruction.ensemble import Ensemble, cohorts
from analysis.reconstruction.priors import Prior


def under_priors(
    study: Study, marker: str, priors: Mapping[str, Prior], *, size: int, seed: int
) -> dict[str, Ensemble]:
    """Cohorts of one marker that agree with all that is told of it, under each of several priors.

    Args:
        study: whose findings they agree with.
        marker: PARAMCD.
        priors: what each is called, and the prior.
        size: cohorts to draw under each.
        seed: a whole number from 0 up, the same for all.

    Raises:
        ConflictError: findings that no cohort satisfies under one of them.

    Examples:
        >>> from analysis.reconstruction.priors import read_priors
        >>> book = Study.read()
        >>> sorted(under_priors(book, "IL6", {"as listed": read_priors(book)["IL6"]}, size=2, seed=1))
        ['as listed']
    """
    return {
        name: cohorts(constrain(study, [marker], priors={marker: prior}), size=size, seed=seed)
        for name, prior in priors.items()
    }

"""How verdicts name markers, arms, visits and comparisons to a reader who knows no codes."""

from collections.abc import Sequence

from analysis.data import Study


def parameter(study: Study, code: str) -> str:
    """The name of a parameter inside a sentence, where it stands in lists: without a comma.

    A first word that its full name capitalizes within is a proper name and stays as it is.

    Examples:
        >>> study = Study.read()
        >>> parameter(study, "IL1RA"), parameter(study, "GLUC")
        ('IL-1Ra', 'glucose')
    """
    name = study.short(code).replace(",", "")
    return name if f" {name.partition(' ')[0]} " in f"{study.full(code)} " else inside(name)


def inside(name: str) -> str:
    """A name that begins a row of a table, as it stands inside a sentence; abbreviations stay.

    Examples:
        >>> inside("Total protein"), inside("HbA1c"), inside("eGFR"), inside("IgE"), inside("Month 6")
        ('total protein', 'HbA1c', 'eGFR', 'IgE', 'month 6')
    """
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def arm(study: Study, code: str) -> str:
    """An arm inside a sentence; empty for all subjects and for a comparison.

    Examples:
        >>> arm(Study.read(), "HD"), arm(Study.read(), "ALL")
        ('high dose', '')
    """
    return study.labels.get(code, "")


def comparison(study: Study, text: str) -> str:
    """A comparison inside a sentence.

    Examples:
        >>> comparison(Study.read(), "HD v LD"), comparison(Study.read(), "Month 6 v Baseline")
        ('high dose against low dose', 'month 6 against baseline')
    """
    return " against ".join(arm(study, side) or inside(side) for side in text.split(" v "))


def listed(names: Sequence[str]) -> str:
    """Names joined as in a sentence.

    Examples:
        >>> listed(["ALT"]), listed(["ALT", "AST"]), listed(["ALT", "AST", "eGFR"])
        ('ALT', 'ALT and AST', 'ALT, AST and eGFR')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))

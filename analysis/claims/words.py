"""How verdicts name markers, arms and comparisons to a reader who knows no codes."""

from analysis.reported.markers import MARKERS

SHORT = MARKERS | {
    "ALT": "ALT",
    "AST": "AST",
    "BMI": "body mass index",
    "BMIHI": "subjects above 25 kg/m²",
    "BMILO": "subjects who became underweight",
    "AFP": "AFP",
    "CA125": "CA 125",
    "CA153": "CA 15-3",
    "CA199": "CA 19-9",
    "CEA": "CEA",
    "CHOLHDL": "cholesterol/HDL ratio",
    "CYTOK": "cytokines and growth factors",
    "DHEAS": "DHEA-S",
    "EGFR": "eGFR",
    "ESR": "sedimentation rate",
    "FEV1": "FEV1",
    "FEV1FVC": "FEV1/FVC",
    "FVC": "FVC",
    "HSCRP": "hs-CRP",
    "IGF1": "IGF-1",
    "MCV": "mean cell volume",
    "PSA": "PSA",
}
"""What readers call a parameter, where that is shorter than its full name."""

_ARMS = {"HD": "high dose", "LD": "low dose"}


def parameter(code: str, full: str) -> str:
    """The name of a parameter inside a sentence.

    Args:
        code: PARAMCD.
        full: PARAM; the code itself where the table of parameters lacks it.

    Examples:
        >>> parameter("IL1RA", "Interleukin-1 receptor antagonist"), parameter("GLUC", "Glucose")
        ('IL-1Ra', 'glucose')
    """
    return SHORT.get(code, inside(full))


def inside(name: str) -> str:
    """A name that begins a row of a table, as it stands inside a sentence; abbreviations stay.

    Examples:
        >>> inside("Total protein"), inside("HbA1c"), inside("eGFR"), inside("IgE")
        ('total protein', 'HbA1c', 'eGFR', 'IgE')
    """
    first = name.partition(" ")[0]
    return name[:1].lower() + name[1:] if first[1:].islower() else name


def arm(code: str) -> str:
    """An arm inside a sentence; empty for all subjects.

    Examples:
        >>> arm("HD"), arm("ALL")
        ('high dose', '')
    """
    return _ARMS.get(code, "")


def comparison(text: str) -> str:
    """A comparison inside a sentence.

    Examples:
        >>> comparison("HD v LD"), comparison("Month 6 v Baseline")
        ('high dose against low dose', 'month 6 against baseline')
    """
    sides = [_ARMS.get(side, side[:1].lower() + side[1:]) for side in text.split(" v ")]
    return " against ".join(sides)


def listed(names: list[str]) -> str:
    """Names joined as in a sentence.

    Examples:
        >>> listed(["ALT"]), listed(["ALT", "AST"]), listed(["ALT", "AST", "eGFR"])
        ('ALT', 'ALT and AST', 'ALT, AST and eGFR')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1] if names else ""]))

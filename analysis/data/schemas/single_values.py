"""Small trials whose single values are public: where methods can be tried because the truth is known."""

from analysis.data.schemas.columns import (
    NUMBER,
    ForeignKey,
    like,
    one_of,
    optional,
    required,
    row_rule,
    table,
)

ADAM = "CDISC ADaM"

_TRIAL = r"[a-z0-9]+(_[a-z0-9]+)+"
_CODE = like(r"[A-Z][A-Z0-9]{0,7}", "a code of at most 8 capitals and digits")
_WAYS = r"exact|normal(-cc)?(, no ties)?|independent t|Welch t|paired t"
_DECIMAL = like(NUMBER, "a plain number")

TRIALS = table(
    "reference/trials.csv",
    "Trials with public values",
    "One row per small trial that prints every single value of a measurement. None is of cells: they show "
    "what an audit, a decoder and cohorts say where the truth is known.",
    {
        "TRIALID": required(
            "Trial", "Stable name of the trial.", like(_TRIAL, "a name such as meloxicam_2002")
        ),
        "SOURCEID": required("Source key", "The paper."),
        "LABEL": required("Label", "What it is, in a few words.", like(r".{2,40}", "2 to 40 characters")),
        "SUBJECTS": required("Subjects", "Who or what was measured, in the plural."),
        "ARMS": required("Arms", "The codes of the arms and what each was given."),
        "LICENSE": required("License", "Of the paper, as the text that was read states it."),
        "PLACE": required("Place", "Where the single values stand in the paper."),
        "NOTE": optional("Note", "How the values were copied, and what limits their use."),
    },
    primary_key=("TRIALID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
)

TRIAL_VALUES = table(
    "reference/trial_values.csv",
    "Single values of those trials",
    "One row per subject, measurement and visit, as the paper prints it. Ages, sexes and all else that "
    "describes a person are left out.",
    {
        "TRIALID": required("Trial", "The trial."),
        "PARAMCD": required("Parameter code", "What was measured.", _CODE, source=ADAM),
        "AVISIT": required(
            "Visit", "When it was measured; in a crossover, under which treatment.", source=ADAM
        ),
        "TRT01A": required("Arm", "The arm, by its code.", _CODE, source=ADAM),
        "USUBJID": required(
            "Subject",
            "A running number within the trial. It is the same for the same subject wherever the paper tells "
            "who is who.",
            like(r"[1-9]\d*", "a whole number from 1"),
            source=ADAM,
        ),
        "AVAL": required(
            "Value as printed", "With a point for a decimal comma.", _DECIMAL, unit="AVALU", source=ADAM
        ),
    },
    primary_key=("TRIALID", "PARAMCD", "AVISIT", "USUBJID"),
    foreign_keys=(ForeignKey("TRIALID", "trials"),),
)

TRIAL_COMPARISONS = table(
    "reference/trial_comparisons.csv",
    "Comparisons in those trials",
    "One row per two sides that the single values let one compare: two arms at one visit, or two visits of "
    "one arm. What a paper does not print of it is empty; it is never filled with a computed number.",
    {
        "TRIALID": required("Trial", "The trial."),
        "COMPARISONID": required(
            "Comparison",
            "Stable name of the row.",
            like(r"[a-z0-9]+(-[a-z0-9]+)+", "a name such as meloxicam-percent"),
        ),
        "DESIGN": required(
            "Design",
            "`two groups`: two arms. `pairs`: two visits, of the subjects that have both.",
            one_of("two groups", "pairs"),
        ),
        "PARAMCD": required("Parameter code", "What is compared.", _CODE, source=ADAM),
        "PARAM": required("Parameter", "What is compared, in words.", source=ADAM),
        "AVALU": required("Unit", "The unit.", source=ADAM),
        "TRT01A": optional("Arm", "The arm of pairs; empty where two arms are compared.", _CODE, source=ADAM),
        "AVISIT": optional(
            "Visit", "The visit at which two arms are compared; empty for pairs.", source=ADAM
        ),
        "FIRST": required(
            "First side", "An arm, or of pairs a visit: the later one. In a crossover a treatment is a visit."
        ),
        "SECOND": required("Second side", "An arm, or of pairs a visit: the earlier one."),
        "TEST": optional("Test", "As the paper names it; empty where it prints no p for these sides."),
        "PVALUE": optional(
            "p as printed",
            "Empty where none is printed.",
            like(r"[<>≤≥]?(0?\.\d+|1(\.0+)?)", "a p-value such as 0.028 or <0.05"),
        ),
        "PVALUEBY": optional(
            "What gives this p",
            "Every computation from the single values, two-sided, that gives the printed p, divided by `;`. "
            "Of rank tests, `exact`: all ways to deal out the values, or the signs of the changes that are "
            "not zero, with ties as they are; `normal`: the normal approximation, with its correction for "
            "ties unless `no ties` follows; `cc`: with continuity correction. `none` of these and of the "
            "t-tests that fit the named test. Empty where no p or only a bound is printed.",
            like(rf"none|({_WAYS})(; ({_WAYS}))*", "none, or names such as normal; normal, no ties"),
        ),
        "MEAN1": optional("First mean", "As printed.", _DECIMAL, unit="AVALU"),
        "SPREAD1": optional("First spread", "What stands after ±, as printed.", _DECIMAL, unit="AVALU"),
        "MEAN2": optional("Second mean", "As printed.", _DECIMAL, unit="AVALU"),
        "SPREAD2": optional("Second spread", "What stands after ±, as printed.", _DECIMAL, unit="AVALU"),
        "SPREADKIND": optional("Kind of spread", "What the single values show ± to be.", one_of("sd", "sem")),
        "DECIMALS": optional(
            "Decimals",
            "How the printed means and spreads come from the single values: all `rounded`; some `truncated`, "
            "that is cut off, and the others rounded; or some by `neither`, and the note says which.",
            one_of("rounded", "truncated", "neither"),
        ),
        "STEP": required(
            "Step",
            "The resolution of the values: each is a whole multiple of it.",
            like(r"\d+(\.\d+)?", "a plain number"),
            unit="AVALU",
        ),
        "LOWEST": optional(
            "Lowest",
            "The lower end of the scale, or a limit where values pile up.",
            _DECIMAL,
            unit="AVALU",
        ),
        "HIGHEST": optional(
            "Highest",
            "The upper end of the scale, or a limit where values pile up.",
            _DECIMAL,
            unit="AVALU",
        ),
        "PLACE": required("Place", "Where in the paper the comparison, or else its values, stand."),
        "NOTE": optional("Note", "What else was tried, and what does not agree."),
    },
    primary_key=("COMPARISONID",),
    foreign_keys=(ForeignKey("TRIALID", "trials"),),
    rules=(
        row_rule("TRT01A", "DESIGN", ("pairs",), r".+", "an arm"),
        row_rule("TRT01A", "DESIGN", ("two groups",), "", "an empty cell"),
        row_rule("AVISIT", "DESIGN", ("two groups",), r".+", "a visit"),
        row_rule("AVISIT", "DESIGN", ("pairs",), "", "an empty cell"),
        row_rule("TEST", "PVALUE", ("",), "", "an empty cell"),
        row_rule("SPREADKIND", "SPREAD1", ("",), "", "an empty cell"),
        row_rule("DECIMALS", "MEAN1", ("",), "", "an empty cell"),
    ),
)

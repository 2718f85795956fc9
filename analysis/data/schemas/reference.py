"""General knowledge about other people: aging, variation, intervals, rates, lungs, and safety reviews."""

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

_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
_STANDING = required(
    "Standing",
    "`primary`: read in the source's own text. `abstract`: in its abstract. `secondary`: in another "
    "text that quotes it.",
    one_of("primary", "abstract", "secondary"),
)

AGING = table(
    "reference/aging.csv",
    "Expected change with age",
    "One row per published figure, or direction, on how a parameter changes with age in other people.",
    {
        "REFID": required(
            "Reference row",
            "Stable name of the row.",
            like(_NAME, "a name such as fev1-men"),
        ),
        "PARAMCD": required("Parameter code", "What changes."),
        "POPULATION": required("Population", "Who was studied."),
        "SEX": required("Sex", "Whom the row speaks of.", one_of("men", "women", "both")),
        "AGE": optional("Age", "Age range as printed.", unit="years"),
        "DESIGN": required(
            "Design",
            "Whether the same people were followed or people of different ages were compared.",
            one_of("longitudinal", "cross-sectional", "both", "review", "not stated"),
        ),
        "QUANTITY": required("Quantity", "What the value is."),
        "VALUE": optional(
            "Value as printed", "The figure as text; empty where only a direction was read.", unit="AVALU"
        ),
        "SPREAD": optional(
            "Spread as printed", "What is printed with it, and what kind of spread it is.", unit="AVALU"
        ),
        "AVALU": optional("Unit", "Unit of the value."),
        "PER": optional(
            "Per",
            "The time that the value covers; empty for levels and directions.",
            one_of("year", "6 years", "10 years", "13 years", "15 years", "20 years", "decade"),
        ),
        "DIRECTION": required(
            "Direction with age",
            "What this source lets one expect as people grow older.",
            one_of("rises", "falls", "no change", "mixed"),
        ),
        "SOURCEID": required("Source key", "The source of the figure."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

SAFETY = table(
    "reference/safety.csv",
    "Safety reviews",
    "One row per pooled outcome of a systematic review of mesenchymal stem-cell trials in other people.",
    {
        "REFID": required(
            "Reference row",
            "Stable name of the row.",
            like(_NAME, "a name such as a-fever"),
        ),
        "OUTCOME": required("Outcome", "What was pooled."),
        "MEASURE": required(
            "Measure",
            "RR relative risk, OR odds ratio, none where only counts were read.",
            one_of("RR", "OR", "none"),
        ),
        "VALUE": optional(
            "Value as printed", "The pooled ratio, cells against control.", like(NUMBER, "a plain number")
        ),
        "LOW": optional(
            "Lower limit", "Lower 95 % confidence limit as printed.", like(NUMBER, "a plain number")
        ),
        "HIGH": optional(
            "Upper limit", "Upper 95 % confidence limit as printed.", like(NUMBER, "a plain number")
        ),
        "TRIALS": required("Studies", "Studies in the whole review.", like(r"\d+", "a whole number")),
        "PARTICIPANTS": required(
            "Participants", "People in the whole review.", like(r"\d+", "a whole number")
        ),
        "SOURCEID": required("Source key", "The review."),
        "NOTE": optional("Note", "What the outcome covers."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
)

REPEATS = table(
    "reference/repeats.csv",
    "How well one measurement repeats",
    "One row per published intraclass correlation of a parameter: the share of the variance of single values "
    "that lies between people, measured by taking the same people's blood again.",
    {
        "REFID": required(
            "Reference row", "Stable name of the row.", like(_NAME, "a name such as il6-weeks")
        ),
        "PARAMCD": required("Parameter code", "What was measured."),
        "VALUE": required(
            "Reliability", "Intraclass correlation as printed.", like(NUMBER, "a plain number")
        ),
        "LOW": optional("Lower limit", "Lower 95 % confidence limit of it.", like(NUMBER, "a plain number")),
        "HIGH": optional("Upper limit", "Upper 95 % confidence limit of it.", like(NUMBER, "a plain number")),
        "PRINTED": optional(
            "As printed",
            "What a reader is told in place of the number, where a limit or one figure for several "
            "parameters was printed.",
        ),
        "SPAN": required(
            "Span",
            "Time from the first to the last sample.",
            like(r"\d+ (weeks|years)", "2 years or 18 weeks"),
        ),
        "N": required("Number", "People measured.", like(r"\d+", "a whole number")),
        "POPULATION": required("Population", "Who was studied, and how often."),
        "SOURCEID": required("Source key", "The source of the figure."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

VARIATION = table(
    "reference/variation.csv",
    "Biological and analytical variation",
    "One row per study that gives a within-subject coefficient of variation of a parameter. From journal "
    "papers only; where several are equally broad in their people, the longest comes first. A parameter "
    "without a row has no figure that we read.",
    {
        "REFID": required("Reference row", "Stable name of the row.", like(_NAME, "a name such as glucose")),
        "PARAMCD": required("Parameter code", "What varies."),
        "CVI": required(
            "Within-subject variation",
            "Coefficient of variation of one person over time, as printed.",
            like(NUMBER, "a plain number"),
            unit="%",
        ),
        "CVI_LOW": optional(
            "Lower limit", "Lower 95 % confidence limit of it.", like(NUMBER, "a plain number"), unit="%"
        ),
        "CVI_HIGH": optional(
            "Upper limit", "Upper 95 % confidence limit of it.", like(NUMBER, "a plain number"), unit="%"
        ),
        "CVG": optional(
            "Between-subject variation",
            "Coefficient of variation between people.",
            like(NUMBER, "a plain number"),
            unit="%",
        ),
        "CVA": optional(
            "Analytical variation",
            "Coefficient of variation of the assay; 0 where the within-subject figure has it in it.",
            like(NUMBER, "a plain number"),
            unit="%",
        ),
        "POPULATION": required("Population", "Who was studied, how often."),
        "SOURCEID": required("Source key", "The source of the figures."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

INTERVALS = table(
    "reference/intervals.csv",
    "Reference intervals",
    "One row per published reference interval or limit, for one sex or marked as for both.",
    {
        "REFID": required("Reference row", "Stable name of the row.", like(_NAME, "a name such as hgb-men")),
        "PARAMCD": required("Parameter code", "What the interval is for."),
        "SEX": required("Sex", "Whom the interval is for.", one_of("men", "women", "both")),
        "AGE": optional("Age", "Age range as printed.", unit="years"),
        "LOW": optional(
            "Lower limit",
            "As printed; empty for a mere upper limit.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
        ),
        "HIGH": optional(
            "Upper limit",
            "As printed; empty for a mere lower limit.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
        ),
        "AVALU": required("Unit", "Unit of the limits."),
        "POPULATION": required("Population", "Who was measured, or who set the limit."),
        "SOURCEID": required("Source key", "The source of the limits."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What kind of limit it is, and what limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
    rules=(row_rule("HIGH", "LOW", ("",), NUMBER, "a plain number"),),
)

RATES = table(
    "reference/rates.csv",
    "Background rates",
    "One row per published rate of cancer or death in a general population.",
    {
        "REFID": required(
            "Reference row", "Stable name of the row.", like(_NAME, "a name such as cancer-men-45")
        ),
        "OUTCOME": required("Outcome", "What is counted.", one_of("cancer incidence", "death")),
        "SEX": required("Sex", "Whom the rate is for.", one_of("men", "women", "both")),
        "AGE": required("Age", "Age range as printed.", unit="years"),
        "RATE": required(
            "Rate",
            "As printed, or the printed cases divided by the printed person-years, which the note names.",
            like(NUMBER, "a plain number"),
        ),
        "PER": required("Per", "The person-years that the rate is for.", like(r"\d+", "a whole number")),
        "POPULATION": required("Population", "The population and the registry."),
        "PERIOD": required(
            "Period", "The years that the rate covers.", like(r"\d{4}(-\d{4})?", "a year or two")
        ),
        "SOURCEID": required("Source key", "The source of the rate."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
)

GLI_SPLINES = table(
    "reference/gli_splines.csv",
    "Splines of the GLI Global spirometry equations",
    "One row per measure, sex and quarter of a year from 18 to 95: the two age splines that the equations of "
    "2022 take from a table. Under the MIT license, © 2024 OnlineArts: `reference/gli_splines.LICENSE.txt`.",
    {
        "PARAMCD": required("Parameter code", "The measure.", one_of("FEV1", "FVC", "FEV1FVC")),
        "SEX": required("Sex", "The sex that the equation is for.", one_of("men", "women")),
        "AGE": required("Age", "Exact age.", like(r"\d+(\.\d+)?", "a plain number"), unit="years"),
        "MEDIAN": required(
            "Median spline", "Added to the logarithm of the median.", like(NUMBER, "a plain number")
        ),
        "SPREAD": required(
            "Spread spline",
            "Added to the logarithm of the coefficient of variation.",
            like(NUMBER, "a plain number"),
        ),
        "SOURCEID": required("Source key", "The copy that the numbers were taken from."),
    },
    primary_key=("PARAMCD", "SEX", "AGE"),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

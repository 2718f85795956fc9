"""General knowledge about other people: what aging brings, and what large safety reviews have seen."""

from analysis.data.schemas.columns import NUMBER, ForeignKey, like, one_of, optional, required, table

AGING = table(
    "reference/aging.csv",
    "Expected change with age",
    "One row per published figure, or direction, on how a parameter changes with age in other people.",
    {
        "REFID": required(
            "Reference row",
            "Stable name of the row.",
            like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as fev1-men"),
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
        "STANDING": required(
            "Standing",
            "`primary`: read in the source's own text. `abstract`: in its abstract. `secondary`: in another "
            "text that quotes it.",
            one_of("primary", "abstract", "secondary"),
        ),
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
            like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as a-fever"),
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

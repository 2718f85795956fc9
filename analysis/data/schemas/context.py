"""What the markers do, and classical data with known results."""

from analysis.data.schemas.columns import NUMBER, ForeignKey, like, one_of, optional, required, table

_STANDING = required(
    "Standing",
    "`primary`: read in the source's own text. `abstract`: in its abstract. `secondary`: in another text "
    "that quotes it.",
    one_of("primary", "abstract", "secondary"),
)

MECHANISMS = table(
    "reference/mechanisms.csv",
    "What the markers do",
    "One row per cytokine or growth factor: the role that a review gives it, and where the book treats it.",
    {
        "PARAMCD": required("Parameter code", "The marker."),
        "ROLE": required("Role", "What the review says that it does, in our words."),
        "SIDE": required(
            "Side",
            "`calms` or `drives` inflammation, `both` by context, or `builds` tissue or vessels.",
            one_of("calms", "both", "drives", "builds"),
        ),
        "SECTION": required(
            "Section",
            "Chapter and figure or table of the book that treats it.",
            like(r"[a-z_]+#(fig|tab)-[a-z0-9-]+", "a place such as cytokines#fig-cytokines-readings"),
        ),
        "SOURCEID": required("Source key", "The review."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What the one line leaves out."),
    },
    primary_key=("PARAMCD",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

CLASSICS = table(
    "reference/classics.csv",
    "Classical data sets",
    "One row per result of a published data set that the statistics of this book must reproduce.",
    {
        "CASEID": required(
            "Case", "Stable name of the row.", like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as sleep-mean")
        ),
        "TITLE": required("Title", "What was measured."),
        "X": required("First numbers", "Differences, the first group, or p-values; divided by blanks."),
        "Y": optional("Second numbers", "The second group, divided by blanks; empty for one series."),
        "CALL": required(
            "Call",
            "Function of `analysis.inference`, and its method after a colon.",
            like(r"[a-z_]+(:[a-z-]+)?", "a function, or function:method"),
        ),
        "QUANTITY": required(
            "Quantity",
            "What is compared. `half the p`: a one-sided p where the distribution mirrors itself. "
            "`patterns in one tail`: a count of sign patterns. `at most 0.05`: how many adjusted p-values "
            "are.",
            one_of(
                "estimate",
                "statistic",
                "pvalue",
                "floor",
                "half the p",
                "patterns in one tail",
                "at most 0.05",
            ),
        ),
        "PRINTED": required("Printed", "The result as printed.", like(NUMBER, "a plain number")),
        "PLACE": required("Place", "Where it is printed, or who quotes it."),
        "SOURCEID": required("Source key", "The source of the data or of the result."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What makes the case hard."),
    },
    primary_key=("CASEID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
)

METHODS = table(
    "reference/methods.csv",
    "References of the methods",
    "One row per function of the book whose method has a reference. A figure computed by it cites it.",
    {
        "FORMULA": required(
            "Function",
            "Module and name, as a trace writes it behind `formula:`.",
            like(r"[a-z_]+(\.[A-Za-z_0-9]+)+", "a name such as inference.proportion"),
        ),
        "SOURCEIDS": required("Source keys", "The references, divided by blanks."),
        "NOTE": optional("Note", "What they are the reference of."),
    },
    primary_key=("FORMULA",),
    foreign_keys=(ForeignKey("SOURCEIDS", "sources", several=True),),
)

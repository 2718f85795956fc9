"""What is told of the cells, what a study asked, and what may have caused a change: readings of the book."""

from analysis.data.schemas.columns import ForeignKey, like, one_of, optional, required, row_rule, table

_NAME = like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as donor-kind")
NOT_READ = "not in what we read"

PRODUCT = table(
    "published/product.csv",
    "The cell product",
    "One row per item that a report of a cell therapy is asked for, and what the texts that were read print "
    "of CLV-100. An item may be finer than the words of the text that asks for it.",
    {
        "ITEMID": required("Item", "Stable name of the row.", _NAME),
        "HEADING": required(
            "Heading",
            "The heading of the checklist DOSES under which the item stands here. `Separation` covers "
            "preparation, `Site of delivery` dose and infusion.",
            one_of("Donor", "Origin", "Separation", "Exhibited characteristics", "Site of delivery"),
        ),
        "ITEM": required("What is asked", "The item in our words."),
        "ASKEDBY": required("Asked by", "A text that asks for it, by our reading of its abstract."),
        "PRINTED": required(
            "Printed",
            "Whether what was read prints it. The papers may.",
            one_of("printed", "in part", NOT_READ),
        ),
        "TOLD": optional("What is told", "What is printed, in our words."),
        "SOURCEID": optional("Source key", "The text in which it was read."),
        "PLACE": optional("Place", "Where in that text."),
    },
    primary_key=("ITEMID",),
    foreign_keys=(ForeignKey("ASKEDBY", "sources"), ForeignKey("SOURCEID", "sources")),
    rules=(
        row_rule("TOLD", "PRINTED", (NOT_READ,), "", "an empty cell"),
        row_rule("TOLD", "PRINTED", ("printed", "in part"), r".+", "what is told"),
        row_rule("SOURCEID", "PRINTED", ("printed", "in part"), r".+", "a source"),
        row_rule("PLACE", "SOURCEID", ("",), "", "an empty cell"),
    ),
)

SUMMARY_OF_FINDINGS = table(
    "published/summary_of_findings.csv",
    "Summary of findings",
    "One row per outcome: what was reported, the claim that rests on it, and what would change it. What the "
    "numbers of people can show is computed from it by `analysis.claims.summary_of_findings`.",
    {
        "OUTCOMEID": required("Outcome row", "Stable name of the row.", _NAME),
        "OUTCOME": required("Outcome", "What it is about."),
        "MEASURE": required(
            "Measure",
            "How its size is judged. `count`: a printed count of people. `history`: people counted in the "
            "medical history. `attendance`: a death inferred from who did not come back. `pairs`: people "
            "against themselves; `pairs, no change`: where none is told. `arms`: one arm against the other; "
            "`arms, p of pairs`: with a p that pairs could give too. `changes`: the two arms' changes, by "
            "computed cohorts. `words`: nothing to compute from.",
            one_of(
                "count",
                "attendance",
                "history",
                "pairs",
                "pairs, no change",
                "pairs, some lost",
                "arms",
                "arms, p of pairs",
                "changes",
                "words",
            ),
        ),
        "SIZES": required("Sizes", "The findings that print the number of people, divided by blanks."),
        "EVENTS": optional(
            "Events", "The finding that prints the count or the p, or kinds of event in the medical history."
        ),
        "REPORTED": required(
            "Reported", "What is told, in our words; a finding's name in braces stands for what it prints."
        ),
        "CLAIMID": required("Claim", "The claim whose verdict the row shows."),
        "CHANGE": required("What would change it", "What would have to be known or done."),
    },
    primary_key=("OUTCOMEID",),
    foreign_keys=(ForeignKey("CLAIMID", "claims"), ForeignKey("SIZES", "findings", several=True)),
    rules=(
        row_rule(
            "EVENTS",
            "MEASURE",
            ("count", "attendance", "history", "arms, p of pairs"),
            r".+",
            "a finding or kinds of event",
        ),
        row_rule(
            "EVENTS",
            "MEASURE",
            ("pairs", "pairs, no change", "pairs, some lost", "arms", "changes", "words"),
            "",
            "an empty cell",
        ),
    ),
)

ESTIMAND = table(
    "published/estimand.csv",
    "What could have been estimated",
    "One row per attribute of an estimand (ICH E9(R1)) and per event after the infusion: what the texts that "
    "were read state, what this design could estimate, and what the claims would need. Our reading.",
    {
        "ATTRIBUTEID": required("Attribute row", "Stable name of the row.", _NAME),
        "ATTRIBUTE": required(
            "Attribute",
            "The attribute. Missing data are none; they stand here because they are easily taken for one.",
            one_of(
                "Treatment",
                "Population",
                "Variable",
                "Intercurrent event",
                "Population-level summary",
                "Missing data",
            ),
        ),
        "ABOUT": optional("Event", "Which event, or what is missing."),
        "STATED": required("Stated", "What the texts that were read say, in our words."),
        "POSSIBLE": required("What this design could estimate", "For the difference between the doses."),
        "NEEDED": required("What the claims would need", "For an effect of the cells."),
        "FINDINGID": optional("Finding", "The finding that shows what is stated."),
    },
    primary_key=("ATTRIBUTEID",),
    foreign_keys=(ForeignKey("FINDINGID", "findings"),),
)

CAUSES = table(
    "reference/causes.csv",
    "What may have moved a marker",
    "One row per arrow of the causal diagram: what moves what, and what a comparison of the two arms does to "
    "it. The book's own, from general knowledge; it holds no data.",
    {
        "ARROWID": required("Arrow", "Stable name of the row.", _NAME),
        "CAUSE": required("From", "Where the arrow starts."),
        "EFFECT": required("To", "Where it ends."),
        "WHAT": required("What it is", "In a sentence."),
        "BETWEEN": required(
            "Between the arms",
            "What becomes of the arrow when the changes of the two arms are compared. Within one arm every "
            "arrow stays in.",
            one_of("sought", "drops out, if shared", "stays in", "not stated"),
        ),
        "WHY": required("Why", "Why so, in this trial."),
        "WOULD": required("What would tell it apart", "What would have to be known or done."),
    },
    primary_key=("ARROWID",),
)

TEN_YEAR_RULES = table(
    "reference/ten_year_rules.csv",
    "Rules for a ten-year visit",
    "One row per rule by which a ten-year visit should be judged, set down in November 2026 by this book, "
    "without any of its results. It holds no data.",
    {
        "RULEID": required("Rule name", "Stable name of the row.", _NAME),
        "TOPIC": required(
            "Topic",
            "What it is about.",
            one_of(
                "Question",
                "People",
                "Samples",
                "Tests",
                "Margins",
                "Sex and menopause",
                "Events",
                "Harms",
                "Function",
                "Failure",
                "Print",
            ),
        ),
        "RULE": required("Rule", "The rule."),
        "WHY": required("Why", "Its reason."),
    },
    primary_key=("RULEID",),
)

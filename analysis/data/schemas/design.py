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
    "numbers of people can show is computed from it by `analysis.audit.summary_of_findings`.",
    {
        "OUTCOMEID": required("Outcome row", "Stable name of the row.", _NAME),
        "OUTCOME": required("Outcome", "What it is about."),
        "MEASURE": required(
            "Measure",
            "How its size is judged. `count`: a printed count of people. `history`: people counted in the "
            "medical history. `pairs`: people against themselves. `arms`: one arm against the other. "
            "`words`: nothing to compute from.",
            one_of("count", "history", "pairs", "pairs, some lost", "arms", "words"),
        ),
        "SIZES": required("Sizes", "The findings that print the number of people, divided by blanks."),
        "EVENTS": optional(
            "Events", "The finding that prints the count, or kinds of event in the medical history."
        ),
        "REPORTED": required(
            "Reported", "What is told, in our words; a finding's name in braces stands for what it prints."
        ),
        "CLAIMID": required("Claim", "The claim whose verdict the row shows."),
        "CHANGE": required("What would change it", "What would have to be known or done."),
    },
    primary_key=("OUTCOMEID",),
    foreign_keys=(ForeignKey("CLAIMID", "claims"),),
    rules=(
        row_rule("EVENTS", "MEASURE", ("count", "history"), r".+", "a finding or kinds of event"),
        row_rule("EVENTS", "MEASURE", ("pairs", "pairs, some lost", "arms", "words"), "", "an empty cell"),
    ),
)

"""What a study is: its name, arms and visits, who reports it, and how what they leave open is read."""

from analysis.data.schemas.columns import (
    NUMBER,
    ForeignKey,
    like,
    one_of,
    optional,
    plain_name,
    required,
    row_rule,
    table,
)

_CODE = like(r"[A-Z][A-Z0-9]{0,7}", "a code of at most 8 capitals and digits")
_PLACE = like(r"[1-9]\d*", "a whole number from 1")

STUDY = table(
    "published/study.csv",
    "Study",
    "One row: the study that the other tables are about.",
    {
        "STUDYID": required(
            "Study",
            "Its short identifier.",
            like(r"[A-Z][A-Z0-9-]{0,19}", "at most 20 capitals and digits"),
            source="CDISC ADaM",
        ),
        "TITLE": required("Title", "What it is, in a line."),
        "NAME": required("Name", "What a sentence calls it.", plain_name()),
        "PEOPLE": required("People", "Who took part, in a few words."),
        "TREATMENT": required("Treatment", "What they were given, in a word such as infusion."),
        "NOTE": optional("Note", "What a reader should know of it."),
    },
    primary_key=("STUDYID",),
    needed=True,
)

ARMS = table(
    "published/arms.csv",
    "Arms",
    "One row per arm. Sizes and doses are findings: the row names them.",
    {
        "TRT01A": required("Arm", "Its code.", _CODE, source="CDISC ADaM"),
        "TRT01AN": required(
            "Arm number",
            "Order of display, the reference first. Two arms are compared as the later v the earlier.",
            _PLACE,
            source="CDISC ADaM",
        ),
        "ARM": required("Arm in words", "As a sentence says it: low dose, placebo.", plain_name()),
        "SIZE": required("Finding of its size", "The finding that prints how many subjects it has."),
        "DOSE": optional("Finding of its dose", "The finding that prints what they were given."),
        "NOTE": optional("Note", "What a reader should know of it."),
    },
    primary_key=("TRT01A",),
    foreign_keys=(ForeignKey("SIZE", "findings"), ForeignKey("DOSE", "findings")),
    needed=True,
)

VISITS = table(
    "published/visits.csv",
    "Visits",
    "One row per visit, and one per period over which something was counted.",
    {
        "AVISIT": required("Visit", "Its name in every other table.", plain_name(), source="CDISC ADaM"),
        "AVISITN": required(
            "Visit number",
            "Order of the visits, from 0 at baseline; not a time.",
            like(r"\d+", "a whole number"),
            source="CDISC ADaM",
        ),
        "KIND": required("Kind", "A point in time, or the time up to one.", one_of("visit", "period")),
        "MONTHS": required(
            "Time", "Months from the treatment; of a period, its end.", like(NUMBER, "a plain number")
        ),
        "LABEL": required("Label", "What stands on an axis: 6 months.", plain_name()),
        "WORDS": required("In words", "What stands in a sentence: six months.", plain_name()),
    },
    primary_key=("AVISIT",),
    rules=(row_rule("MONTHS", "AVISITN", ("0",), "0", "0"),),
    needed=True,
)

REPORTS = table(
    "published/reports.csv",
    "Reports",
    "One row per source that reports this study.",
    {
        "SOURCEID": required("Source key", "The source."),
        "PREFIX": required(
            "Prefix",
            "How the names of its findings begin.",
            like(r"[a-z][a-z0-9]*", "small letters and digits"),
        ),
        "VOICES": required("Voices", "Whose words its findings can be, divided by |."),
    },
    primary_key=("SOURCEID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
    needed=True,
)

GROUPS = table(
    "published/groups.csv",
    "Groups",
    "One row per side of a comparison that is neither an arm nor a visit.",
    {
        "GROUP": required("Group", "Its name in a comparison."),
        "MEANING": required("Meaning", "Who or what it is."),
    },
    primary_key=("GROUP",),
)

READING = table(
    "published/reading.csv",
    "Reading",
    "One row per arm and visit of which fewer samples than subjects are read, where the sources leave it "
    "open. The reconstruction starts from these; every one is a choice that a reader can turn.",
    {
        "TRT01A": required("Arm", "Its code."),
        "AVISIT": required("Visit", "Its name."),
        "SAMPLES": required("Samples", "How many are read.", like(r"\d+", "a whole number")),
        "NOTE": required("Why", "Why so many."),
    },
    primary_key=("TRT01A", "AVISIT"),
    foreign_keys=(ForeignKey("TRT01A", "arms"), ForeignKey("AVISIT", "visits")),
)

"""Studies of people given cells, what else moves the markers, and how the follow-up meets standards."""

from analysis.data.schemas.columns import ForeignKey, like, one_of, optional, required, table

_NAME = like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as c2-walk-100")
_STANDING = required(
    "Standing",
    "`primary`: read in the source's own text. `abstract`: in its abstract. `secondary`: in another text "
    "that quotes it.",
    one_of("primary", "abstract", "secondary"),
)

_READ = required(
    "Standing",
    "`primary`: read in the paper's own text. `abstract`: in its abstract. `release`: in a company's "
    "release. `secondary`: in another text that quotes or retells it. Figures draw the first two only.",
    one_of("primary", "abstract", "release", "secondary"),
)

STUDIES = table(
    "reference/studies.csv",
    "Studies of people given cells",
    "One row per study of people given mesenchymal cells that the book cites, this trial among them. Every "
    "figure, table and verdict on other studies reads this table.",
    {
        "REFID": required(
            "Study", "Stable name.", like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as lupus-six-years")
        ),
        "LABEL": required("Label", "A few words for a chart.", like(r".{2,12}", "2 to 12 characters")),
        "WHOSE": required("Whose", "This trial, or another study.", one_of("this trial", "other")),
        "TRIAL": optional("Trial", "Name or registration of the trial, where the book uses it."),
        "CELLS": required(
            "Cells",
            "The tissue that the cells came from, as the abstract or the title names it.",
            one_of("umbilical cord", "bone marrow", "bone marrow or umbilical cord"),
        ),
        "PEOPLE": required("People", "Who was treated, in the words that claims are matched by."),
        "CONDITION": required("Condition", "What the people had, as a table tells it."),
        "N": required("Number", "People in the study.", like(r"\d+", "a whole number")),
        "CONTROL": required(
            "Control",
            "What people without the cells got; `none named` where the text that was read names no such arm.",
            one_of("none named", "placebo", "conventional treatment"),
        ),
        "YEARS": required(
            "Years", "The longest follow-up that is told of.", like(r"\d+(\.\d+)?", "a number"), unit="years"
        ),
        "BEGUN": optional(
            "Begun",
            "Year, or year and month, in which the study began, where read.",
            like(r"\d{4}(-\d{2})?", "a year, or a year and a month"),
        ),
        "PUBLISHED": required("Published", "Year of publication.", like(r"\d{4}", "a year")),
        "REGION": optional("Region", "Part of the world, where read.", one_of("Asia")),
        "COUNTRY": optional("Country", "Where it was done, where read.", one_of("China", "Malaysia")),
        "SAFE": optional(
            "Called safe",
            "`yes` where the text that was read calls the cells safe or well tolerated; empty where it does "
            "not, or where that part was not read.",
            one_of("yes"),
        ),
        "HARMS": optional(
            "Deaths and cancers",
            "Whether deaths or cancers are told of among its people, whatever their cause; empty where none "
            "is, in what was read.",
            one_of("deaths", "deaths and cancers"),
        ),
        "RESULT": required("Result", "What is told, in our words."),
        "SOURCEID": required("Source key", "The report that the row is taken from."),
        "ALSO": optional(
            "Other reports",
            "Keys of other sources on the same study, separated by blanks.",
            like(r"[a-z0-9]+( [a-z0-9]+)*", "source keys separated by blanks"),
        ),
        "STANDING": _READ,
        "NOTE": optional("Note", "What limits the comparison with this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"), ForeignKey("ALSO", "sources", several=True)),
)

FRAILTY_TRIALS = table(
    "reference/frailty_trials.csv",
    "Results of cells in frailty",
    "One row per result of a study of cells in frail people: an arm against its own baseline, against "
    "placebo, or a trend over doses.",
    {
        "REFID": required("Reference row", "Stable name of the row.", _NAME),
        "STUDYID": required("Study", "The study, a row of the table of studies."),
        "DOSE": required(
            "Dose",
            "Cells in the infusion: a number of millions, `0` for placebo, `all` for arms taken together, "
            "`not printed` where the text that was read prints none.",
            like(r"\d+|all|not printed", "a whole number, all, or not printed"),
            unit="million cells",
        ),
        "CONTRAST": required(
            "Contrast",
            "`within arm`: against the arm's own baseline. `against placebo`: between arms. `dose trend`: "
            "over the arms.",
            one_of("within arm", "against placebo", "dose trend"),
        ),
        "ENDPOINT": required("Endpoint", "What was measured."),
        "MONTHS": required("Months", "Months after the infusion.", like(r"\d+", "a whole number")),
        "OUTCOME": required(
            "Outcome",
            "What the text that was read says of it; a printed p of 0.05 or more is no difference, whatever "
            "the text calls it.",
            one_of("improved", "no difference", "not stated"),
        ),
        "VALUE": optional("Value as printed", "Size of the change or difference, as text.", unit="AVALU"),
        "LOW": optional("Lower limit", "Lower 95 % confidence limit as printed.", unit="AVALU"),
        "HIGH": optional("Upper limit", "Upper 95 % confidence limit as printed.", unit="AVALU"),
        "AVALU": optional("Unit", "Unit of the value."),
        "PVALUE": optional(
            "p as printed", "The p-value as text.", like(r"< ?0?\.\d+|0?\.\d+", "a p-value such as 0.02")
        ),
        "N": optional(
            "Subjects",
            "Subjects in the arm, or in both arms compared.",
            like(r"\d+( v \d+)?", "16 or 16 v 30"),
        ),
        "SOURCEID": required("Source key", "The source of the figure."),
        "STANDING": _READ,
        "NOTE": optional("Note", "What limits its use."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("STUDYID", "studies"), ForeignKey("SOURCEID", "sources")),
)

MEANWHILE = table(
    "reference/meanwhile.csv",
    "What else moves the markers",
    "One row per published figure on how something that may have happened between two visits moves a "
    "cytokine in other people.",
    {
        "REFID": required("Reference row", "Stable name of the row.", _NAME),
        "EVENT": required(
            "Event",
            "What may have happened between the visits.",
            one_of("weight loss", "statin", "COVID-19", "COVID-19 vaccine", "years in storage"),
        ),
        "PARAMCD": optional("Parameter code", "What it moves; empty for cytokines in general."),
        "DIRECTION": required(
            "Direction", "Which way.", one_of("falls", "rises", "no change", "mixed", "not stated")
        ),
        "QUANTITY": required("Quantity", "What the value is."),
        "VALUE": optional("Value as printed", "The figure as text."),
        "POPULATION": required("Population", "Who was studied."),
        "SOURCEID": required("Source key", "The source of the figure."),
        "STANDING": _STANDING,
        "NOTE": optional("Note", "What limits its use for this cohort."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

REPORTING = table(
    "published/reporting.csv",
    "The follow-up against reporting and bias standards",
    "One row per domain of ROBINS-I, or item of TREND or CONSORT, and what the texts that were read show of "
    "it: our reading, not a formal assessment.",
    {
        "ITEMID": required("Item", "Stable name of the row.", _NAME),
        "STANDARD": required("Standard", "Where the item is from.", one_of("ROBINS-I", "TREND", "CONSORT")),
        "ITEM": required("Domain or item", "The domain or item in our words."),
        "STATUS": required(
            "Status",
            "Whether the texts that were read meet it.",
            one_of("met", "met in part", "not met", "not visible in what we read"),
        ),
        "READ": required("What we read", "What the summary or the abstract says about it."),
        "PRICE": required(
            "What it can cost", "What it does to the conclusions, and where this book counts it."
        ),
        "FINDINGID": optional("Finding", "The finding that shows it."),
        "SOURCEID": required("Source key", "The text that it was read in."),
    },
    primary_key=("ITEMID",),
    foreign_keys=(ForeignKey("FINDINGID", "findings"), ForeignKey("SOURCEID", "sources")),
)

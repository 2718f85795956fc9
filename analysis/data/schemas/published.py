"""What was published about the cohort: sources, parameters, findings, medical history."""

from analysis.data.schemas.columns import (
    DATE,
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

NOT_STATED = "not stated in what we read"
NOT_NAMED = "not named in what we read"
TESTS = (
    "Wilcoxon signed-rank",
    "Mann-Whitney",
    "independent t",
    "paired t",
    "Fisher",
    "chi-squared",
    "least squares",
)

_KEY = like(r"[a-z]+\d*[a-z]?", "a BibTeX key of small letters and a year")
_CHECKED = (
    r"Not checked: no record was seen\."
    r"|Checked \d{4}-\d{2} against [^:.]+: [^:.]+\.( Not checked: [^:.]+\.)?"
)
_CODE = like(r"[A-Z][A-Z0-9]{0,7}", "a code of at most 8 capitals and digits")

SOURCES = table(
    "published/sources.csv",
    "Sources",
    "One row per source: what it is and, above all, how much of it was read.",
    {
        "SOURCEID": required("Source key", "The key used in citations and in every other table.", _KEY),
        "LABEL": required("Short label", "The few words drawn inside a chart.", plain_name()),
        "CITATION": required("Citation", "The full citation as plain text."),
        "DOI": optional(
            "DOI",
            "Digital object identifier, without the resolver's address; empty where the source has none.",
            like(r"10\.\d{4,9}/\S+", "a DOI that starts with 10."),
        ),
        "URL": optional(
            "Address",
            "Where it was read, or where it can be found.",
            like(r"https?://\S+", "an address that starts with http:// or https://"),
        ),
        "KIND": required(
            "Kind",
            "`study`: it tells of people given mesenchymal cells, and stands in the table of studies. "
            "`review`: it pools or lists such studies. `neither`: anything else.",
            one_of("study", "review", "neither"),
        ),
        "READ": required(
            "What was read",
            "How far the source itself was read. `paper`: at least its text around the figure used; `page`: "
            "the same of a web page, release or manual. "
            "`abstract`: its abstract only. `summary`: a popular rewrite by others. `poster`: its page. "
            "`secondary copy`: a copy or quotation elsewhere. `title only`: its bibliographic record.",
            one_of("paper", "page", "abstract", "summary", "poster", "secondary copy", "title only"),
        ),
        "LANGUAGE": required(
            "Language",
            "Language of the text that was read, as a BCP 47 tag.",
            like(r"[a-z]{2}(-[A-Z][a-z]{3})?(-[A-Z]{2})?", "a language tag such as en or zh-Hant"),
        ),
        "ACCESSED": required(
            "Access date", "The day on which it was read.", like(r"\d{4}-\d{2}-\d{2}", "a date, 2026-11-22")
        ),
        "CHECKED": required(
            "How the citation was checked",
            "Against what record of the source its citation was checked, when, and which fields agreed or "
            "were mended; after `Not checked`, what the record does not show.",
            like(_CHECKED, "Checked 2026-11 against PubMed: authors, title. Not checked: volume."),
        ),
        "NOTE": optional("Note", "What a reader should know before resting a number on it."),
    },
    primary_key=("SOURCEID",),
    needed=True,
)

PARAMETERS = table(
    "published/parameters.csv",
    "Parameters",
    "One row per thing that a source reports on: a measurement, a group of them, a count, or a statement.",
    {
        "PARAMN": required(
            "Parameter number",
            "Order of display: it rises from row to row. A parameter put between 20 and 21 is 20.5.",
            like(r"\d+(\.\d+)?", "a number such as 20 or 20.5"),
        ),
        "PARAMCD": required(
            "Parameter code",
            "Short code, in the style of CDISC; that of a change ends with CHG.",
            _CODE,
            source="CDISC ADaM",
        ),
        "PARAM": required("Parameter", "The full name.", plain_name(), source="CDISC ADaM"),
        "SHORT": optional(
            "Short name", "What charts and sentences call it; empty where that is its name.", plain_name()
        ),
        "MARKER": optional(
            "Marker", "Y for the measurements that the study is about, in order of display.", one_of("Y")
        ),
        "SYSTEM": required(
            "System",
            "The part of the study that it belongs to; charts filter by it.",
        ),
        "KIND": required(
            "Kind",
            "`measurement`: one quantity of one subject. `group of measurements`: several spoken of at once. "
            "`count`: people or events. `statement`: a judgment. `trial fact`: a fact of the design.",
            one_of("measurement", "group of measurements", "count", "statement", "trial fact"),
        ),
        "AVALU": optional(
            "Unit", "The unit printed in a source that we read; empty where none is.", source="CDISC ADaM"
        ),
        "SEX": optional(
            "Whose test",
            "Whose values a reader would look at: `men` for the antigen of the prostate and for "
            "testosterone, `women` for the other sex hormones and for the markers of ovary and breast; empty "
            "for everybody, and where it does not apply. Ours: no source that we read says who was measured, "
            "and all of them except the antigen of the prostate are at times measured in both.",
            one_of("men", "women"),
        ),
        "PARAM_ZH": optional(
            "Parameter, Traditional Chinese", "The name for a Chinese edition, where there is to be one."
        ),
    },
    primary_key=("PARAMCD",),
    needed=True,
    rules=(
        row_rule(
            "SEX",
            "KIND",
            ("group of measurements", "count", "statement", "trial fact"),
            "",
            "an empty cell",
        ),
    ),
)

FINDINGS = table(
    "published/findings.csv",
    "Findings",
    "One row per number or direction that a source reports about this cohort, as it is printed there.",
    {
        "FINDINGID": required(
            "Finding",
            "Stable name: its source's prefix in the table of reports, then parameter, arm and visit where "
            "needed.",
            like(r"[a-z0-9]+(-[a-z0-9]+)+", "a name such as p1-il1ra-hd-m6"),
        ),
        "SOURCEID": required("Source key", "The source in which it was read."),
        "PLACE": required("Place", "Where in that source."),
        "TRT01A": required(
            "Arm",
            "The arm it speaks of, by its code. `ALL` all subjects, `A v B` a comparison of two arms, "
            "`not stated` where the source does not say whom it means.",
            source="CDISC ADaM",
        ),
        "AVISIT": optional(
            "Visit",
            "The visit, the later one of a comparison, or the time up to a visit. Empty for facts of design.",
            source="CDISC ADaM",
        ),
        "AVISITN": optional(
            "Visit number",
            "Order of the visits; not a time.",
            like(r"\d+", "a whole number"),
            source="CDISC ADaM",
        ),
        "PARAMCD": required("Parameter code", "What it is about.", source="CDISC ADaM"),
        "STAT": required(
            "Statistic",
            "What kind of number or words it is. `direction`: only a direction, no number. `statement`: "
            "neither. `center not named`: a central value of which the source does not say whether it is a "
            "mean or a median.",
            one_of(
                "mean",
                "median",
                "center not named",
                "n",
                "count",
                "p",
                "ratio",
                "difference",
                "range",
                "bound",
                "threshold",
                "dose",
                "duration",
                "date",
                "identifier",
                "direction",
                "statement",
            ),
        ),
        "VALUE": optional(
            "Value as printed",
            "The number as printed, with its decimals, as text. Number words are written in digits, none as "
            "0, dates as ISO dates, and the note says so. Empty for directions and statements.",
            unit="AVALU",
        ),
        "SPREAD": optional(
            "Spread as printed",
            "What stands after ±, or the interval, as printed.",
            like(rf"{NUMBER}( to {NUMBER})?", "a plain number, or two with to"),
            unit="AVALU",
        ),
        "SPREADKIND": optional(
            "Kind of spread",
            "What ± means, as far as the text that we read says it.",
            one_of("sd", "sem", "iqr", "ci95", NOT_STATED),
        ),
        "N": optional(
            "Subjects behind it",
            "Subjects behind this number, where the source prints them beside it.",
            like(r"\d+", "a whole number"),
        ),
        "AVALU": optional("Unit", "The unit as printed, or what is counted.", source="CDISC ADaM"),
        "TEST": optional(
            "Test",
            "The test behind a comparison, where one is named; empty where nothing is said to be tested.",
            one_of(*TESTS, NOT_NAMED),
        ),
        "COMPARISON": optional(
            "Comparison",
            "What is set against what, as `A v B`: two visits or two arms, the later first, or groups. Empty "
            "where the source names no other side.",
            like(r".+ v .+", "two sides, as A v B"),
        ),
        "DIRECTION": optional(
            "Direction",
            "The first side of the comparison against the second, as reported.",
            one_of("higher", "lower", "no difference", "stable", "within range", "not stated"),
        ),
        "SIGNIFICANCE": optional(
            "Significance",
            "What the source claims, not what we find. The summary's word 顯著 covers both statistically "
            "significant and marked; it is entered as significant, and the note says so.",
            one_of("significant", "not significant", "not stated"),
        ),
        "ATTRIBUTED": required(
            "Attributed to", "Whose words: one of the voices that the table of reports gives its source."
        ),
        "NOTE": optional("Note", "Ambiguities, and what the source leaves out."),
    },
    primary_key=("FINDINGID",),
    needed=True,
    foreign_keys=(ForeignKey("SOURCEID", "sources"), ForeignKey("PARAMCD", "parameters")),
    rules=(
        row_rule("VALUE", "STAT", ("mean", "median", "center not named"), NUMBER, "a plain number"),
        row_rule("VALUE", "STAT", ("n", "count", "dose", "duration"), r"\d+", "a whole number"),
        row_rule("VALUE", "STAT", ("p",), r"[<>≤≥]?(0?\.\d+|1(\.0+)?)", "a p-value such as 0.028 or <0.05"),
        row_rule(
            "VALUE", "STAT", ("ratio",), rf"(nearly |about )?{NUMBER}", "a number, nearly or about allowed"
        ),
        row_rule("VALUE", "STAT", ("range",), rf"{NUMBER}-{NUMBER}", "two numbers with a hyphen"),
        row_rule("VALUE", "STAT", ("bound", "threshold"), rf"[<>≤≥]{NUMBER}", "a limit such as <30"),
        row_rule("VALUE", "STAT", ("date",), DATE, "an ISO date"),
        row_rule("VALUE", "STAT", ("identifier",), r"\S+", "an identifier"),
        row_rule("VALUE", "STAT", ("direction", "statement"), "", "an empty cell"),
        row_rule("DIRECTION", "STAT", ("direction", "p", "ratio"), r".+", "a direction"),
        row_rule("SPREADKIND", "SPREAD", ("",), "", "an empty cell"),
        row_rule("SPREAD", "SPREADKIND", ("",), "", "an empty cell"),
    ),
)

MEDICAL_HISTORY = table(
    "published/medical_history.csv",
    "Medical history",
    "One row per subject, period and event of the summary's Table 2, and one where a subject had none. "
    "The source does not link the subject numbers to arms, age or sex, and neither may a user of this table.",
    {
        "SUBJID": required(
            "Subject",
            "The subject number as printed. It is not linked to an arm in the source.",
            like(r"[1-9]\d*", "a whole number from 1"),
            source="CDISC SDTM",
        ),
        "MHSEQ": required(
            "Sequence",
            "Order of the events within a subject.",
            like(r"\d+", "a whole number"),
            source="CDISC SDTM",
        ),
        "MHCAT": required(
            "Period",
            "`Prior`, or a period of the table of visits.",
            source="CDISC SDTM",
        ),
        "MHSCAT": required(
            "Kind of event",
            "Our sorting of what is printed.",
            one_of("diagnosis", "operation", "symptom", "unchanged finding", "none"),
            source="CDISC SDTM",
        ),
        "MHTERM": required("Event", "The event in English, in our own words.", source="CDISC SDTM"),
        "MHOCCUR": required(
            "Occurred",
            "`Y` for an event; `N` for a period in which the table prints none.",
            one_of("Y", "N"),
            source="CDISC SDTM",
        ),
        "MHSTDTC": optional(
            "Date", "Date of the event, as far as printed.", like(DATE, "an ISO date"), source="CDISC SDTM"
        ),
        "CMTRT": optional("Medicine", "Medicine named with the event.", source="CDISC SDTM"),
        "CMDOSE": optional(
            "Dose", "Dose as printed.", like(NUMBER, "a plain number"), unit="CMDOSU", source="CDISC SDTM"
        ),
        "CMDOSU": optional("Dose unit", "Unit of the dose, as printed.", source="CDISC SDTM"),
        "MHTERM_ZH": required("Event as printed", "The words of the Chinese table."),
        "SOURCEID": required("Source key", "The source in which it was read."),
        "PLACE": required("Place", "Where in that source."),
        "NOTE": optional("Note", "What the table leaves open."),
    },
    primary_key=("SUBJID", "MHSEQ"),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
    rules=(
        row_rule("MHSCAT", "MHOCCUR", ("N",), "none", "none"),
        row_rule("MHSCAT", "MHOCCUR", ("Y",), r"(?!none$).+", "a kind of event"),
    ),
)

"""What was published about the cohort: sources, parameters, findings, medical history."""

from analysis.data.schemas.columns import (
    DATE,
    NUMBER,
    ForeignKey,
    like,
    one_of,
    optional,
    required,
    row_rule,
    table,
)

NOT_STATED = "not stated in what we read"
NOT_NAMED = "not named in what we read"

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
        "LABEL": required("Short label", "The few words drawn inside a chart."),
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
)

_VISITS = ("Baseline", "Day 2", "Month 6", "Through Month 6", "Year 5", "Through Year 5")

# Source key: prefix of its findings' names, and whose words they can be.
_PROVENANCE = {
    "chin2020": ("p1", "authors' abstract|both"),
    "poster": ("po", "authors' poster"),
    "chin2025": ("a5", "authors' abstract|both"),
    "summary2025": ("y5", "summary only|both"),
}

PARAMETERS = table(
    "published/parameters.csv",
    "Parameters",
    "One row per thing that a source reports on: a measurement, a group of them, a count, or a statement.",
    {
        "PARAMN": required("Parameter number", "Order of display.", like(r"\d+", "a whole number")),
        "PARAMCD": required(
            "Parameter code", "Short code, in the style of CDISC.", _CODE, source="CDISC ADaM"
        ),
        "PARAM": required("Parameter", "The full name.", source="CDISC ADaM"),
        "SYSTEM": required(
            "System",
            "The part of the study that it belongs to; charts filter by it.",
            one_of(
                "trial design",
                "demography",
                "blood",
                "metabolism",
                "tumor markers",
                "liver and kidney",
                "lung",
                "allergy and inflammation",
                "hormones",
                "cytokines and growth factors",
                "safety",
            ),
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
        "PARAM_ZH": required("Parameter, Traditional Chinese", "The name for the Chinese edition."),
    },
    primary_key=("PARAMCD",),
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
            "Stable name: the source's prefix (p1 the Phase 1 abstract, po the poster, a5 the abstract of "
            "the five-year paper, y5 its Chinese summary), then parameter, arm and visit where needed.",
            like(r"(p1|po|a5|y5)(-[a-z0-9]+)+", "a name such as p1-il1ra-hd-m6"),
        ),
        "SOURCEID": required("Source key", "The source in which it was read."),
        "PLACE": required("Place", "Where in that source."),
        "TRT01A": required(
            "Arm",
            "The arm it speaks of. `LD` low dose, `HD` high dose, `ALL` all subjects, `HD v LD` a comparison "
            "of the arms, `not stated` where the source does not say whom it means.",
            one_of("LD", "HD", "ALL", "HD v LD", "not stated"),
            source="CDISC ADaM",
        ),
        "AVISIT": optional(
            "Visit",
            "The visit, the later one of a comparison, or the time up to a visit. Empty for facts of design.",
            one_of(*_VISITS),
            source="CDISC ADaM",
        ),
        "AVISITN": optional(
            "Visit number",
            "Order of the visits, from 0 at baseline to 5; not a time.",
            one_of("0", "1", "2", "3", "4", "5"),
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
            "What stands after ±, as printed.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
        ),
        "SPREADKIND": optional(
            "Kind of spread",
            "What ± means, as far as the text that we read says it.",
            one_of("sd", "sem", "iqr", NOT_STATED),
        ),
        "AVALU": optional("Unit", "The unit as printed, or what is counted.", source="CDISC ADaM"),
        "TEST": optional(
            "Test",
            "The test behind a comparison, where one is named; empty where nothing is said to be tested.",
            one_of("Wilcoxon signed-rank", "Mann-Whitney", NOT_NAMED),
        ),
        "COMPARISON": optional(
            "Comparison",
            "What is set against what. Empty where the source names no other side.",
            one_of(
                "Day 2 v Baseline",
                "Month 6 v Baseline",
                "Year 5 v Baseline",
                "Year 5 v Month 6",
                "Baseline v reference range",
                "Year 5 v reference range",
                "HD v LD",
                "60 and over v under 60",
                "older v younger",
            ),
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
            "Attributed to",
            "Whose words: the Chinese summary alone, an abstract of the authors alone, both, or the "
            "authors' poster.",
            one_of("summary only", "authors' abstract", "both", "authors' poster"),
        ),
        "NOTE": optional("Note", "Ambiguities, and what the source leaves out."),
    },
    primary_key=("FINDINGID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"), ForeignKey("PARAMCD", "parameters")),
    rules=(
        row_rule("VALUE", "STAT", ("mean", "median", "center not named"), NUMBER, "a plain number"),
        row_rule("VALUE", "STAT", ("n", "count", "dose", "duration"), r"\d+", "a whole number"),
        row_rule("VALUE", "STAT", ("p",), r"[<>≤≥]?0?\.\d+", "a p-value such as 0.028 or <0.05"),
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
        *(
            row_rule("AVISITN", "AVISIT", (name,), str(order), str(order))
            for order, name in enumerate(_VISITS)
        ),
        *(
            rule
            for key, (prefix, words) in _PROVENANCE.items()
            for rule in (
                row_rule(
                    "FINDINGID", "SOURCEID", (key,), f"{prefix}-.+", f"a name that starts with {prefix}-"
                ),
                row_rule("ATTRIBUTED", "SOURCEID", (key,), words, words.replace("|", " or ")),
            )
        ),
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
            "The subject number as printed, 1 to 11. It is not linked to an arm in the source.",
            one_of(*(str(number) for number in range(1, 12))),
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
            "Before the infusion, or during follow-up.",
            one_of("Prior", "Five-year follow-up"),
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

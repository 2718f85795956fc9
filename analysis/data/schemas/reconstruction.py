"""Priors that the reconstruction rests on, and the illustrative cohort that it writes."""

from analysis.data.basis import BASES
from analysis.data.schemas.columns import NUMBER, ForeignKey, like, one_of, optional, required, table

ADAM = "CDISC ADaM"

PRIORS = table(
    "reference/priors.csv",
    "Priors of the reconstruction",
    "One row per assumption about how a marker varies between people, within a person and by measurement. "
    "What no source reports about the cohort is drawn from these; change a row and run again.",
    {
        "PRIORID": required(
            "Prior",
            "Stable name of the row.",
            like(r"[a-z0-9]+(-[a-z0-9]+)*", "a name such as il6-within-subject"),
        ),
        "PARAMCD": optional("Parameter code", "What varies; empty for every parameter without its own row."),
        "QUANTITY": required(
            "Quantity",
            "The coefficients of variation are in percent. `visit shift`, and `analytical CV` where no "
            "parameter is named, are multiples of the within-subject variation.",
            one_of("within-subject CV", "between-subject CV", "analytical CV", "visit shift"),
        ),
        "VALUE": required("Value", "The figure that is used.", like(NUMBER, "a plain number")),
        "STANDING": required(
            "Standing",
            "`abstract`: from its source's abstract. `secondary`: from another text that quotes it. "
            "`assumption`: ours, for want of a figure.",
            one_of("abstract", "secondary", "assumption"),
        ),
        "SOURCEID": optional("Source key", "Its row in the table of sources, where it has one."),
        "CITATION": optional("Citation", "Where the figure comes from; empty for an assumption."),
        "DOI": optional(
            "DOI", "Digital object identifier, where known.", like(r"10\..+", "a DOI that starts with 10.")
        ),
        "NOTE": optional("Note", "How the figure was chosen, and what limits it."),
    },
    primary_key=("PRIORID",),
    foreign_keys=(ForeignKey("PARAMCD", "parameters"), ForeignKey("SOURCEID", "sources")),
)

_SUBJECT = {
    "STUDYID": required(
        "Study", "Of computed values the name of the reconstruction, not of the trial.", source=ADAM
    ),
    "USUBJID": required(
        "Subject",
        "A subject. A reconstructed one, R01 and on, stands for nobody.",
        like(r"[A-Z0-9][A-Z0-9-]*", "capitals and digits"),
        source=ADAM,
    ),
    "TRT01A": required("Arm", "Its code in the table of arms.", source=ADAM),
}
_BASIS = {
    "BASIS": required(
        "Basis",
        "What the row rests on.",
        one_of(BASES["reconstructed"].badge, BASES["observed"].badge),
    )
}

ADSL = table(
    "reconstructed/adsl.csv",
    "Illustrative cohort: subjects",
    "One row per reconstructed subject. They carry no age, sex or history, and none of them is a patient.",
    {
        **_SUBJECT,
        "TRT01AN": required("Arm, as a number", "Its order.", like(r"[1-9]", "a digit"), source=ADAM),
        **_BASIS,
    },
    primary_key=("USUBJID",),
)

ADLB = table(
    "reconstructed/adlb.csv",
    "Illustrative cohort: cytokines and laboratory",
    "One row per reconstructed subject, parameter and visit: one cohort, computed to agree with what was "
    "printed. It teaches how to read a plot; no result may be taken from it.",
    {
        **_SUBJECT,
        "PARAMCD": required(
            "Analysis parameter", "The marker's code; REL is added where the unit is 1.", source=ADAM
        ),
        "PARAM": required("Analysis parameter, in words", "The full name with its unit.", source=ADAM),
        "PARCAT1": required("Category", "The part of the study that it belongs to.", source=ADAM),
        "MARKER": required("Marker", "The parameter code of the published tables."),
        "AVISIT": required("Visit", "Its name in the table of visits.", source=ADAM),
        "AVISITN": required(
            "Visit, as a number", "Order of the visits.", like(r"\d", "a digit"), source=ADAM
        ),
        "AVAL": optional(
            "Value",
            "Empty where the sample is missing.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
            source=ADAM,
        ),
        "AVALU": required(
            "Unit", "pg/mL only where a level was printed; else 1 is the HD arm's mean baseline."
        ),
        "BASE": optional(
            "Baseline value",
            "The subject's value at baseline in the same unit; empty where there is none.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
            source=ADAM,
        ),
        "CHG": optional(
            "Change",
            "AVAL - BASE, after baseline only.",
            like(NUMBER, "a plain number"),
            unit="AVALU",
            source=ADAM,
        ),
        "ABLFL": optional("Baseline flag", "Y at baseline.", one_of("Y"), source=ADAM),
        "SUPPORT": required(
            "Support",
            "`finding`: the arm's level at this visit was printed. `both`: a finding restricts what a prior "
            "gave. `prior`: an assumption alone. `observed`: measured.",
            one_of("finding", "both", "prior", "observed"),
        ),
        **_BASIS,
    },
    primary_key=("USUBJID", "PARAMCD", "AVISIT"),
    foreign_keys=(ForeignKey("USUBJID", "adsl"), ForeignKey("MARKER", "parameters")),
)

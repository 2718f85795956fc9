"""What the summary claims, and the earlier studies that a claim of being first must be set against."""

from analysis.data.schemas.columns import ForeignKey, like, one_of, optional, required, table

_NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_FINDING = r"(p1|po|a5|y5)(-[a-z0-9]+)+"

CLAIMS = table(
    "published/claims.csv",
    "Claims",
    "One row per distinct statement of the Chinese summary, with the function that judges it.",
    {
        "CLAIMID": required("Claim", "Stable name.", like(_NAME, "small words joined by hyphens")),
        "CLAIM": required("Claim in English", "What the summary says, in our own words."),
        "GIST": required("Gist, Traditional Chinese", "The same in a few words of our own."),
        "PLACE": required("Place", "Where in the summary."),
        "KIND": required(
            "Kind",
            "`observation`: what was seen. `inference`: what is concluded from it. `causal`: what is "
            "ascribed to the infusion or to another cause. `mechanism`: how it is said to work. "
            "`novelty`: that it is the first of its kind, or that others came before.",
            one_of("observation", "inference", "causal", "mechanism", "novelty"),
        ),
        "STRENGTH": required(
            "Strength of wording",
            "`hedged`: may, suggests, possibly. `plain`: said without qualification. `strong`: confirms, "
            "proves, all, first.",
            one_of("hedged", "plain", "strong"),
        ),
        "ATTRIBUTED": required(
            "Attributed to",
            "Whether the authors' abstract says it too. `unknown`: the words may be the summary's own.",
            one_of("summary only", "both", "unknown"),
        ),
        "SECTION": required(
            "Section of the book",
            "The page and label of the section that examines it.",
            like(r"chapters/[a-z_]+#sec-[a-z0-9-]+", "a page and a label: chapters/aging#sec-aging-esr"),
        ),
        "FINDINGS": required(
            "Findings",
            "The findings that it leans on, separated by blanks, in the order in which the verdict's "
            "function takes them.",
            like(rf"{_FINDING}( {_FINDING})*", "names of findings separated by blanks"),
        ),
        "CONFLICTS": optional(
            "Conflicts",
            "Other claims that cannot hold together with it, separated by blanks.",
            like(rf"{_NAME}( {_NAME})*", "names of claims separated by blanks"),
        ),
        "VERDICT_BY": required(
            "Judged by", "A function of `analysis.audit.claims`.", like(r"[a-z_]+", "the name of a function")
        ),
        "ARGUMENTS": optional(
            "Arguments",
            "Its arguments, as name=value separated by semicolons; a list is divided by |.",
            like(r"[a-z_]+=[^;=]+(; [a-z_]+=[^;=]+)*", "name=value; name=value"),
        ),
        "STANDS": optional(
            "Why no finding can change it",
            "Where no change of a cited finding's content changes the verdict: why that is so.",
        ),
        "NOTE": optional("Note", "What a reader should know."),
    },
    primary_key=("CLAIMID",),
)

PRECEDENTS = table(
    "reference/precedents.csv",
    "Earlier studies",
    "One row per earlier study of mesenchymal stem cells that a claim of novelty must be set against.",
    {
        "REFID": required("Reference row", "Stable name.", like(_NAME, "small words joined by hyphens")),
        "CELLS": required(
            "Source of the cells", "Where the cells came from.", one_of("umbilical cord", "bone marrow")
        ),
        "PEOPLE": required("People", "Who was treated.", like(r"[a-z ]+", "small letters")),
        "N": required("Number", "Subjects of the study.", like(r"\d+", "a whole number")),
        "YEARS": optional(
            "Years", "Length of follow-up, where read.", like(r"\d+(\.\d+)?", "a number"), unit="years"
        ),
        "REGION": optional("Region", "Where it was done, where read.", one_of("Asia")),
        "SAFE": optional("Called safe", "Whether the abstract calls the cells safe.", one_of("yes")),
        "PUBLISHED": required("Published", "Year of publication.", like(r"\d{4}", "a year")),
        "BEGUN": optional("Begun", "Year in which the study began, where read.", like(r"\d{4}", "a year")),
        "SOURCEID": required("Source key", "The source in which it was read."),
        "STANDING": required(
            "Standing", "How the source was read.", one_of("primary", "abstract", "secondary")
        ),
        "NOTE": optional("Note", "What a reader should know."),
    },
    primary_key=("REFID",),
    foreign_keys=(ForeignKey("SOURCEID", "sources"),),
)

"""What the summary claims, and how each claim is judged."""

from analysis.data.schemas.columns import ForeignKey, json_rule, like, one_of, optional, required, table

_NAME = r"[a-z][a-z0-9]*(-[a-z0-9]+)*"
_FINDING = r"[a-z0-9]+(-[a-z0-9]+)+"

CLAIMS = table(
    "published/claims.csv",
    "Claims",
    "One row per distinct statement of a report, with the function that judges it.",
    {
        "CLAIMID": required("Claim", "Stable name.", like(_NAME, "small words joined by hyphens")),
        "CLAIM": required("Claim in English", "What the report says, in our own words."),
        "GIST": optional(
            "Gist, Traditional Chinese",
            "The same in a few words of our own, where a reader of Chinese is to find it.",
        ),
        "PLACE": required("Place", "Where in the report."),
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
            "Whose words: a voice of the table of reports. `unknown`: the words may be the report's own.",
        ),
        "SECTION": required(
            "Section of the book",
            "The page and label of the section that examines it.",
            like(r"[a-z0-9_]+/[a-z0-9_/]+#sec-[a-z0-9-]+", "a page and label: chapters/aging#sec-aging-esr"),
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
            "Judged by", "A rule of `analysis.claims.RULES`.", like(r"[a-z_]+", "the name of a function")
        ),
        "ARGUMENTS": optional(
            "Arguments",
            'Its arguments as a JSON object, such as {"visit": "Month 6"}; empty where it takes none.',
            like(r"\{.*\}", "a JSON object"),
        ),
        "STANDS": optional(
            "Why no finding can change it",
            "Where no change of a cited finding's content changes the verdict: why that is so.",
        ),
        "NOTE": optional("Note", "What a reader should know."),
    },
    primary_key=("CLAIMID",),
    foreign_keys=(
        ForeignKey("FINDINGS", "findings", several=True),
        ForeignKey("CONFLICTS", "claims", several=True),
    ),
    rules=(json_rule("ARGUMENTS"),),
)

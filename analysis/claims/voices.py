"""Whose words a claim and a finding are: the reports of a study by their voices."""

from analysis.data import Study


def voice(study: Study, source: str) -> str:
    """What a sentence calls a report: the first of its voices.

    Args:
        study: the study.
        source: SOURCEID of a report of it.

    Examples:
        >>> voice(Study.read(), "summary2025"), voice(Study.read(), "chin2025")
        ('summary', "authors' abstract")
    """
    return _voices(study)[source][0].removesuffix(" only")


def claimant(study: Study) -> str:
    """The report that makes the claims: the one to which alone some of them are attributed.

    Examples:
        >>> claimant(Study.read())
        'summary2025'
    """
    told, voices = set(study.claims["ATTRIBUTED"]), _voices(study)
    own = {source: told & set(words) - set(shared(study, source)) for source, words in voices.items()}
    return next((source for source, words in own.items() if words), next(iter(voices)))


def shared(study: Study, source: str) -> dict[str, list[str]]:
    """The voices that a report has in common with others, each with those others.

    Examples:
        >>> shared(Study.read(), "summary2025")
        {'both': ['chin2020', 'chin2025']}
    """
    voices = _voices(study)
    others = {
        word: [other for other, words in voices.items() if other != source and word in words]
        for word in voices[source]
    }
    return {word: found for word, found in others.items() if found}


def others_in_words(study: Study, source: str) -> str:
    """The reports that could tell what this one does, as the subject of a sentence; empty for none.

    Examples:
        >>> others_in_words(Study.read(), "summary2025")
        "the authors' abstracts"
    """
    found = {other for others in shared(study, source).values() for other in others}
    words = [voice(study, other) for other in sorted(found)]
    plural = "s" if len(words) > len(set(words)) else ""
    return " and ".join(f"the {word}{plural}" for word in dict.fromkeys(words))


def attributed(study: Study, word: str) -> str:
    """Whose words a claim is, from its ATTRIBUTED.

    Examples:
        >>> attributed(Study.read(), "both"), attributed(Study.read(), "summary only")
        ("the summary and the authors' abstract", 'the summary only')
    """
    own = claimant(study)
    if word in (common := shared(study, own)):
        tellers = dict.fromkeys(voice(study, source) for source in (own, *common[word]))
        return " and ".join(f"the {teller}" for teller in tellers)
    known = {each for voices in _voices(study).values() for each in voices}
    return f"the {word}" if word in known else f"{word}, perhaps the {voice(study, own)}'s own words"


def _voices(study: Study) -> dict[str, list[str]]:
    """The voices of each report, by its source."""
    reports = study.table("reports")
    return {row["SOURCEID"]: row["VOICES"].split("|") for row in reports.to_dict("records")}

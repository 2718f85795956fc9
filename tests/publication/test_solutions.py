"""Every fold of a page can be linked, by a name that stays."""

from analysis.publication.solutions import named

BEGIN = '<details class="sd-card sd-dropdown">'
REST = (
    "<summary>Solution</summary><div class='x'></div>".replace("'x'", '"sd-summary-content"') + "</details>"
)
FOLD = BEGIN + REST


def section(name: str, *content: str) -> str:
    return f'<section id="{name}">{"".join(content)}</section>'


def test_folds_are_counted_in_their_section() -> None:
    names = ["exercises-fold-1", "more-fold-1", "exercises-fold-2"]
    made = named(section("exercises", FOLD, section("more", FOLD), FOLD))
    places = [made.find(f'<details id="{name}" ') for name in names]
    assert -1 not in places
    assert places == sorted(places)
    assert [made.count(f'href="#{name}"') for name in names] == [1, 1, 1]


def test_a_fold_with_a_name_keeps_it_and_counts() -> None:
    begin = '<details class="sd-card sd-dropdown" id="x">'
    made = named(section("s", begin, REST, FOLD))
    assert begin in made
    assert 'href="#x"' in made
    assert '<details id="s-fold-2"' in made


def test_other_folds_stay() -> None:
    other = section("s", '<details class="hide"><summary>x</summary></details>')
    assert named(other) == other

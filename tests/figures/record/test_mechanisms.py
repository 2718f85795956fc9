"""What the markers do, beside what is told of them."""

from analysis.data import Study
from analysis.figures.record import mechanisms

STUDY = Study.read()
ROLES = mechanisms.rows(STUDY, arm="HD")


def test_roles_show_what_is_told_and_what_is_not() -> None:
    table = ROLES.set_index("marker")
    assert list(table.index) == list(STUDY.markers.values())
    assert table["direction"].to_dict() == {
        "IL-1Ra": "higher",
        "IL-6": "lower",
        "IL-10": "not stated",
        "TNF-α": "lower",
        "HGF": "lower",
        "VEGF": "lower",
        "TGF-β": "higher",
    }
    assert set(table["side"]) <= set(mechanisms.SIDES.values())
    assert table.loc["IL-10", "trace"] == "mechanisms:IL10"
    assert table.loc["IL-6", "trace"] == "mechanisms:IL6 findings:y5-il6-hd"
    assert table["link"].str.fullmatch(r"[a-z_]+\.html#(fig|tab)-[a-z0-9-]+").all()


def test_roles_of_the_other_arm() -> None:
    assert set(mechanisms.rows(STUDY, arm="LD")["direction"]) == {"no difference", "not stated"}


def test_each_role_links_to_its_section() -> None:
    symbols, labels = mechanisms.mechanisms(STUDY).to_dict()["layer"]
    for layer in (symbols, labels):
        assert layer["encoding"]["href"] == {"field": "link", "type": "nominal"}
        assert layer["mark"]["cursor"] == "pointer"
    shapes = symbols["encoding"]["shape"]["scale"]
    shape = dict(zip(shapes["domain"], shapes["range"], strict=True))
    assert (shape["higher"], shape["lower"], shape["not stated"]) == (
        "triangle-up",
        "triangle-down",
        "stroke",
    )
    assert labels["encoding"]["text"]["field"] == "direction"
    assert symbols["encoding"]["x"]["scale"]["domain"] == list(mechanisms.SIDES.values())
    assert list(mechanisms.WORDS) == list(mechanisms.SIDES.values())


def test_the_title_counts_only_what_points_one_way_by_its_role() -> None:
    """Higher is calmer in what calms, lower in what drives; "by context" and "builds" never count."""
    assert mechanisms.finding(ROLES).endswith("in 2 of 7 markers")
    turned = ROLES.assign(direction=ROLES["direction"].replace({"higher": "lower", "lower": "higher"}))
    assert mechanisms.finding(turned).endswith("in none of 7 markers")
    assert mechanisms.finding(ROLES.assign(side="builds tissue or vessels")).endswith("in none of 7 markers")
    assert mechanisms.finding(ROLES.head(1)).endswith("in 1 of 1 marker")

"""The data package and the dictionary say what the schemas say."""

import json
import subprocess
import sys
from pathlib import Path

import yaml

from analysis import __version__, data
from analysis.data import describe

ROOT = Path(__file__).parents[2]


def test_committed_data_package_is_the_generated_one() -> None:
    committed = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert committed == describe.data_package(), "run: make data"


def test_committed_dictionary_is_the_generated_one() -> None:
    committed = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    assert describe.dictionary() in committed, "run: make data"


def test_writing_again_changes_no_byte(tmp_path: Path) -> None:
    for name in ("README.md", "datapackage.json"):
        (tmp_path / name).write_bytes((ROOT / "data" / name).read_bytes())
    describe.write(tmp_path)
    for name in ("README.md", "datapackage.json"):
        assert (tmp_path / name).read_bytes() == (ROOT / "data" / name).read_bytes(), name


def test_frictionless_accepts_the_data_package() -> None:
    command = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
    run = subprocess.run(command, cwd=ROOT / "data", capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stdout.count("VALID") == len(data.TABLES)


def test_every_column_is_explained() -> None:
    for table in data.TABLES.values():
        for name, column in table.schema.columns.items():
            assert column.title, (table.name, name)
            assert column.description.endswith("."), (table.name, name)


def test_dictionary_has_a_row_for_every_column() -> None:
    text = describe.dictionary()
    for table in data.TABLES.values():
        section = text.split(f"`{table.path}`\n", 1)[1].split("###", 1)[0]
        assert all(f"| `{name}` | text" in section for name in table.schema.columns), table.name


def test_a_column_that_must_be_filled_is_required_in_both_places() -> None:
    fields = {
        field["name"]: field
        for resource in describe.data_package()["resources"]
        if resource["name"] == "findings"
        for field in resource["schema"]["fields"]
    }
    assert fields["PLACE"]["constraints"]["required"] is True
    assert "required" not in fields["TEST"]["constraints"]
    assert "" not in fields["TEST"]["constraints"]["enum"]
    assert "| AVALU | The number as printed" in describe.dictionary()


def test_one_version_everywhere() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert describe.data_package()["version"] == __version__
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert changelog.partition("\n## ")[2].splitlines()[0] == __version__


def test_citation_file_names_no_person() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["authors"] == [{"name": "The CLV-100 five-year book maintainers"}]

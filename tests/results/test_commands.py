"""The same from the command line."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import translation

from lartraff.results.models import ImportBatch
from tests.cast import Cast
from tests.results.loading import put, stored
from tests.results.scb_files import DATA, scb_text, small_school

HERE, ELSEWHERE = "10000001", "10000002"


def run(*arguments: str) -> tuple[int, str, str]:
    """Run a command in English; return its exit code and what it printed to standard output and standard error."""
    out, err = io.StringIO(), io.StringIO()
    with translation.override("en"):
        try:
            call_command(*arguments, stdout=out, stderr=err)
        except SystemExit as end:
            return int(end.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def as_file(folder: Path, text: str) -> str:
    path = folder / "betyg.txt"
    path.write_text(text, encoding="windows-1252")
    return str(path)


def test_a_file_is_loaded(cast: Cast, tmp_path: Path) -> None:
    code, out, err = run("import_results", as_file(tmp_path, scb_text([small_school(HERE, failing=6)])))
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Björkdalsskolan, year 9, spring term 2026"
    assert out.splitlines()[1].split() == ["Mathematics", "6", "of", "20", "do", "not", "pass"]
    assert out.splitlines()[-1] == f"Saved as import {ImportBatch.objects.get().pk}."
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}


def test_a_trial_saves_nothing(cast: Cast, tmp_path: Path) -> None:
    code, out, _err = run("import_results", as_file(tmp_path, scb_text([small_school(HERE)])), "--trial")
    assert code == 0
    assert out.splitlines()[-1] == "Nothing was saved: this was a trial."
    assert not ImportBatch.objects.exists()
    assert stored() == {}


def test_json_tells_what_was_saved_and_what_it_replaced(cast: Cast, tmp_path: Path) -> None:
    put(cast.school, "MA", not_passing=9, pupils=22)
    code, out, err = run("import_results", as_file(tmp_path, scb_text([small_school(HERE, failing=6)])), "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "saved": True,
        "import": ImportBatch.objects.get(kind="SCB_9").pk,
        "kind": "SCB_9",
        "pupils": 20,
        "rows": 1,
        "replaced": 1,
        "files": [{"name": "betyg.txt", "kind": "SCB_9", "pupils": 20, "rows": 1}],
        "results": [
            {
                "school": HERE,
                "school_year": "2025/26",
                "season": "VT",
                "year": 9,
                "subject": "MA",
                "pupils": 20,
                "not_passing": 6,
                "replaces": {"pupils": 22, "not_passing": 9},
            }
        ],
        "tests": [],
        "against": [],
        "schools": [],
        "published": [],
        "errors": [],
        "warnings": [],
        "notes": [],
    }


def test_one_school_of_a_larger_file(cast: Cast, tmp_path: Path) -> None:
    file = as_file(tmp_path, scb_text([small_school(HERE), small_school("53857703"), small_school(ELSEWHERE)]))
    code, _out, _err = run("import_results", file, "--school", ELSEWHERE)
    assert code == 0
    assert set(stored()) == {(ELSEWHERE, 9, "MA")}


def test_an_unknown_school_is_told_how_to_be_added(cast: Cast, tmp_path: Path) -> None:
    code, out, err = run("import_results", as_file(tmp_path, scb_text([small_school("53857703")])))
    assert (code, out) == (1, "")
    assert err.startswith("Line 2, column Skolenhetskod: The school unit 53857703 is not here.")
    assert "lartraff add-school" in err
    assert stored() == {}


def test_a_refused_file_is_json_too_and_still_ends_with_1(cast: Cast, tmp_path: Path) -> None:
    code, out, err = run("import_results", as_file(tmp_path, ""), "--json")
    told: dict[str, Any] = json.loads(out)
    assert code == 1
    assert (told["saved"], told["kind"], told["results"]) == (False, None, [])
    assert (
        told["errors"]
        == [err.strip()]
        == ["The file is empty. Export it again from your school administration system."]
    )


def test_several_files_are_saved_together_or_not_at_all(cast: Cast, tmp_path: Path) -> None:
    nine, six = tmp_path / "nio.txt", tmp_path / "sex.txt"
    nine.write_text(scb_text([small_school(HERE, failing=6)]))
    six.write_text(scb_text([small_school(HERE, year=6, failing=7)]).replace(";F;", ";G;"))
    code, out, err = run("import_results", str(nine), str(six))
    assert (code, out) == (1, "")
    assert err.startswith("sex.txt, line 2 and 6 more, column Ma: “G” – This is not a grade")
    assert stored() == {}
    six.write_text(scb_text([small_school(HERE, year=6, failing=7)]))
    code, out, _err = run("import_results", str(nine), str(six), "--json")
    told = json.loads(out)
    assert (code, told["kind"], told["pupils"], told["rows"]) == (0, "SEVERAL", 40, 2)
    assert [(file["name"], file["kind"]) for file in told["files"]] == [("nio.txt", "SCB_9"), ("sex.txt", "SCB_6")]
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}, (HERE, 6, "MA"): {"C": 13, "F": 7}}


def test_the_same_subject_in_two_files_is_refused(cast: Cast, tmp_path: Path) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    for path in (first, second):
        path.write_text(scb_text([small_school(HERE, failing=6)]))
    code, _out, err = run("import_results", str(first), str(second))
    assert code == 1
    assert err.startswith("b.txt: The same school, term, year and subject stands in another of the files, too.")


def test_an_import_is_undone_by_its_number_and_only_once(cast: Cast, tmp_path: Path) -> None:
    run("import_results", as_file(tmp_path, scb_text([small_school(HERE, failing=6)])))
    number = str(ImportBatch.objects.get().pk)
    assert run("undo_import", number) == (0, "The import is undone. What was there before is back.\n", "")
    assert stored() == {}
    assert run("undo_import", number) == (1, "", "This import has already been undone.\n")
    assert run("undo_import", "4711") == (1, "", "There is no import with the number 4711.\n")


def test_published_figures_are_for_the_school_that_is_said(cast: Cast) -> None:
    file = str(next(DATA.glob("skolverket/*kommun*.csv")))
    code, _out, err = run("import_results", file)
    assert (code, err[:34]) == (1, "It is not clear for which school a")
    code, out, _err = run("import_results", file, "--school", ELSEWHERE, "--json")
    assert code == 0
    assert json.loads(out)["published"][0]["level"] == "MUNICIPALITY"
    assert ImportBatch.objects.get().authority == cast.authority


def test_a_file_that_is_not_there(cast: Cast) -> None:
    code, _out, err = run("import_results", "/nowhere/betyg.txt")
    assert (code, err.strip()) == (1, "The file /nowhere/betyg.txt cannot be opened: No such file or directory")


@pytest.fixture
def loaded(cast: Cast) -> None:
    put(cast.school, "MA", year=6, not_passing=20, pupils=141)
    put(cast.school, "MA", year=9, not_passing=12, pupils=119)
    put(cast.school, "SVA", year=9, not_passing=6, pupils=33)
    put(cast.school, "FY", year=9, not_passing=15, pupils=112)


def test_the_ranking_is_printed(loaded: None) -> None:
    code, out, err = run("rank_subjects", "--school", HERE)
    assert (code, err) == (0, "")
    assert [" ".join(line.split()) for line in out.splitlines()] == [
        "Björkdalsskolan, spring term 2026. F and dash count as not passing.",
        "1. Mathematics 32 of 260 do not pass (12%)",
        "2. Physics 15 of 112 do not pass (13%)",
        "3. Swedish as a second language 6 of 33 do not pass (18%)",
    ]


def test_the_ranking_of_one_year_by_share_as_json(loaded: None) -> None:
    code, out, _err = run("rank_subjects", "--school", HERE, "--year", "9", "--sort", "share", "--json")
    told = json.loads(out)
    assert code == 0
    assert (told["years"], told["school_year"], told["season"], told["sort"]) == ([9], "2025/26", "VT", "share")
    assert told["counting"] == "f-dash"
    assert [subject["subject"] for subject in told["subjects"]] == ["SVA", "FY", "MA"]
    assert told["subjects"][2] == {
        "subject": "MA",
        "name": "Mathematics",
        "pupils": 119,
        "not_passing": 12,
        "share": 0.1008,
        "by_year": {"9": {"pupils": 119, "not_passing": 12, "share": 0.1008}},
    }


def test_the_ranking_says_what_it_counts(loaded: None) -> None:
    _code, out, _err = run("rank_subjects", "--school", HERE, "--counting", "f")
    assert out.splitlines()[0] == "Björkdalsskolan, spring term 2026. F counts as not passing."


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--school", "99999999"], "The school unit 99999999 is not here. Add it with: lartraff add-school"),
        (["--school", HERE, "--year", "7"], "There are no results for year 7."),
        (["--school", ELSEWHERE], "There are no results for Ekbackens skola yet."),
    ],
)
def test_where_there_is_nothing_to_rank(loaded: None, arguments: list[str], sentence: str) -> None:
    code, out, err = run("rank_subjects", *arguments)
    assert (code, out, err.strip()) == (1, "", sentence)

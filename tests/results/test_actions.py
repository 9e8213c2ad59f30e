"""Trying, confirming and discarding: all of a file or nothing, and never twice."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lartraff.core import audit
from lartraff.core.access import Refused
from lartraff.core.models import AuditEntry
from lartraff.people.models import School
from lartraff.results.actions import Trial, confirm_import, discard_trial, start_trial
from lartraff.results.models import GradeScale, ImportBatch, ResultRow
from tests.cast import Cast
from tests.results.loading import codes, load, read, stored
from tests.results.scb_files import SchoolCounts, savsjo, scb_text, small_school

HERE, ELSEWHERE, FAR = "10000001", "10000002", "20000001"


def attempt(cast: Cast, *schools: SchoolCounts) -> Trial:
    return start_trial(read(scb_text(schools)), file_name="betyg.txt", by=cast.principal)


def test_a_trial_saves_no_results(cast: Cast) -> None:
    trial = attempt(cast, small_school(HERE))
    assert trial.batch is not None
    assert trial.batch.state == "TRIAL"
    assert (trial.batch.pupils, trial.batch.row_count) == (20, 1)
    assert trial.batch.files == [{"name": "betyg.txt", "kind": "SCB_9", "pupils": 20, "rows": 1}]
    assert stored() == {}


def test_a_confirmed_file_is_saved_with_its_scale_and_its_numbers_are_kept_once(cast: Cast) -> None:
    batch = load(scb_text([small_school(HERE, failing=6)]), by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}
    row = ResultRow.objects.get()
    assert (row.school_year, row.season, row.scale.code, row.batch) == (2025, "VT", "A–F", batch)
    assert (batch.state, batch.packed.count()) == ("CONFIRMED", 0)
    assert batch.confirmed_at is not None


def test_the_same_file_twice_replaces_and_never_doubles(cast: Cast) -> None:
    file = scb_text([small_school(HERE, failing=6)])
    load(file, by=cast.principal)
    load(file, by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}
    assert ImportBatch.objects.count() == 2


def test_year_6_and_year_9_stand_side_by_side(cast: Cast) -> None:
    load(scb_text([small_school(HERE, failing=6)]), by=cast.principal)
    load(scb_text([small_school(HERE, year=6, failing=7)]), by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}, (HERE, 6, "MA"): {"C": 13, "F": 7}}


def test_a_subject_that_nobody_has_any_more_goes_away(cast: Cast) -> None:
    load(scb_text([small_school(HERE, subject="Tk")]), by=cast.principal)
    load(scb_text([small_school(HERE, subject="Ma")]), by=cast.principal)
    assert set(stored()) == {(HERE, 9, "MA")}


def test_what_the_file_does_not_cover_stays(cast: Cast) -> None:
    load(scb_text([small_school(HERE, subject="Tk")], date="2025-06-10"), by=cast.principal)
    load(scb_text([small_school(ELSEWHERE, subject="Tk")]))
    table = "lasar;arskurs;skolenhetskod;amne;A;B;C;D;E;F\n2025-2026;9;10000001;Ma;0;0;14;0;0;6\n"
    load(scb_text([small_school(HERE, subject="Bl")]), by=cast.principal)
    load(table, by=cast.principal)
    assert {(row.school.unit_code, row.school_year, row.subject.code) for row in ResultRow.objects.all()} == {
        (HERE, 2024, "TK"),
        (ELSEWHERE, 2025, "TK"),
        (HERE, 2025, "BL"),
        (HERE, 2025, "MA"),
    }


def test_half_an_import_never_stays(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    load(scb_text([small_school(HERE, failing=6)]), by=cast.principal)
    trial = attempt(cast, small_school(HERE, failing=9))
    assert trial.batch is not None

    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as late:
        late.setattr(audit, "record_at_schools", broken)
        with pytest.raises(RuntimeError):
            confirm_import(trial.batch, by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 14, "F": 6}}
    assert ImportBatch.objects.get(pk=trial.batch.pk).state == "TRIAL"
    confirm_import(trial.batch, by=cast.principal)
    assert stored() == {(HERE, 9, "MA"): {"C": 11, "F": 9}}


def test_a_file_is_decided_on_once(cast: Cast) -> None:
    batch = load(scb_text([small_school(HERE)]), by=cast.principal)
    with pytest.raises(ValidationError):
        confirm_import(batch, by=cast.principal)
    with pytest.raises(ValidationError):
        discard_trial(batch, by=cast.principal)


def test_a_discarded_trial_leaves_nothing(cast: Cast) -> None:
    trial = attempt(cast, small_school(HERE))
    assert trial.batch is not None
    discard_trial(trial.batch, by=cast.principal)
    assert not ImportBatch.objects.exists()
    assert stored() == {}


def test_a_file_with_an_error_leaves_nothing(cast: Cast) -> None:
    file = scb_text([small_school(HERE)]).replace(";F;", ";G;")
    trial = start_trial(read(file), file_name="x", by=cast.principal)
    assert trial.batch is None
    assert [problem.code for problem in trial.problems] == ["unknown_grade"]
    assert not ImportBatch.objects.exists()


def test_a_file_with_another_school_says_which_rows_to_take_out_and_saves_nothing(cast: Cast) -> None:
    trial = attempt(cast, small_school(HERE), small_school(ELSEWHERE))
    assert trial.batch is None
    (problem,) = trial.problems
    assert (problem.code, problem.line, dict(problem.facts)) == (
        "school_not_yours",
        22,
        {"number": 1, "schools": f"Ekbackens skola ({ELSEWHERE})"},
    )


def test_a_school_that_is_not_here_is_named_by_its_code(cast: Cast) -> None:
    (problem,) = attempt(cast, small_school("53857703")).problems
    assert (problem.code, dict(problem.facts)) == ("school_unknown", {"number": 1, "schools": "53857703"})


def test_many_schools_that_are_not_here_are_one_problem_where_the_first_stands(cast: Cast) -> None:
    strangers = [small_school(str(53_857_703 + number)) for number in range(30)]
    (problem,) = attempt(cast, small_school(HERE), *strangers).problems
    facts = dict(problem.facts)
    assert (problem.code, problem.line, facts["number"]) == ("school_unknown", 22, 30)
    assert str(facts["schools"]).startswith("53857703, 53857704, ")
    assert str(facts["schools"]).endswith(", 53857722…")


def test_a_birthday_in_the_school_column_is_not_repeated(cast: Cast) -> None:
    (problem,) = attempt(cast, small_school("20120131")).problems
    assert (problem.code, problem.facts) == ("bad_school_code", ())


def test_nobody_but_the_command_line_loads_for_two_authorities_and_it_neither(cast: Cast) -> None:
    file = scb_text([small_school(HERE), small_school(FAR)])
    trial = start_trial(read(file), file_name="x", by=None)
    assert [problem.code for problem in trial.problems] == ["several_authorities"]


def test_the_command_line_loads_several_schools_of_one_authority(cast: Cast) -> None:
    load(scb_text([small_school(HERE), small_school(ELSEWHERE)]))
    assert set(stored()) == {(HERE, 9, "MA"), (ELSEWHERE, 9, "MA")}


def test_a_year_without_a_grade_scale_is_refused(cast: Cast) -> None:
    trial = start_trial(read(scb_text([small_school(HERE)], date="2012-06-10")), file_name="x", by=cast.principal)
    assert [problem.code for problem in trial.problems] == ["no_scale"]


def test_a_new_scale_takes_over_from_its_year(cast: Cast) -> None:
    GradeScale.objects.update(valid_to=2024)
    GradeScale.objects.create(code="new", valid_from=2025)
    load(scb_text([small_school(HERE)]), by=cast.principal)
    load(scb_text([small_school(HERE)], date="2025-06-10"), by=cast.principal)
    assert dict(ResultRow.objects.values_list("school_year", "scale__code")) == {2025: "new", 2024: "A–F"}


def test_trials_older_than_a_day_are_forgotten_by_the_next(cast: Cast) -> None:
    old, fresh = attempt(cast, small_school(HERE)).batch, attempt(cast, small_school(HERE)).batch
    confirmed = load(scb_text([small_school(HERE)]), by=cast.principal)
    assert old is not None
    assert fresh is not None
    days_ago = timezone.now() - timedelta(days=2)
    ImportBatch.objects.filter(pk__in=[old.pk, confirmed.pk]).update(read_at=days_ago)
    newest = attempt(cast, small_school(HERE)).batch
    assert newest is not None
    assert set(ImportBatch.objects.values_list("pk", flat=True)) == {fresh.pk, confirmed.pk, newest.pk}


@pytest.mark.parametrize("name", ["deputy", "principal_elsewhere", "principal_far", "colleague", "stranger"])
def test_only_the_one_who_tried_it_decides(cast: Cast, name: str) -> None:
    batch = attempt(cast, small_school(HERE)).batch
    assert batch is not None
    with pytest.raises(Refused):
        confirm_import(batch, by=cast.everybody()[name])
    with pytest.raises(Refused):
        discard_trial(batch, by=cast.everybody()[name])


def test_the_command_line_does_not_decide_for_people(cast: Cast) -> None:
    batch = attempt(cast, small_school(HERE)).batch
    assert batch is not None
    with pytest.raises(Refused):
        confirm_import(batch, by=None)


@pytest.mark.parametrize("name", ["leader", "member", "colleague", "analyst", "administrator", "stranger"])
def test_nobody_else_even_tries(cast: Cast, name: str) -> None:
    with pytest.raises(Refused):
        start_trial(read(scb_text([small_school(HERE)])), file_name="x", by=cast.everybody()[name])


def test_each_school_reads_of_it_in_its_own_audit_trail(cast: Cast) -> None:
    load(scb_text([small_school(HERE), small_school(ELSEWHERE)]))
    entries = AuditEntry.objects.filter(verb="confirm_import").values_list("school_id", "facts")
    assert sorted(entries) == [
        (pk, {"kind": "SCB_9", "rows": 2}) for pk in sorted([cast.school.pk, cast.other_school.pk])
    ]


def test_savsjo_is_stored_as_published(cast: Cast) -> None:
    schools = [school for school in savsjo() if school.year == 9]
    for school in schools:
        School.objects.create(authority=cast.authority, name=school.school, unit_code=school.school)
    reading = read(scb_text(schools))
    load(scb_text(schools))
    assert stored() == {(t.school, t.year, t.subject): t.counts for t in reading.tallies if t.counts}
    assert stored()["59983229", 9, "FY"] == {"A": 4, "B": 5, "C": 33, "D": 14, "E": 17, "F": 8, "ADAPTED": 8}
    assert codes(reading) == ["adapted"]

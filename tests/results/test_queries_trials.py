"""What a trial shows: what would be saved, and what it would take the place of."""

from decimal import Decimal
from threading import Thread

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lartraff.people.models import School, User
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.logic.figures import Figures
from lartraff.results.logic.outcomes import Relations, figures_of_test
from lartraff.results.logic.tallies import AgainstTally, OfficialTally, Reading, Tally, TestTally
from lartraff.results.models import ImportBatch, ResultRow
from lartraff.results.queries import trials
from lartraff.results.queries.trials import TrialOverview, trial_overview
from tests import cast as people
from tests.cast import Cast
from tests.results.loading import load, read
from tests.results.scb_files import scb_text, small_school

HERE, ELSEWHERE = "10000001", "10000002"
SUBJECTS = ("BL", "EN", "HKK", "IDH", "MA", "MU", "BI", "FY", "KE", "GE", "HI", "RE", "SH", "SL", "SV", "SVA")


def reading(
    *tallies: Tally,
    tests: tuple[TestTally, ...] = (),
    against: tuple[AgainstTally, ...] = (),
    official: tuple[OfficialTally, ...] = (),
) -> Reading:
    return Reading(None, tallies, (), 0, {HERE: 2}, tests=tests, against=against, official=official)


def grades(subject: str, failing: int, *, school_year: int = 2025, year: int = 9) -> Tally:
    return Tally(HERE, school_year, "VT", year, subject, {"C": 20 - failing, "F": failing} if failing < 20 else {})


def tried(what: Reading, by: User | None) -> ImportBatch:
    trial = start_trial(what, by=by)
    assert trial.batch is not None, trial.problems
    return trial.batch


def overview(what: Reading, by: User | None) -> TrialOverview:
    return trial_overview(tried(what, by))


def test_grades_tests_and_comparisons_of_a_year_stand_together(cast: Cast) -> None:
    found = overview(
        reading(
            grades("MA", 6),
            tests=(
                TestTally(HERE, 2025, "VT", 9, "MA", "", {"A": 3, "E": 5, "F": 2, "NOT_TAKEN": 4}),
                TestTally(HERE, 2025, "VT", 9, "EN", "", {"NOT_TAKEN": 4}),
            ),
            against=(AgainstTally(HERE, 2025, "VT", 9, "MA", 4, 3, 1),),
        ),
        cast.principal,
    )
    (part,) = found.parts
    assert (part.school, str(part.period.code), part.year) == (cast.school, "2025-VT", 9)
    assert [(row.subject.code, row.figures, row.replaces) for row in part.rows] == [("MA", Figures(20, 6), None)]
    assert [(row.subject.code, row.figures) for row in part.tests] == [("MA", Figures(10, 2))]
    assert [(row.subject.code, row.figures) for row in part.against] == [("MA", Relations(4, 3, 1))]
    assert (found.batch.row_count, found.replaced, found.saves_something) == (4, 0, True)


def test_parts_of_a_test_keep_their_letters_in_order(cast: Cast) -> None:
    found = overview(
        reading(
            tests=tuple(
                TestTally(HERE, 2025, "VT", 3, "MA", part, {"REACHED": 18, "NOT_REACHED": 2}) for part in ("B", "A", "")
            )
        ),
        cast.principal,
    )
    (part,) = found.parts
    assert [(row.part, row.figures) for row in part.tests] == [
        ("", Figures(20, 2)),
        ("A", Figures(20, 2)),
        ("B", Figures(20, 2)),
    ]


def test_what_is_replaced_and_what_is_taken_away_is_shown_beside(cast: Cast) -> None:
    for what in (
        reading(grades("MA", 9), grades("SV", 5), grades("BL", 1, school_year=2024)),
        reading(against=(AgainstTally(HERE, 2025, "VT", 9, "MA", 1, 2, 3),)),
    ):
        confirm_import(tried(what, cast.principal), by=cast.principal)
    found = overview(
        reading(
            grades("MA", 6),
            grades("SV", 20),  # nobody has a grade in it any more
            grades("BL", 20),  # and nobody had
            against=(AgainstTally(HERE, 2025, "VT", 9, "MA", 0, 0, 0),),
        ),
        cast.principal,
    )
    (part,) = found.parts
    assert [(row.subject.code, row.figures, row.replaces) for row in part.rows] == [
        ("MA", Figures(20, 6), Figures(20, 9)),
        ("SV", None, Figures(20, 5)),
    ]
    assert [(row.figures, row.replaces) for row in part.against] == [(None, Relations(1, 2, 3))]
    assert (found.batch.row_count, found.replaced) == (1, 3)


def test_published_figures_are_shown_as_sums(cast: Cast) -> None:
    def figure(code: str, measure: str, value: str | None, marker: str = "") -> OfficialTally:
        level = "MUNICIPALITY" if code else "NATION"
        return OfficialTally(level, code, code or "Riket", 2024, measure, value and Decimal(value), marker)  # type: ignore[arg-type]

    found = overview(
        reading(
            official=(
                figure("0684", "MERIT_17", "221.5"),
                figure("0685", "MERIT_17", None, ".."),
                figure("0685", "PASSED", "80"),
                figure("0685", "PASSED", "80"),  # tables repeat themselves
                figure("", "MERIT_17", "230"),
            )
        ),
        cast.principal,
    )
    assert [(one.level, len(one.areas), one.figures, one.withheld) for one in found.published] == [
        ("MUNICIPALITY", 2, 3, 1),
        ("NATION", 1, 1, 0),
    ]
    assert (found.parts, found.totals, found.batch.row_count) == ((), (), 4)


def test_the_same_published_figure_with_two_values_is_refused(cast: Cast) -> None:
    figures = tuple(
        OfficialTally("MUNICIPALITY", "0684", "Sävsjö", 2024, "MERIT_17", Decimal(value)) for value in (221, 222)
    )
    trial = start_trial(reading(official=figures), by=cast.principal)
    assert [(problem.code, problem.facts) for problem in trial.problems] == [("contradiction", (("figures", 1),))]


def test_a_large_file_is_shown_school_by_school(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trials, "SHOWN", 5)
    load(scb_text([small_school(ELSEWHERE, failing=6)]))
    table = ["lasar;arskurs;skolenhetskod;amne;A;B;C;D;E;F"]
    table += [f"{year}-{year + 1};9;{HERE};{code};1;2;3;4;5;6" for year in (2023, 2024) for code in SUBJECTS]
    table += [f"2025-2026;9;{ELSEWHERE};MA;1;2;3;4;5;6", f"2025-2026;9;{ELSEWHERE};SV;0;0;0;0;0;0"]
    found = overview(read("\n".join(table)), None)
    assert [(total.school.unit_code, total.years, total.rows) for total in found.totals] == [
        (HERE, "2023/24–2024/25", 32),
        (ELSEWHERE, "2025/26", 1),
    ]
    assert (found.parts, found.batch.row_count, found.replaced) == ((), 33, 1)


def test_a_trial_of_many_subjects_takes_as_many_queries_as_one_of_one(cast: Cast) -> None:
    def queries(what: Reading) -> int:
        batch = tried(what, cast.principal)
        with CaptureQueriesContext(connection) as captured:
            trial_overview(batch)
        return len(captured)

    confirm_import(tried(reading(grades("MA", 5)), cast.principal), by=cast.principal)
    one = queries(reading(grades("MA", 6)))
    many = [grades(code, 6, year=year) for code in SUBJECTS for year in (6, 7, 8, 9)]
    assert queries(reading(*many)) == one


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, Figures(0, 0)),
        ({"A": 1, "B": 1, "C": 1, "D": 1, "E": 1, "F": 2}, Figures(7, 2)),
        ({"REACHED": 20, "NOT_REACHED": 4, "NOT_TAKEN": 3, "LOST": 1}, Figures(24, 4)),
        ({"PASSED": 9, "F": 1, "DIGITAL": 5, "REPLACEMENT": 1, "NOT_SAID": 1}, Figures(10, 1)),
    ],
)
def test_only_those_with_a_result_are_counted_in_a_test(counts: dict[str, int], expected: Figures) -> None:
    assert figures_of_test(counts) == expected


def test_two_who_save_the_same_at_once_wait_for_each_other(furnished: None) -> None:
    cast = people.gather()
    batches = [tried(reading(grades("MA", failing)), cast.principal) for failing in (5, 6)]
    faults: list[BaseException] = []

    def save(batch: ImportBatch) -> None:
        try:
            confirm_import(batch, by=cast.principal)
        except BaseException as fault:  # noqa: BLE001  told in the test's own thread
            faults.append(fault)
        finally:
            connection.close()

    threads = [Thread(target=save, args=[batch]) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    last = ImportBatch.objects.get(replaced_count=1)
    (first,) = last.replaces.all()
    assert {first.pk, last.pk} == {batch.pk for batch in batches}
    assert ResultRow.objects.get().batch == last
    assert School.objects.count() == 3

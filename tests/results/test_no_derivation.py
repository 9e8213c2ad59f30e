"""Nothing hidden can be worked out from all pages, exports and filters together, by anybody or by all of them.

Two attacks, each shown to succeed against the rule that decides on every figure by itself:

- four worlds: all hidden numbers are changed at once, to four different sets of numbers, and everything that everybody
  can see must stay the same, byte for byte. Then no reasoning whatsoever tells them apart.
- a solver reads the exports of all readers as equations, and tries to find each small number.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from lartraff.people.models import School, Subject, User
from lartraff.results.logic.countings import Counting
from lartraff.results.logic.figures import Cell, Figures
from lartraff.results.logic.protection import BOYS, GIRLS, Meanings, Row
from lartraff.results.logic.suppression import guarded_cell
from lartraff.results.models import EarlierCounts, OfficialFigure, ResultRow
from lartraff.results.queries import reason_for_group
from lartraff.results.queries.groups import goal_for_group
from tests.cast import Cast
from tests.conftest import SignIn
from tests.results.attacker import Attacker
from tests.results.loading import put
from tests.results.seeded import AGAINST, PLACES, SCHOOL_YEARS, SEASON, Numbers, Place, become, plant

CODES = sorted({place.subject for place in PLACES})
YEARS = (6, 9)


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> Iterator[None]:
    User.objects.update(language="en")
    for user in cast.everybody().values():
        user.refresh_from_db()
    with translation.override("en"):
        yield


@pytest.fixture
def seeded(cast: Cast) -> School:
    """The school, with another of the same authority, and the municipality's published figures."""
    plant(cast.school)
    put(cast.other_school, "MA", not_passing=21, pupils=90)
    put(cast.other_school, "BL", not_passing=8, pupils=80)
    batch = ResultRow.objects.all()[0].batch
    for code in ("MA", "BL"):
        OfficialFigure.objects.create(
            authority=cast.authority,
            level="MUNICIPALITY",
            area_code="0001",
            area_name="Björkdal",
            school_year=2025,
            year=9,
            subject=Subject.objects.get(code=code),
            measure="SHARE_PASSING",
            value="88.500",
            batch=batch,
        )
    return cast.school


Address = tuple[str, tuple[tuple[str, Any], ...]]


def addresses(school: School) -> list[Address]:
    """Pages and tables about the school, with everything that can be chosen on them."""
    periods = [f"{school_year}-{SEASON}" for school_year in SCHOOL_YEARS]
    found: list[tuple[str, dict[str, Any]]] = []
    page, table = reverse("results:matrix"), reverse("results:matrix_table", args=["csv"])
    found += [(page, {"year": year, "sort": sort}) for year, sort in product(YEARS, ("count", "share"))]
    for period, counting in product(periods, Counting):
        chosen: dict[str, Any] = {"period": period, "counting": counting.value}
        found += [(page, chosen), *((table, chosen | {"year": year}) for year in ("", *YEARS))]
    for name, args in (("comparison", []), ("comparison_table", ["csv"])):
        found += [(reverse(f"results:{name}", args=args), {"year": year}) for year in YEARS]
        found.append((reverse(f"results:{name}", args=args), {"period": periods[0]}))
    for code, counting in product(CODES, Counting):
        chosen = {"counting": counting.value}
        found.append((reverse("results:subject_table", args=[code, "csv"]), chosen))
        if counting is Counting.F_DASH or code in {"FY", "KE", "GE"}:
            found.append((reverse("results:subject", args=[code]), chosen))
    for name, args in (("against", []), ("against_table", ["csv"])):
        found.append((reverse(f"results:{name}", args=args), {}))
    return [(path, (("school", school.pk), *chosen.items())) for path, chosen in found]


def addresses_of_schools() -> list[Address]:
    page, table = reverse("results:schools"), reverse("results:schools_table", args=["csv"])
    found: list[Address] = [(page, (("subject", code),)) for code in CODES]
    found += [(table, (("subject", code), ("counting", one.value))) for code, one in product(CODES, Counting)]
    return found


def without_tokens(body: bytes) -> str:
    return re.sub(r'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', r"\1", body.decode())


Seen = dict[tuple[str, Address], str]


def everything_seen(cast: Cast, sign_in: SignIn, *, tables_only: bool = False) -> Seen:
    """Of all who may not see the school's every count: what each page answers, and what is said in groups' reasons."""
    seen: Seen = {}
    readers = (
        ("teacher", cast.colleague, addresses(cast.school)),
        ("analyst", cast.analyst, [*addresses(cast.school)[::5], *addresses_of_schools()]),
        ("teacher elsewhere", cast.teacher_elsewhere, addresses(cast.school)[::20]),
        (
            "principal elsewhere",
            cast.principal_elsewhere,
            [*addresses(cast.school)[::20], *addresses_of_schools()[::5]],
        ),
    )
    for name, user, wanted in readers:
        browser = sign_in(user)
        for path, chosen in wanted:
            if tables_only and not path.endswith(".csv"):
                continue
            response = browser.get(path, dict(chosen))
            assert response.status_code in ({200} if name in {"teacher", "analyst"} else {200, 404}), (name, path)
            seen[name, (path, chosen)] = without_tokens(response.content)
    for code, counting in product(CODES, Counting):
        subject = Subject.objects.get(code=code)
        said = reason_for_group(cast.school, subject, counting), goal_for_group(cast.school, subject, counting)
        seen["everybody", (f"group in {code}", (("counting", counting.value),))] = repr(said)
    return seen


def places_that_differ(before: Seen, now: Seen) -> list[tuple[str, Address]]:
    return [key for key in before if before[key] != now[key]]


@pytest.mark.usefixtures("seeded")
def test_everything_that_can_be_seen_is_the_same_in_four_worlds(cast: Cast, sign_in: SignIn) -> None:
    first = everything_seen(cast, sign_in)
    for world in (1, 2, 3):
        become(world, cast.school)
        assert places_that_differ(first, everything_seen(cast, sign_in)) == []


def test_the_worlds_hold_four_numbers_in_every_hidden_place() -> None:
    for place in PLACES:
        numbers = [truths(place.numbers(world)) for world in range(4)]
        assert len(place.worlds) in {1, 4}
        if len(place.worlds) == 4:
            changing = [key for key in numbers[0] if len({one[key] for one in numbers}) == 4]
            assert changing, place
    assert {len(worlds) for worlds in AGAINST.values()} == {1, 4}


@dataclass(frozen=True, slots=True)
class EachByItself:
    """The rule before: every figure is decided on alone, and a correction is shown at once."""

    row: Row
    meanings: Meanings

    @property
    def seen(self) -> Row | None:
        cell = self.cell(next(iter(self.meanings)))
        return self.row if cell and cell.figures else None

    def cell(self, definition: str, sex: str | None = None) -> Cell | None:
        figures = self.meanings[definition].figures(self.row.by_sex.get(sex, {}) if sex else self.row.counts)
        return guarded_cell(figures) if figures.pupils else None


@pytest.fixture
def rule_before(monkeypatch: pytest.MonkeyPatch) -> None:
    def by_itself(now: Row, meanings: Meanings, earlier: object = ()) -> EachByItself:
        return EachByItself(now, meanings)

    monkeypatch.setattr("lartraff.results.queries.shown.protect", by_itself)


@pytest.mark.usefixtures("seeded", "rule_before")
def test_with_the_rule_before_the_worlds_can_be_told_apart(cast: Cast, sign_in: SignIn) -> None:
    first = everything_seen(cast, sign_in)
    become(1, cast.school)
    seen = "\n".join(path for _reader, (path, _chosen) in places_that_differ(first, everything_seen(cast, sign_in)))
    assert all(f"/{code}/" in seen for code in ("FY", "KE", "HI"))
    assert "group in FY" in seen


# The solver. An unknown number of pupils: where, girls or boys, and which part.
Unknown = tuple[str, int, int, str, str]
DEFINITIONS = {
    Counting.F: ({"C"}, {"F"}),
    Counting.F_DASH: ({"C"}, {"F", "NO_GRADE"}),
    Counting.F_DASH_ADAPTED: ({"C"}, {"F", "NO_GRADE", "ADAPTED"}),
}
SEXES = {"ALL": (GIRLS, BOYS), GIRLS: (GIRLS,), BOYS: (BOYS,)}


def sum_of(place: tuple[str, int, int], sex: str, parts: set[str]) -> dict[Unknown, int]:
    return {(*place, one, part): 1 for one in SEXES[sex] for part in parts}


def truths(numbers: Numbers) -> dict[tuple[str, str], int]:
    """How many of each part, of all and of girls and boys."""
    parts = ("C", "F", "NO_GRADE", "ADAPTED")
    each = {
        (sex, part): number
        for sex, four in zip((GIRLS, BOYS), numbers, strict=True)
        for part, number in zip(parts, four, strict=True)
    }
    return each | {("ALL", part): each[GIRLS, part] + each[BOYS, part] for part in parts}


def figures_in(values: list[str]) -> Figures | None:
    return Figures(int(values[0]), int(values[1])) if values[0] not in {"", ".", ".."} else None


def read_figures(
    attacker: Attacker, place: tuple[str, int, int], sex: str, counting: Counting, figures: Figures | None
) -> None:
    if figures is not None:
        passing, not_passing = DEFINITIONS[counting]
        attacker.read(sum_of(place, sex, passing | not_passing), figures.pupils)
        attacker.read(sum_of(place, sex, not_passing), figures.not_passing)


def rows_of(body: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(body.lstrip("\ufeff")), delimiter=";") if row]


def read_everything(attacker: Attacker, seen: Seen) -> None:
    """All tables of the school and of the authority's schools, in every definition, with their sums."""
    for (_reader, (path, chosen)), body in seen.items():
        choices = dict(chosen)
        counting = Counting(choices.get("counting", Counting.F_DASH_ADAPTED.value))
        if path.endswith("subject.csv"):
            read_subject(attacker, path.split("/")[-2], counting, rows_of(body))
        elif path.endswith("results.csv") and choices.get("year") == "":
            read_matrix(attacker, int(choices["period"][:4]), counting, rows_of(body))


def read_subject(attacker: Attacker, code: str, counting: Counting, rows: list[list[str]]) -> None:
    for row in rows[1:]:
        if not row[0].startswith("spring term"):
            continue
        place = (code, int(row[1]), int(row[0][-4:]) - 1)
        for sex, at in (("ALL", 2), (GIRLS, 7), (BOYS, 10)):
            read_figures(attacker, place, sex, counting, figures_in(row[at : at + 2]))


def read_matrix(attacker: Attacker, school_year: int, counting: Counting, rows: list[list[str]]) -> None:
    """The cells of each subject, and their sum, which is of the cells that are shown."""
    years = [int(name.split()[1].strip(":")) for name in rows[0][2::3] if name.startswith("Year")]
    passing, not_passing = DEFINITIONS[counting]
    for row in rows[1:]:
        if row[1:2] and row[1] in CODES:
            cells = {year: figures_in(row[2 + 3 * at : 4 + 3 * at]) for at, year in enumerate(years)}
            for year, figures in cells.items():
                read_figures(attacker, (row[1], year, school_year), "ALL", counting, figures)
            total = figures_in(row[2 + 3 * len(years) : 4 + 3 * len(years)])
            shown = [year for year, figures in cells.items() if figures]
            if total is not None:
                for parts, number in ((passing | not_passing, total.pupils), (not_passing, total.not_passing)):
                    together: dict[Unknown, int] = {}
                    for year in shown:
                        together |= sum_of((row[1], year, school_year), "ALL", parts)
                    attacker.read(together, number)


def small_numbers(place: Place) -> Iterator[tuple[str, str, int]]:
    """What must not be told of a row: each part that is one to four, of all, of girls and of boys."""
    for (sex, part), number in truths(place.numbers(0)).items():
        if 0 < number < 5:
            yield sex, part, number


def found_by(attacker: Attacker) -> list[str]:
    """The small numbers that follow from what has been read."""
    found = []
    for place in PLACES:
        for sex, part, number in small_numbers(place):
            what = sum_of((place.subject, place.year, place.school_year), sex, {part})
            limits = attacker.limits_of(what)
            if attacker.value(what) == number or limits == (number, number):
                found.append(f"{place.subject} {place.year} {sex} {part}")
    return found


@pytest.mark.usefixtures("seeded")
def test_a_solver_finds_no_small_number(cast: Cast, sign_in: SignIn) -> None:
    attacker = Attacker()
    read_everything(attacker, everything_seen(cast, sign_in, tables_only=True))
    assert attacker.value(sum_of(("MA", 9, 2025), GIRLS, {"F"})) == 7, "it has read the pages"
    assert found_by(attacker) == []
    hidden = [
        sum_of((place.subject, place.year, place.school_year), sex, {part})
        for place in PLACES
        for sex, part, _number in small_numbers(place)
        if not place.before
    ]
    assert len(hidden) >= 12
    assert all(most - least >= 3 for least, most in attacker.limits(hidden))


@pytest.mark.usefixtures("seeded", "rule_before")
def test_with_the_rule_before_the_solver_finds_some(cast: Cast, sign_in: SignIn) -> None:
    attacker = Attacker()
    read_everything(attacker, everything_seen(cast, sign_in, tables_only=True))
    found = found_by(attacker)
    assert {"FY 9 ALL NO_GRADE", "KE 9 ALL ADAPTED"} <= set(found)


@pytest.mark.usefixtures("seeded")
def test_the_municipalitys_figure_stands_only_where_it_tells_no_school(cast: Cast, sign_in: SignIn) -> None:
    for user in (cast.colleague, cast.analyst, cast.principal):
        body = sign_in(user).get(
            reverse("results:comparison_table", args=["csv"]), {"school": cast.school.pk, "year": 9}
        )
        of_subject = {row[1]: row for row in rows_of(body.content.decode()) if len(row) > 8}
        assert "11,5" in of_subject["MA"]
        assert "11,5" not in of_subject["BL"]


class TestTwoDates:
    def test_a_year_that_is_added_changes_nothing_that_was_seen(
        self, cast: Cast, sign_in: SignIn, seeded: School
    ) -> None:
        wanted = [one for one in addresses(seeded) if one[0].endswith("subject.csv")]

        def seen() -> list[str]:
            browser = sign_in(cast.colleague)
            return [without_tokens(browser.get(path, dict(chosen)).content) for path, chosen in wanted]

        def cells(bodies: list[str]) -> list[list[list[str]]]:
            """The figures of the tables, of the terms that there were from the start."""
            return [
                [row[:13] for row in rows_of(body) if row[0].startswith("spring term") and not row[0].endswith("2027")]
                for body in bodies
            ]

        before = cells(seen())
        for code in CODES:
            put(seeded, code, not_passing=11, pupils=104, school_year=2026)
            put(cast.other_school, code, not_passing=9, pupils=50, school_year=2025, year=8)
        assert cells(seen()) == before

    def test_a_correction_of_a_few_is_not_seen_and_a_larger_one_is(
        self, cast: Cast, sign_in: SignIn, seeded: School
    ) -> None:
        table = reverse("results:matrix_table", args=["csv"])

        def history(user: User) -> list[str]:
            rows = rows_of(sign_in(user).get(table, {"school": seeded.pk, "year": 9}).content.decode())
            return next(row[2:4] for row in rows if row[1:2] == ["HI"])

        assert EarlierCounts.objects.filter(subject__code="HI").count() == 1
        assert (history(cast.principal), history(cast.colleague)) == (["106", "16"], ["105", "15"])
        ResultRow.objects.filter(school=seeded, subject__code="HI").update(counts={"C": 80, "F": 25}, counts_by_sex={})
        assert history(cast.principal) == history(cast.colleague) == ["105", "25"]

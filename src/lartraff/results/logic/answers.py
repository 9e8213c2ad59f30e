"""What Skolverket answers to programs (planned-educations, `statistics/gr`), when somebody has kept it as a file."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lartraff.results.logic.collected import Collected
from lartraff.results.logic.exports import failed, reading_of
from lartraff.results.logic.measures import IN_ANSWERS
from lartraff.results.logic.personal_numbers import personal_number_in
from lartraff.results.logic.problems import Fatal, Problem, ProblemCode, place_of
from lartraff.results.logic.said_in_text import When
from lartraff.results.logic.signs import NEARLY_ALL, NO_DATA, NOT_APPLICABLE, SIGNS, WITHHELD, Figure, figure_of
from lartraff.results.logic.tallies import OfficialTally, Reading

_VALUE_TYPES = {
    "OMITTED_DUE_TO_BASED_ON_FEW_PUPILS": WITHHELD,
    "MISSING": NO_DATA,
    "ROUNDED_OFF_DUE_TO_FEW_PUPILS_NOT_ELIGIBLE": NEARLY_ALL,
    "TEACHERS_EXCLUDED_DUE_TO_NO_REQUIRED_LEGITIMATION": NOT_APPLICABLE,
}
_SUBJECTS = {"SVE": "SV", "SVA": "SVA", "ENG": "EN", "MA": "MA"}
_WHEN = When(measured_in_spring=True)
_MOST_SCHOOLS = 10_000


def may_be_answer(data: bytes) -> bool:
    return data[:200].removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in {b"{", b"["}


def read_answer(data: bytes) -> Reading | None:
    """The figures in one answer, in a list of answers, or in a list of schools with a merit value each.

    None where this is no JSON. A series that says "missing" without saying when has nothing to keep. Raises nothing.
    """
    try:
        # No number is one that a computer's floats could change.
        content = json.loads(data.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    collected = Collected()
    try:
        if personal_number_in([[data.decode("utf-8-sig")]]):
            return failed(Problem(ProblemCode.PERSONAL_NUMBERS))
        if not _collect(content, collected):
            return failed(Problem(ProblemCode.OTHER_JSON))
    except Fatal as fatal:
        return failed(fatal.problem)
    except Exception as error:  # noqa: BLE001
        # A mistake of ours: only the place in the program is told.
        return failed(Problem(ProblemCode.UNREADABLE, facts=(("place", place_of(error)),)))
    return reading_of(collected)


def _collect(content: Any, collected: Collected) -> bool:
    """Whether there was anything of the kinds that are known."""
    if isinstance(content, dict) and isinstance(content.get("schools"), list):
        return _collect_schools(content, collected)
    known = False
    for answer in (content if isinstance(content, list) else [content])[:_MOST_SCHOOLS]:
        body = _body_of(answer)
        if body is not None:
            known = True
            for name, series in body.items():
                if isinstance(series, list):
                    _collect_series(str(body["schoolUnit"]), name, series, collected)
    return known


def _body_of(answer: Any) -> Mapping[str, Any] | None:
    """What an answer is about, with or without what it was wrapped in when it was kept."""
    for wrapping in ("json", "body"):
        if isinstance(answer, dict) and isinstance(answer.get(wrapping), dict):
            answer = answer[wrapping]
    code = answer.get("schoolUnit") if isinstance(answer, dict) else None
    return answer if isinstance(code, str) and len(code) == 8 and code.isascii() and code.isdigit() else None


def _collect_series(school: str, name: str, series: Sequence[Any], collected: Collected) -> None:
    year = next((year for year in (6, 9) if f"{year}thGrade" in name), None)
    subject = next(
        (code for key, code in _SUBJECTS.items() if name.startswith(f"averageResultNationalTestsSubject{key}")), None
    )
    measure = IN_ANSWERS["averageResultNationalTests"] if subject else IN_ANSWERS.get(name, name[:200])
    for item in series:
        if not (isinstance(item, dict) and isinstance(item.get("timePeriod"), str)):
            continue
        school_year, figure = _WHEN.school_year_in(item["timePeriod"]), _figure_of(item)
        if school_year is None or figure is None:
            code = ProblemCode.UNKNOWN_SIGN if figure is None else ProblemCode.BAD_SCHOOL_YEAR
            collected.problems.add(code, None, name if name in IN_ANSWERS else "")
            continue
        tally = OfficialTally(
            "SCHOOL", school, school, school_year, measure, figure.value, figure.sign, year=year, subject=subject
        )
        collected.add(tally, None, name if name in IN_ANSWERS else "", {})


def _figure_of(item: Mapping[str, Any]) -> Figure | None:
    kind, value = item.get("valueType"), str(item.get("value"))
    if kind in _VALUE_TYPES:
        return Figure(None, _VALUE_TYPES[str(kind)])
    figure = figure_of(value.removeprefix("cirka "))
    return figure if kind == "EXISTS" and figure is not None and figure.sign not in SIGNS else None


def _collect_schools(content: Mapping[str, Any], collected: Collected) -> bool:
    """A map's list of schools with the latest merit value. The newest results are published in November."""
    made_on = str(content.get("generatedAt", ""))[:10]
    try:
        day = date.fromisoformat(made_on)
    except ValueError:
        raise Fatal(ProblemCode.NO_SCHOOL_YEAR) from None
    school_year = day.year - (1 if day.month >= 11 else 2)
    for school in content["schools"][:_MOST_SCHOOLS]:
        code = school.get("schoolUnitCode") if isinstance(school, dict) else None
        if not (isinstance(code, str) and len(code) == 8 and code.isascii() and code.isdigit()):
            return False
        figure = figure_of(str(school.get("averageMeritGrade9")))
        if figure is None:
            collected.problems.add(ProblemCode.UNKNOWN_SIGN, None, "averageMeritGrade9")
            continue
        name = str(school.get("name") or code)[:120]
        tally = OfficialTally("SCHOOL", code, name, school_year, "MERIT_17", figure.value, figure.sign, year=9)
        collected.add(tally, None, "averageMeritGrade9", {})
    collected.problems.add(ProblemCode.YEAR_FROM_DATE, school_year=f"{school_year}/{(school_year + 1) % 100:02d}")
    return True

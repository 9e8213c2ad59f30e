"""Telling what kind of file without a header this is, by how many columns it has and what stands in them."""

from collections.abc import Container, Iterator, Sequence

from lartraff.results.logic import layouts, test_layouts
from lartraff.results.logic.layouts import GRADE_CODES, SCHOOL_CODE, PupilLayout
from lartraff.results.logic.problems import Fatal, ProblemCode
from lartraff.results.logic.test_layouts import TestLayout

Layout = PupilLayout | TestLayout

# At least so much of what stands in the columns of results must be what may stand there.
ENOUGH = 0.5


def from_first_row(record: Sequence[str], line: int) -> Layout:
    if len(record) <= 4 or not SCHOOL_CODE.match(record[4].strip()):
        raise Fatal(ProblemCode.NOT_RECOGNISED, line)
    known: tuple[Layout, ...] = (*layouts.official_layouts(), *test_layouts.official_layouts())
    possible = [layout for layout in known if _wide(layout, record)]
    if not possible:
        raise Fatal(ProblemCode.WRONG_COLUMN_COUNT, line, found=len(record))
    fits = [(fit(layout, record), layout.width == len(record), at) for at, layout in enumerate(possible)]
    best = max(fits)
    if best[0] < ENOUGH or [found[:2] for found in fits].count(best[:2]) > 1:
        raise Fatal(ProblemCode.KIND_UNCLEAR, line)
    return possible[best[2]]


def _wide(layout: Layout, record: Sequence[str]) -> bool:
    """Whether the record is as wide as the layout, but for the empty column that a last semicolon makes."""
    return len(record) == layout.width or (len(record) == layout.width + 1 and not record[-1])


def fit(layout: Layout, record: Sequence[str]) -> float:
    """How much of what stands in the layout's columns of results may stand there, from 0 to 1.

    Where nothing stands, it may be either way.
    """
    judged = [found for found in _judged(layout, record) if found is not None]
    return sum(judged) / len(judged) if judged else ENOUGH


def _judged(layout: Layout, record: Sequence[str]) -> Iterator[bool | None]:
    def judge(place: int, allowed: Container[str]) -> bool | None:
        cell = record[place].strip().upper()
        return cell in allowed if cell else None

    if isinstance(layout, PupilLayout):
        for place, _subject, _name in layout.subjects:
            yield judge(place, GRADE_CODES)
        return
    for test in layout.tests:
        if test.which is not None:
            yield judge(test.which.place, test.subject_by_code)
        for column in test.columns:
            yield judge(column.place, layout.results)

"""Reading who teaches what from a table in any usual form.

The forms: a row for each teacher with the subjects listed in one cell or in several; a row for each teacher and
subject; a row for each subject with its teachers; a column for each subject with a mark, or hours, for those who teach
it. Columns are told by what stands in them. Nobody is made up: only those in `Known` are found.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lartraff.results.logic.grids import Grid
from lartraff.results.logic.subject_words import SubjectWords, subject_of, subjects_in

_HEADER_ROWS = 30
_NO = {"", "0", "0.0", "0,0", "-", "–", "—", "nej", "no", "n", "false", "falskt"}
_NOTHING = {"", "0", "-", "–", "—"}
_ADDRESS = re.compile(r"[^\s<>;,()]+@[^\s<>;,()]+")
_ASIDE = re.compile(r"\s*[(<\[].*?[)>\]]")
_BETWEEN_PEOPLE = re.compile(r"[;/&+\n]|\s(?:och|and|samt)\s")
_PERSON_HEADING = re.compile(r"namn|name|lärare|teacher|e-?post|e-?mail|personal|staff", re.IGNORECASE)
_SUBJECT_HEADING = re.compile(r"ämne|subject|undervis|teach(?:es|ing)", re.IGNORECASE)
_GIVEN = re.compile(r"förnamn|tilltalsnamn|given name|first name", re.IGNORECASE)
_FAMILY = re.compile(r"efternamn|family name|last name|surname", re.IGNORECASE)


class RemarkCode(StrEnum):
    UNKNOWN_PERSON = "unknown_person"
    SAME_NAME = "same_name"
    UNKNOWN_SUBJECT = "unknown_subject"
    NO_SUBJECTS = "no_subjects"
    # The table as a whole: nothing can be saved
    NOBODY_FOUND = "nobody_found"
    NO_SUBJECT_FOUND = "no_subject_found"


@dataclass(frozen=True, slots=True)
class Remark:
    """`shown`: the name or the word as it stands in the table. `others`: how many more times, after `line`."""

    code: RemarkCode
    line: int | None = None
    shown: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """Who can be found: by name and by e-mail as `plain_name` makes them. Several keys where a name is shared."""

    by_name: Mapping[str, frozenset[int]]
    by_address: Mapping[str, int]
    words: SubjectWords


@dataclass(frozen=True, slots=True)
class TeachingReading:
    """`teaching`: the subject codes of each person found, by key."""

    teaching: dict[int, frozenset[str]]
    remarks: tuple[Remark, ...]

    @property
    def number(self) -> int:
        return sum(len(codes) for codes in self.teaching.values())


@dataclass(slots=True)
class Columns:
    """What each column is for. `marks`: subject by column, where there is one column for each subject."""

    people: list[int]
    subjects: list[int]
    marks: dict[int, str]
    given: int | None
    family: int | None
    first_row: int


@dataclass(slots=True)
class Found:
    teaching: dict[int, set[str]] = field(default_factory=dict)
    remarks: dict[tuple[RemarkCode, str], list[int]] = field(default_factory=dict)

    def remark(self, code: RemarkCode, line: int, shown: str) -> None:
        self.remarks.setdefault((code, shown), []).append(line)


def plain_name(text: str) -> str:
    return " ".join(_ASIDE.sub("", text).casefold().split())


def names_of(given: str, family: str) -> tuple[str, ...]:
    """The ways in which a name stands in tables."""
    return tuple(plain_name(name) for name in (f"{given} {family}", f"{family} {given}", f"{family}, {given}"))


def read_best(grids: Iterable[Grid], known: Known) -> TeachingReading:
    """The sheet of a workbook that says most."""
    readings = [read_teaching(grid, known) for grid in grids]
    return max(readings, key=lambda reading: reading.number, default=empty(RemarkCode.NOBODY_FOUND))


def read_teaching(grid: Grid, known: Known) -> TeachingReading:
    rows = [opened(row, known) for row in grid.rows]
    columns = columns_of(rows, known)
    if not columns.people and columns.given is None:
        return empty(RemarkCode.NOBODY_FOUND)
    if not columns.subjects and not columns.marks:
        return empty(RemarkCode.NO_SUBJECT_FOUND)
    found, before = Found(), frozenset[int]()
    for place, row in enumerate(rows[columns.first_row :], start=columns.first_row):
        before = read_row(row, grid.line(place), columns, known, found, before)
    if not found.teaching:
        return empty(RemarkCode.NOBODY_FOUND)
    remarks = [
        Remark(code, lines[0], shown, len(lines) - 1)
        for (code, shown), lines in sorted(found.remarks.items(), key=lambda item: item[1][0])
    ]
    return TeachingReading({key: frozenset(codes) for key, codes in found.teaching.items() if codes}, tuple(remarks))


def empty(code: RemarkCode) -> TeachingReading:
    return TeachingReading({}, (Remark(code),))


def opened(row: Sequence[str], known: Known) -> list[str]:
    """A line as people write it, "Omar Aziz: Ma, No", as two cells."""
    name, colon, rest = row[0].partition(":") if row else ("", "", "")
    if colon and people_in(name, known).keys:
        return [name, ", ".join(filter(None, (rest.strip(), *row[1:])))]
    return list(row)


def columns_of(rows: Sequence[Sequence[str]], known: Known) -> Columns:
    width = max(map(len, rows), default=0)
    header, marks = marked_columns(rows, known)
    heads = [rows[header]] if header is not None else [row for row in rows[:_HEADER_ROWS] if is_heading(row, known)][:1]
    first_row = header + 1 if header is not None else (rows.index(heads[0]) + 1 if heads else 0)
    head = [*(heads[0] if heads else ()), *[""] * width][:width]
    body = rows[first_row:]
    matches = Counter(
        column for row in body for column, cell in enumerate(row) if column not in marks and people_in(cell, known).keys
    )
    people = [
        column
        for column in range(width)
        if column not in marks
        and matches[column]
        and (matches[column] * 2 >= max(matches.values()) or _PERSON_HEADING.search(head[column]))
    ]
    given, family = column_named(head, _GIVEN), column_named(head, _FAMILY)
    subjects = [
        column
        for column in range(width)
        if column not in marks and column not in people and is_for_subjects(column, head[column], body, known)
    ]
    return Columns(people, [] if marks else subjects, marks, given if family is not None else None, family, first_row)


def marked_columns(rows: Sequence[Sequence[str]], known: Known) -> tuple[int | None, dict[int, str]]:
    """The row that names a subject in each of several columns, with marks below; and which subject each column is."""
    best: tuple[int | None, dict[int, str]] = (None, {})
    for place, row in enumerate(rows[:_HEADER_ROWS]):
        named = {column: code for column, cell in enumerate(row) if (code := subject_of(cell, known.words))}
        below = [cell for later in rows[place + 1 :] for column, cell in enumerate(later) if column in named and cell]
        words = sum(bool(subjects_in(cell, known.words)[0]) for cell in below)
        has_people = any(people_in(cell, known).keys for cell in row)
        if len(named) > max(1, len(best[1])) and not has_people and words * 2 <= len(below):
            best = (place, named)
    return best


def is_heading(row: Sequence[str], known: Known) -> bool:
    if any(people_in(cell, known).keys for cell in row):
        return False
    return any(_PERSON_HEADING.search(cell) for cell in row) and any(_SUBJECT_HEADING.search(cell) for cell in row)


def column_named(head: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((column for column, cell in enumerate(head) if pattern.search(cell)), None)


def is_for_subjects(column: int, heading: str, body: Sequence[Sequence[str]], known: Known) -> bool:
    cells = [row[column] for row in body if column < len(row) and row[column]]
    named = sum(bool(subjects_in(cell, known.words)[0]) for cell in cells)
    return bool(named) and (named * 2 >= len(cells) or bool(_SUBJECT_HEADING.search(heading)))


def read_row(
    row: Sequence[str], line: int, columns: Columns, known: Known, found: Found, before: frozenset[int]
) -> frozenset[int]:
    """Read one row, and return who it was about: a row without a name goes on with those of the row before."""
    codes, unknown = subjects_of_row(row, columns, known)
    cells = [row[column] for column in columns.people if column < len(row) and row[column]]
    if columns.given is not None and columns.family is not None and columns.family < len(row):
        cells.append(f"{row[columns.given]} {row[columns.family]}".strip())
    cells = list(filter(None, cells))
    people = people_of_row(cells, known) if cells else People(before)
    if not codes and not unknown:
        if cells and people.keys - found.teaching.keys():
            found.remark(RemarkCode.NO_SUBJECTS, line, cells[0])
        return people.keys
    for word in unknown:
        found.remark(RemarkCode.UNKNOWN_SUBJECT, line, word)
    for piece in people.unknown:
        found.remark(RemarkCode.SAME_NAME if people.same_name else RemarkCode.UNKNOWN_PERSON, line, piece)
    for key in people.keys:
        found.teaching.setdefault(key, set()).update(codes)
    return people.keys


def subjects_of_row(row: Sequence[str], columns: Columns, known: Known) -> tuple[set[str], list[str]]:
    if columns.marks:
        return {
            code for column, code in columns.marks.items() if column < len(row) and row[column].casefold() not in _NO
        }, []
    codes: set[str] = set()
    unknown: list[str] = []
    for column in columns.subjects:
        if column < len(row) and row[column] not in _NOTHING:
            some, others = subjects_in(row[column], known.words)
            codes |= some
            unknown += others
    return codes, unknown


@dataclass(frozen=True, slots=True)
class People:
    """Who a cell names. `unknown`: the pieces of it that name nobody here, or several (`same_name`)."""

    keys: frozenset[int] = frozenset()
    unknown: tuple[str, ...] = ()
    same_name: bool = False


def people_of_row(cells: Sequence[str], known: Known) -> People:
    """Who the cells of a row name: an e-mail goes before a name. Of several cells one that is known is enough."""
    everybody = [people_in(cell, known) for cell in cells]
    by_address = [people for cell, people in zip(cells, everybody, strict=True) if "@" in cell and people.keys]
    some = by_address or [people for people in everybody if people.keys]
    if not some:
        return People(frozenset(), tuple(cells[:1]), any(people.same_name for people in everybody))
    return People(
        frozenset().union(*(people.keys for people in some)),
        tuple(piece for people in some for piece in people.unknown),
    )


def people_in(cell: str, known: Known) -> People:
    if not cell or len(cell) > 500:
        return People()
    found: set[int] = set()
    unknown, same_name = [], False
    for piece in filter(None, (piece.strip() for piece in _BETWEEN_PEOPLE.split(cell))):
        parts = [piece]
        if not keys_of(piece, known) and any(keys_of(part, known) for part in piece.split(",")):
            parts = [part.strip() for part in piece.split(",") if part.strip()]
        for part in parts:
            keys = keys_of(part, known)
            if len(keys) == 1:
                found |= keys
            else:
                same_name |= len(keys) > 1
                unknown.append(part)
    return People(frozenset(found), tuple(unknown), same_name)


def keys_of(text: str, known: Known) -> frozenset[int]:
    """Everybody whom one e-mail or name can mean."""
    if (address := _ADDRESS.search(text)) and (key := known.by_address.get(address[0].casefold())) is not None:
        return frozenset({key})
    return known.by_name.get(plain_name(text), frozenset())

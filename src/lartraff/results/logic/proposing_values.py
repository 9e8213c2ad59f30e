"""The numbers in a row of somebody's own table: so many pupils with this step, in what the column's heading says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lartraff.results.logic.problems import ProblemCode, Problems
from lartraff.results.logic.proposing_cells import step_of, whole_number
from lartraff.results.logic.proposing_tables import Cell, Row, Table
from lartraff.results.logic.proposing_uses import Role, Use

_NOBODY = {"", "-", "–", "—", "−"}
# Shares are rounded; together they come this near to all.
_NEAR_ALL = 1.6
_NEAR_WHOLE = 0.25


@dataclass(frozen=True, slots=True)
class Value:
    use: Use
    step: str
    number: int


def values_of(table: Table, uses: Sequence[Use], row: Row, problems: Problems) -> Iterator[Value]:
    if table.counted:
        yield from _counted(uses, row)
        return
    label = next((at for at, use in enumerate(uses) if use.role is Role.GRADE), None)
    if label is not None:
        yield from _labelled(table, uses, row, label, problems)
    yield from _by_steps(table, uses, row, problems)


def _counted(uses: Sequence[Use], row: Row) -> Iterator[Value]:
    for use, cell in zip(uses, row.cells, strict=True):
        if use.role in {Role.GRADE, Role.VALUES} and isinstance(cell, Mapping):
            for step, number in cell.items():
                yield Value(use, step, number)
            if not cell:
                yield Value(use, "A", 0)


def _labelled(table: Table, uses: Sequence[Use], row: Row, label: int, problems: Problems) -> Iterator[Value]:
    """The row says the grade, and its numbers how many have it."""
    step = step_of(str(row.cells[label]))
    if step is None:
        _tell(ProblemCode.GRADE_NOT_KNOWN, table, row, label, problems)
        return
    by_heading = any(use.role is Role.VALUES and not use.step for use in uses)
    for at, use in enumerate(uses):
        # Beside columns of their own subjects or years, a column of numbers is their sum.
        if (use.role is Role.COUNT and not by_heading) or (use.role is Role.VALUES and not use.step):
            number = _number(row.cells[at])
            if number is None:
                _tell(ProblemCode.BAD_NUMBER, table, row, at, problems)
            else:
                yield Value(use, step, number)


def _by_steps(table: Table, uses: Sequence[Use], row: Row, problems: Problems) -> Iterator[Value]:
    """The columns say the grades. Those of the same subject, term and year belong together, and have one sum."""
    groups: dict[tuple[str, str, int], list[int]] = {}
    for at, use in enumerate(uses):
        if use.role is Role.VALUES and use.step:
            groups.setdefault((use.subject, use.season, use.year), []).append(at)
    total_at = next((at for at, use in enumerate(uses) if use.role is Role.COUNT), None)
    for places in groups.values():
        if not any(row.cells[at] for at in places):
            continue
        total = _number(row.cells[total_at]) if total_at is not None and len(groups) == 1 else None
        if total_at is not None and total is None and len(groups) == 1:
            _tell(ProblemCode.BAD_NUMBER, table, row, total_at, problems)
        numbers = _numbers(
            table, row, places, total if total_at is not None and row.cells[total_at] else None, problems
        )
        if numbers is None:
            continue
        if total is not None and row.cells[total_at or 0] and sum(numbers) > total:
            _tell(ProblemCode.BAD_SUM, table, row, total_at or 0, problems)
        for at, number in zip(places, numbers, strict=True):
            yield Value(uses[at], uses[at].step, number)


def _numbers(table: Table, row: Row, places: Sequence[int], total: int | None, problems: Problems) -> list[int] | None:
    whole = [_number(row.cells[at]) for at in places]
    shares = _shares([row.cells[at] for at in places])
    if total is not None and shares and (None in whole or sum(number or 0 for number in whole) != total):
        return _from_shares(table, row, places, shares, total, problems)
    for at, number in zip(places, whole, strict=True):
        if number is None:
            _tell(ProblemCode.BAD_NUMBER, table, row, at, problems)
    return [number for number in whole if number is not None] if None not in whole else None


def _shares(cells: Sequence[Cell]) -> list[float] | None:
    """The cells as parts of one, where they together are about all."""
    try:
        parts = [0.0 if cell in _NOBODY else float(str(cell).rstrip("% ").replace(",", ".")) for cell in cells]
    except ValueError:
        return None
    if abs(sum(parts) - 100) <= _NEAR_ALL:
        return [part / 100 for part in parts]
    return parts if abs(sum(parts) - 1) <= _NEAR_ALL / 100 else None


def _from_shares(
    table: Table, row: Row, places: Sequence[int], shares: Sequence[float], total: int, problems: Problems
) -> list[int] | None:
    """So many pupils as the shares mean, where there is no doubt about it."""
    exact = [share * total for share in shares]
    numbers = [round(number) for number in exact]
    if sum(numbers) != total or any(abs(a - b) > _NEAR_WHOLE for a, b in zip(exact, numbers, strict=True)):
        _tell(ProblemCode.SHARES_UNCLEAR, table, row, places[0], problems)
        return None
    return numbers


def _number(cell: Cell) -> int | None:
    return 0 if cell in _NOBODY else whole_number(str(cell))


def _tell(code: ProblemCode, table: Table, row: Row, at: int, problems: Problems) -> None:
    problems.add(code, row.line, table.columns[at].letter, **({"sheet": row.sheet} if row.sheet else {}))

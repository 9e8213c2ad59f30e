"""Published figures as they are found: each once."""

from dataclasses import dataclass, field

from lartraff.results.logic.grids import column_letter
from lartraff.results.logic.measures import Unit, unit_of
from lartraff.results.logic.problems import Fatal, ProblemCode, Problems
from lartraff.results.logic.signs import NO_DATA
from lartraff.results.logic.tallies import OfficialTally

MAX_FIGURES = 400_000

Key = tuple[str, str, str, int, str, str, int | None, str | None]


@dataclass(slots=True)
class Collected:
    """The same figure again is one figure. "No data" gives way to a figure, since a subject that has changed its name
    stands under both of its names: in each year one of them has no data.
    """

    problems: Problems = field(default_factory=Problems)
    _figures: dict[Key, OfficialTally] = field(default_factory=dict)

    def add(self, tally: OfficialTally, line: int | None, column: int | str, sheet: dict[str, int]) -> None:
        """`column`: its place in the table (from 0), or its name."""
        if unit_of(tally.measure) is Unit.PERCENT and tally.value is not None and not 0 <= tally.value <= 100:
            self._tell(ProblemCode.NO_SHARE, line, column, sheet)
            return
        key = (
            tally.level, tally.area_code, tally.owner, tally.school_year, tally.sex, tally.measure, tally.year,
            tally.subject,
        )  # fmt: skip
        before = self._figures.setdefault(key, tally)
        if before is tally:
            if len(self._figures) > MAX_FIGURES:
                raise Fatal(ProblemCode.TABLE_TOO_LARGE)
        elif before.marker == NO_DATA:
            self._figures[key] = tally
        elif tally.marker != NO_DATA and (before.value, before.marker) != (tally.value, tally.marker):
            self._tell(ProblemCode.FIGURE_TWICE, line, column, sheet)

    def _tell(self, code: ProblemCode, line: int | None, column: int | str, sheet: dict[str, int]) -> None:
        self.problems.add(code, line, column if isinstance(column, str) else column_letter(column), **sheet)

    @property
    def figures(self) -> tuple[OfficialTally, ...]:
        return tuple(self._figures.values())

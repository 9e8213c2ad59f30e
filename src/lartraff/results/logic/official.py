"""Published figures, from whatever file they come in."""

from collections.abc import Sequence

from lartraff.results.logic import count_tables, layouts
from lartraff.results.logic.answers import may_be_answer, read_answer
from lartraff.results.logic.exports import comes_from_skolverket, failed, read_export
from lartraff.results.logic.grids import MAX_BYTES, Grids, read_grids
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.tallies import Reading

# Columns that no published figures have.
_ONLY_OUR_OWN = {"personnr", "personnummer", "klass", "fornamn", "efternamn", "elev", "elevnamn"}


def read_official(data: bytes, file_name: str = "") -> Reading | None:
    """Read Skolverket's tables (text or Excel) and answers (JSON). None where this is something else.

    Raises nothing. A reading with errors holds no figures.
    """
    if len(data) <= MAX_BYTES and may_be_answer(data) and (reading := read_answer(data)):
        return reading
    return official_in(read_grids(data, file_name), file_name)


def official_in(grids: Grids, file_name: str = "") -> Reading | None:
    """As `read_official`, of tables that are read already. None also where they could not be read at all.

    A school's own table may look the same, and its small numbers are not for everybody: without Skolverket's words
    about where it comes from, a table with a row for each school is never taken for published figures.
    """
    if not grids.grids or any(_is_of_our_own(row) for grid in grids.grids for row in grid.rows[:20]):
        return None
    reading, from_skolverket = read_export(grids, file_name), comes_from_skolverket(grids)
    if reading is None:
        return failed(Problem(ProblemCode.NO_TABLE), *grids.problems) if from_skolverket else None
    of_schools = any(figure.level == "SCHOOL" for figure in reading.official)
    return None if not from_skolverket and (reading.errors or of_schools) else reading


def _is_of_our_own(row: Sequence[str]) -> bool:
    return count_tables.is_header(row) or any(layouts.plain(cell) in _ONLY_OUR_OWN for cell in row)

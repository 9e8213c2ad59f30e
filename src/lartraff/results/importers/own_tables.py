"""Somebody's own table, from a file or a box to paste into, as what may be kept of it.

The table itself stands in no frame but these, and nothing is raised from here: so none of it can reach an error page.
"""

from collections.abc import Mapping

from lartraff.results.logic.any_files import WholeTable
from lartraff.results.logic.gathering import Gathering
from lartraff.results.logic.problems import Problem, ProblemCode
from lartraff.results.logic.proposing import Proposed, propose_file
from lartraff.results.logic.tallies import Reading


def own_table_in(gathering: Gathering, schools: Mapping[str, str]) -> Proposed | None:
    """None where there is no such table, or more than that."""
    if gathering.own_table is None:
        return None
    name, grids = gathering.own_table
    return propose_file(grids, schools, name)


def read_pasted(pasted: bytes, schools: Mapping[str, str]) -> Proposed | Reading:
    """What was pasted may be a table of published figures, too."""
    reader = WholeTable("")
    reader.feed(pasted)
    reading = reader.finish()
    if reader.table is not None:
        return propose_file(reader.table, schools)
    if any(problem.code is ProblemCode.NOT_RECOGNISED for problem in reading.problems):
        # What is said of a file would not help whoever pastes.
        return Proposed(None, (Problem(ProblemCode.NOTHING_TO_COUNT),))
    return reading

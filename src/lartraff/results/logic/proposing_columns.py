"""Proposes what each column of a table is for, from its heading and from what stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lartraff.results.logic.grids import Grid
from lartraff.results.logic.proposing_cells import Cells, Kind
from lartraff.results.logic.proposing_headings import Heading
from lartraff.results.logic.proposing_layout import Layout, below
from lartraff.results.logic.proposing_uses import IGNORED, KEYS, LeftOut, Proposal, Role, Sure, Use, Why

_ROWS_LOOKED_AT = 2000
_MOST = 0.8
_MANY = 0.5
_NUMBERS = Kind.NUMBER | Kind.FRACTION | Kind.PERCENT | Kind.HIDDEN
# In this order, since a cell can be several things.
_BY_CONTENT = (
    (Kind.SCHOOL | Kind.SCHOOL_CODE, Role.SCHOOL, Kind.SCHOOL | Kind.SCHOOL_CODE),
    (Kind.TERM, Role.TERM, Kind.TERM),
    (Kind.SCHOOL_YEAR, Role.SCHOOL_YEAR, Kind.SCHOOL_YEAR),
    (Kind.CLASS, Role.CLASS, Kind.CLASS | Kind.YEAR),
    (Kind.SUBJECT, Role.SUBJECT, Kind.SUBJECT),
    (Kind.LETTER, Role.GRADE, Kind.GRADE | Kind.DIGIT_CODE),
)


@dataclass(frozen=True, slots=True)
class Content:
    """What stands in a column: of the cells that are filled."""

    kinds: tuple[Kind, ...]
    texts: frozenset[str]

    @property
    def filled(self) -> int:
        return len(self.kinds)

    def share(self, wanted: Kind) -> float:
        return sum(bool(kind & wanted) for kind in self.kinds) / len(self.kinds) if self.kinds else 0.0

    @property
    def grades(self) -> bool:
        """Whether these are grades of pupils: letters, and little else."""
        return self.share(Kind.LETTER) > 0 and self.share(Kind.GRADE | Kind.DIGIT_CODE) >= 0.7

    def __add__(self, other: "Content") -> "Content":
        return Content(self.kinds + other.kinds, self.texts | other.texts)


def propose(headings: Sequence[Heading], contents: Sequence[Content]) -> tuple[Proposal, ...]:
    columns = zip(headings, contents, strict=True)
    return _settle([_column(heading, content) for heading, content in columns], contents, headings)


def contents_of(grid: Grid, layout: Layout, cells: Cells) -> list[Content]:
    rows = [grid.rows[at] for at in layout.rows[:_ROWS_LOOKED_AT]]
    rows = [row for row in rows if sum(map(bool, row)) > 1 and row != layout.header]
    rows = [row for row in rows if not any(cells.kind(cell) & Kind.SUM for cell in row)] or rows
    contents = []
    for column in range(len(layout.headings)):
        filled = [row[column] for row in rows if row[column]]
        contents.append(Content(tuple(map(cells.kind, filled)), frozenset(filled)))
    return contents


def _column(heading: Heading, content: Content) -> Proposal:
    if content.share(Kind.PERSONAL_NUMBER) >= 0.3:
        return _left_out(LeftOut.PERSONAL_NUMBERS, Sure.SURE, Why.CONTENT)
    if not content.filled:
        return Proposal(IGNORED, Sure.SURE, Why.EMPTY)
    if heading.left_out:
        return _left_out(heading.left_out, Sure.SURE, Why.HEADING)
    if heading.use is not None:
        return _as_headed(heading, content)
    return _by_content(content)


def _as_headed(heading: Heading, content: Content) -> Proposal:
    use = _narrowed(heading.use or IGNORED, content)
    if use == IGNORED:
        doubtful = heading.use != IGNORED
        proposal = Proposal(use, Sure.GUESS, Why.DOUBTFUL) if doubtful else Proposal(use, Sure.LIKELY, Why.HEADING)
        return _text(content) or proposal
    if use.step and content.share(Kind.LETTER) >= _MANY:
        return _by_content(content)
    fits = content.share(below(replace(heading, use=use)) & ~(Kind.TEXT | Kind.NAME))
    if use.role is Role.SHARE or fits >= _MOST:
        return Proposal(use, Sure.SURE, Why.BOTH)
    said = Proposal(use, Sure.LIKELY, Why.BOTH) if fits >= _MANY else Proposal(use, Sure.GUESS, Why.DOUBTFUL)
    of_words = fits < 0.1 and use.role not in {Role.SCHOOL, Role.SUBJECT}
    return (_text(content) if of_words else None) or said


def _narrowed(use: Use, content: Content) -> Use:
    """What a heading means that can mean several things."""
    if use.role is Role.SCHOOL_YEAR and content.share(Kind.YEAR) >= _MOST:
        return Use(Role.YEAR)
    if use.role is Role.CLASS and content.share(Kind.CLASS) < _MANY <= content.share(Kind.YEAR):
        return Use(Role.YEAR)
    if use.role is Role.GRADE and content.share(Kind.NUMBER) >= _MOST:
        return IGNORED  # points, or a scale that we do not know
    return use


def _by_content(content: Content) -> Proposal:
    for wanted, role, allowed in _BY_CONTENT:
        if content.share(wanted) >= _MANY and content.share(allowed) >= _MOST:
            return Proposal(Use(role), Sure.LIKELY, Why.CONTENT)
    if content.grades:
        return Proposal(Use(Role.GRADE), Sure.GUESS, Why.CONTENT)
    return _text(content) or _numbers(content)


def _numbers(content: Content) -> Proposal:
    if content.share(Kind.DATE) >= _MANY:
        return _left_out(LeftOut.ABOUT_PUPILS, Sure.LIKELY, Why.CONTENT)
    if content.share(Kind.YEAR) >= 1 and content.filled > 3 and content.texts <= set("6789"):
        return Proposal(Use(Role.YEAR), Sure.GUESS, Why.CONTENT)
    if content.share(Kind.PERCENT) >= _MANY or content.share(Kind.FRACTION) >= _MANY:
        return Proposal(Use(Role.SHARE), Sure.LIKELY, Why.CONTENT)
    return Proposal(IGNORED, Sure.GUESS, Why.NOTHING)


def _text(content: Content) -> Proposal | None:
    """A column of words is not kept. That its words look like names is only said."""
    if content.share(Kind.PUPIL) >= _MANY or content.share(Kind.NAME) >= _MANY:
        return _left_out(LeftOut.NAMES, Sure.LIKELY, Why.CONTENT)
    if content.share(Kind.TEXT) >= _MANY:
        return _left_out(LeftOut.TEXT, Sure.LIKELY, Why.CONTENT)
    return None


def _left_out(kind: LeftOut, sure: Sure, why: Why) -> Proposal:
    return Proposal(IGNORED, sure, why, kind)


def _settle(
    proposals: list[Proposal], contents: Sequence[Content], headings: Sequence[Heading]
) -> tuple[Proposal, ...]:
    """What no column can tell alone: two that say the same, and numbers beside grades."""
    for role in KEYS:
        same = [at for at, proposal in enumerate(proposals) if proposal.use.role is role]
        best = min(same, key=lambda at: _rank(proposals[at], contents[at]), default=None)
        for at in same:
            if at != best:
                proposals[at] = Proposal(IGNORED, Sure.LIKELY, Why.OTHER_COLUMN)
    numbers = [
        at for at, proposal in enumerate(proposals)
        if proposal.use.role in {Role.VALUES, Role.COUNT} and contents[at].share(_NUMBERS) >= _MANY
    ]  # fmt: skip
    labels = [at for at, proposal in enumerate(proposals) if proposal.use.role is Role.GRADE]
    unsaid = [
        at for at, proposal in enumerate(proposals)
        if proposal.why is Why.NOTHING and not headings[at].known and contents[at].share(Kind.NUMBER) >= _MOST
    ]  # fmt: skip
    if len(labels) == 1 and not numbers and len(unsaid) == 1 and contents[labels[0]].filled > 1:
        proposals[unsaid[0]] = Proposal(Use(Role.COUNT), Sure.GUESS, Why.CONTENT)
    return tuple(proposals)


def _rank(proposal: Proposal, content: Content) -> tuple[int, float, float]:
    """The surest first; of names and codes of schools, those that are known here."""
    sure = list(Sure).index(proposal.sure)
    return sure, -content.share(Kind.SCHOOL), -content.share(Kind.SCHOOL_CODE | Kind.CLASS | Kind.SUBJECT)

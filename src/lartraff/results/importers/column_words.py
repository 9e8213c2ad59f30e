"""What the columns of somebody's own table are for, in words."""

from collections.abc import Iterator, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from lartraff.people.models import Subject
from lartraff.results.logic.proposing_tables import Column
from lartraff.results.logic.proposing_uses import LeftOut, Proposal, Role, Sure, Use, Why

Choice = tuple[str, str]

ROLES: dict[Role, Promise] = {
    Role.IGNORED: pgettext_lazy("column", "Not read"),
    Role.SCHOOL: pgettext_lazy("column", "School"),
    Role.SCHOOL_YEAR: pgettext_lazy("column", "School year"),
    Role.TERM: pgettext_lazy("column", "Term"),
    Role.YEAR: pgettext_lazy("column", "Year"),
    Role.CLASS: pgettext_lazy("column", "Class"),
    Role.SUBJECT: pgettext_lazy("column", "Subject"),
    Role.GRADE: pgettext_lazy("column", "Grade"),
    Role.COUNT: pgettext_lazy("column", "Number of pupils"),
    Role.SHARE: pgettext_lazy("column", "Share (not read)"),
}
LEFT_OUT: dict[LeftOut, Promise] = {
    LeftOut.NAMES: gettext_lazy("Names. Not read, not kept."),
    LeftOut.PERSONAL_NUMBERS: gettext_lazy("Personal numbers. Not read, not kept."),
    LeftOut.TEXT: gettext_lazy("Words that are neither classes nor subjects. Not read, not kept."),
    LeftOut.ABOUT_PUPILS: gettext_lazy("About each pupil. Not read, not kept."),
}
SURE: dict[Sure, Promise] = {
    Sure.SURE: gettext_lazy("Sure"),
    Sure.LIKELY: gettext_lazy("Likely"),
    Sure.GUESS: gettext_lazy("A guess"),
}
WHY: dict[Why, Promise] = {
    Why.BOTH: gettext_lazy("heading and content agree"),
    Why.HEADING: gettext_lazy("the heading says so"),
    Why.CONTENT: gettext_lazy("from its content"),
    Why.DOUBTFUL: gettext_lazy("the heading says so, the content does not fit"),
    Why.REMEMBERED: gettext_lazy("as you said last time"),
    Why.OTHER_COLUMN: gettext_lazy("another column says the same"),
    Why.EMPTY: gettext_lazy("the column is empty"),
    Why.NOTHING: gettext_lazy("neither heading nor content tells"),
}


def use_in_words(use: Use, subjects: Mapping[str, Subject]) -> str:
    """Pupils with A; Mathematics, autumn term. What differs from column to column comes first: A, Mathematics."""
    if use.role is not Role.VALUES:
        return str(ROLES[use.role])
    parts = [str(subjects[use.subject])] if use.subject in subjects else []
    if use.step:
        parts.insert(0, short_step(use.step) if parts else step_in_words(use.step))
    if use.season:
        parts.append(_("autumn term") if use.season == "HT" else _("spring term"))
    if use.year:
        parts.append(_("year %(year)s") % {"year": use.year})
    text = ", ".join(parts) or str(ROLES[Role.GRADE])
    return text[0].upper() + text[1:]


def step_in_words(step: str) -> str:
    if step == "NO_GRADE":
        return _("pupils with a dash")
    if step == "ADAPTED":
        return _("pupils with an adapted study path")
    return _("pupils with %(grade)s") % {"grade": step}


def short_step(step: str) -> str:
    return {"NO_GRADE": "–", "ADAPTED": _("adapted")}.get(step, step)


def reason_in_words(proposal: Proposal) -> str:
    """Sure: heading and content agree."""
    return _("%(sure)s: %(why)s") % {"sure": SURE[proposal.sure], "why": WHY[proposal.why]}


def name_in_words(column: Column) -> str:
    """Column C, with its heading where that may be said."""
    if not column.letter:
        return _("Rows of their own between the others")
    if "–" in column.letter:
        return _("Columns %(letters)s") % {"letters": column.letter}
    return _("Column %(letter)s") % {"letter": column.letter}


def choices_for(
    column: Column, *, graded: bool, counted: bool, subjects: Mapping[str, Subject]
) -> list[Choice | tuple[str, list[Choice]]]:
    """What a column may be said to be for, in groups. `graded`: it holds pupils' grades that have been counted."""

    def named(*uses: Use) -> list[Choice]:
        return [(use.code, use_in_words(use, subjects)) for use in uses]

    proposed = column.proposal.use
    ordinary = Use(Role.VALUES, season=proposed.season) if proposed.season else Use(Role.GRADE)
    groups: list[tuple[str, list[Choice]]] = []
    if not graded:
        keys = (Role.SCHOOL, Role.SCHOOL_YEAR, Role.TERM, Role.YEAR, Role.CLASS, Role.SUBJECT)
        groups.append((_("Whom the row is about"), named(*map(Use, keys))))
    if not counted:
        groups.append((_("What it says of them"), named(Use(Role.GRADE), Use(Role.COUNT), Use(Role.SHARE))))
        steps = [*"ABCDEF", "NO_GRADE", "ADAPTED"]
        groups.append((_("How many pupils have"), named(*(Use(Role.VALUES, step=step) for step in steps))))
    if graded:
        groups.append((pgettext("column", "Grade"), named(ordinary)))
    if graded or not counted:
        in_subjects = (Use(Role.VALUES, code, season=proposed.season, year=proposed.year) for code in subjects)
        groups.append((pgettext("column", "Subject of the column"), named(*in_subjects)))
    known = {code for _group, choices in groups for code, _words in choices} | {Role.IGNORED.value}
    first = [] if proposed.code in known else named(proposed)
    return [*first, *named(Use(Role.IGNORED)), *groups]


def cell_in_words(cell: object) -> Iterator[str]:
    """A cell as it stands; of counted grades how many there are of each: 3 A."""
    if isinstance(cell, Mapping):
        for step, number in sorted(cell.items()):
            yield f"{number} {short_step(step)}"
    else:
        yield str(cell)

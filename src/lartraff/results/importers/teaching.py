"""Who teaches what from a file or a pasted table: what it would change here, and what could not be understood."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from lartraff.people.models import School, Subject, User
from lartraff.people.permissions import AnyUser, can_see_name
from lartraff.people.queries import staff_of, subjects
from lartraff.results.importers.sentences import sentences
from lartraff.results.logic.grids import Grids, read_grids
from lartraff.results.logic.problems import Severity
from lartraff.results.logic.subject_words import words_for
from lartraff.results.logic.teaching_sheets import Known, Remark, RemarkCode, names_of, read_best

# A whole municipality's list may have strayed in; so many are told of.
MOST_REMARKS = 20

WORDS: dict[RemarkCode, str | Promise] = {
    RemarkCode.UNKNOWN_PERSON: gettext_lazy(
        "“%(shown)s” is not on the staff list here, so nothing is saved for them. Add them under Staff first, if they"
        " work here."
    ),
    RemarkCode.SAME_NAME: gettext_lazy("Several people are called “%(shown)s”. Write the e-mail instead of the name."),
    RemarkCode.UNKNOWN_SUBJECT: gettext_lazy("“%(shown)s” is not a subject that is known here. It is left out."),
    RemarkCode.NO_SUBJECTS: gettext_lazy("“%(shown)s” has no subject in the table, and is left as now."),
    RemarkCode.NOBODY_FOUND: gettext_lazy(
        "Nobody on the staff list was found in the table. Names are written with given name and family name, or as"
        " e-mail."
    ),
    RemarkCode.NO_SUBJECT_FOUND: gettext_lazy(
        "No subjects were found in the table. Write them by name or code, as Matematik or Ma, in a column or as"
        " headings."
    ),
}


@dataclass(frozen=True, slots=True)
class TeachingChange:
    """What one person would teach, and what of it is new or goes."""

    person: User
    subjects: tuple[Subject, ...]
    added: tuple[Subject, ...]
    removed: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class TeachingTrial:
    """`errors`: why nothing at all can be saved. `remarks`: what was left out, in words. `unchanged`: how many."""

    changes: tuple[TeachingChange, ...]
    unchanged: int
    remarks: tuple[str, ...]
    errors: tuple[str, ...]


def try_teaching(viewer: AnyUser, school: School, data: bytes, file_name: str = "") -> TeachingTrial:
    """What the table in `data` would change. Nothing is saved, and nothing of the table is kept."""
    read = read_grids(data, file_name)
    return what_changes(viewer, school, read)


def what_changes(viewer: AnyUser, school: School, read: Grids) -> TeachingTrial:
    if errors := sentences(read.problems, Severity.ERROR):
        return TeachingTrial((), 0, (), tuple(errors))
    by_code = {subject.code: subject for subject in subjects()}
    staff = {person.pk: person for person in staff_of(school)}
    reading = read_best(read.grids, known_to(viewer, list(staff.values()), list(by_code.values())))
    if not reading.teaching:
        return TeachingTrial((), 0, (), tuple(in_words(remark) for remark in reading.remarks))
    changes = [
        change_of(staff[key], [by_code[code] for code in by_code if code in codes])
        for key, codes in reading.teaching.items()
    ]
    changed = sorted(
        (one for one in changes if one.added or one.removed), key=lambda one: (str(one.person), one.person.pk)
    )
    return TeachingTrial(tuple(changed), len(changes) - len(changed), remarks_in_words(reading.remarks), ())


def known_to(viewer: AnyUser, staff: list[User], all_subjects: list[Subject]) -> Known:
    """Those whose names `viewer` may see; who has a hidden name is as good as not here."""
    by_name: dict[str, set[int]] = defaultdict(set)
    by_address = {}
    for person in staff:
        if can_see_name(viewer, person):
            by_address[person.email.casefold()] = person.pk
            for name in names_of(person.given_name, person.family_name):
                by_name[name].add(person.pk)
    names = {subject.code: (subject.name_sv, subject.name_en, subject.syllabus_code) for subject in all_subjects}
    return Known({name: frozenset(keys) for name, keys in by_name.items()}, by_address, words_for(names))


def change_of(person: User, wanted: list[Subject]) -> TeachingChange:
    now = [assignment.subject for assignment in person.taught]  # type: ignore[attr-defined]  # put there by staff_of
    return TeachingChange(
        person,
        tuple(wanted),
        tuple(subject for subject in wanted if subject not in now),
        tuple(subject for subject in now if subject not in wanted),
    )


def remarks_in_words(remarks: tuple[Remark, ...]) -> tuple[str, ...]:
    said = [in_words(remark) for remark in remarks[:MOST_REMARKS]]
    more = len(remarks) - MOST_REMARKS
    if more > 0:
        said.append(ngettext("And %(number)s more.", "And %(number)s more.", more) % {"number": more})
    return tuple(said)


def in_words(remark: Remark) -> str:
    sentence = str(WORDS[remark.code])
    if remark.line is None:
        return sentence
    return _("Line %(line)s: %(sentence)s") % {
        "line": remark.line,
        "sentence": sentence % {"shown": remark.shown[:80]},
    }

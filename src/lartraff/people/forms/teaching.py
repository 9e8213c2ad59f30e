"""Who teaches what, as tick boxes: one for each teacher and subject of a page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.datastructures import MultiValueDict

from lartraff.people.models import Subject, User

# One tick box each: "12:3" is person 12 and subject 3. `people` says whose boxes were on the page.
TICKS, PEOPLE = "teaches", "person"


@dataclass(frozen=True, slots=True)
class Tick:
    subject: Subject
    value: str
    on: bool


def ticks_of(person: User, subjects: Sequence[Subject]) -> list[Tick]:
    taught = {assignment.subject_id for assignment in person.taught}  # type: ignore[attr-defined]  # by staff_of
    return [Tick(subject, f"{person.pk}:{subject.pk}", subject.pk in taught) for subject in subjects]


def read_ticks(
    sent: MultiValueDict[str, str], people: Iterable[User], subjects: Iterable[Subject]
) -> dict[User, list[Subject]]:
    """What is ticked for each whose boxes were on the page. Boxes that do not exist are as good as not ticked."""
    by_pk = {str(subject.pk): subject for subject in subjects}
    on_page = {str(person.pk): person for person in people}
    found: dict[User, list[Subject]] = {on_page[pk]: [] for pk in sent.getlist(PEOPLE) if pk in on_page}
    for tick in sent.getlist(TICKS):
        person, _, subject = tick.partition(":")
        if on_page.get(person) in found and subject in by_pk:
            found[on_page[person]].append(by_pk[subject])
    return found


def pack(teaching: Mapping[User, Iterable[Subject]]) -> str:
    """The same in one hidden field, for as many people as there are: "12:3,4;13:"."""
    return ";".join(
        f"{person.pk}:{','.join(str(subject.pk) for subject in subjects)}" for person, subjects in teaching.items()
    )


def unpack(packed: str, people: Iterable[User], subjects: Iterable[Subject]) -> dict[User, list[Subject]]:
    """What `pack` has put together. People and subjects that do not exist are left out."""
    by_pk, known = {str(subject.pk): subject for subject in subjects}, {str(person.pk): person for person in people}
    found = {}
    for part in packed.split(";"):
        person, colon, taught = part.partition(":")
        if colon and person in known:
            found[known[person]] = [by_pk[subject] for subject in taught.split(",") if subject in by_pk]
    return found

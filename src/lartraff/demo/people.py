"""The invented people of the demo, put in place through the rooms' own actions."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lartraff.core import clock
from lartraff.demo import story
from lartraff.demo.days import holidays, moment
from lartraff.people.actions import colleagues, staff
from lartraff.people.actions.terms import set_term
from lartraff.people.logic.calendar import SchoolYear, Season, season_of
from lartraff.people.queries import subjects

if TYPE_CHECKING:
    from lartraff.people.models import School, User


@dataclass(slots=True)
class Town:
    """What has been built so far. `people` by full name."""

    schools: "list[School]" = field(default_factory=list)
    people: "dict[str, User]" = field(default_factory=dict)

    @property
    def school(self) -> "School":
        return self.schools[0]

    @property
    def principal(self) -> "User":
        return self.people["Karin Ek"]


def move_in(today: date) -> Town:
    """Open the schools a year ago, with everybody who works there, and set the terms around today."""
    town = Town()
    authority, schools, at_the_authority = story.schools()
    by_code = {subject.code: subject for subject in subjects()}
    with clock.at(moment(today - timedelta(days=400), 9)):
        for told in schools:
            school = staff.open_school(authority_name=authority, name=told.name, unit_code=told.code)
            town.schools.append(school)
            first, *others = told.staff
            town.people[first.name] = enter(school, first)
            for person in others:
                town.people[person.name] = staff.add_colleague(
                    school,
                    by=town.people[first.name],
                    email=person.email,
                    given_name=person.given_name,
                    family_name=person.family_name,
                    title=person.title,
                    role=person.role,
                    subjects=[by_code[code] for code in person.teaches],
                )
                if person.protected:
                    colleagues.mark_identity(
                        school,
                        town.people[person.name],
                        by=town.people[first.name],
                        security_marking="PROTECTED",
                    )
        for person in at_the_authority:
            town.people[person.name] = enter(town.school, person)
    set_terms(town, today)
    return town


def enter(school: "School", person: story.Person) -> "User":
    return staff.add_first_person(
        school, email=person.email, given_name=person.given_name, family_name=person.family_name, role=person.role
    )


def set_terms(town: Town, today: date) -> None:
    """This term began fourteen weeks ago and has eight to go; the one before it ended just before."""
    season, year = season_of(today), SchoolYear.of(today)
    other, other_year = (Season.VT, year.start - 1) if season is Season.HT else (Season.HT, year.start)
    starts, ends = today - timedelta(weeks=14), today + timedelta(weeks=8)
    before = starts - timedelta(weeks=24), starts - timedelta(weeks=2)
    for named, started, (first, last) in ((other, other_year, before), (season, year.start, (starts, ends))):
        set_term(
            town.school.authority,
            by=None,
            school_year=started,
            season=named.value,
            starts_on=first,
            ends_on=last,
            breaks=holidays(first, last),
        )

"""How the demo's leaders were asked, and how the groups were presented to the staff."""

from datetime import date, timedelta

from lartraff.core import clock
from lartraff.demo.days import moment
from lartraff.demo.people import Town
from lartraff.demo.story import GroupStory, load
from lartraff.direction.actions.launches import prepare_launch, publish_launch
from lartraff.people.actions.mandates import answer_mandate, ask_to_lead
from lartraff.people.forms.mandates import DECIDES, SUPPORT, TASK
from lartraff.people.permissions import groups_visible_to
from lartraff.people.queries import term_on


def agree(town: Town, told: GroupStory, first: date) -> None:
    """Two weeks before the group is formed, its leader is asked and says yes."""
    leader = town.people[told.leader]
    with clock.at(moment(first - timedelta(days=31), 14)):
        mandate = ask_to_lead(
            town.school,
            leader,
            by=town.principal,
            site=None,
            about=told.name,
            task=str(TASK),
            decides=str(DECIDES),
            support=str(SUPPORT),
        )
    with clock.at(moment(first - timedelta(days=29), 16)):
        answer_mandate(mandate, accepts=True, words=load("leading")["answers"][told.leader], by=leader, site=None)


def ask_one_more(town: Town, today: date) -> None:
    """A group that is to come: its leader was asked yesterday, and thinks it over."""
    waiting = load("leading")["waiting"]
    with clock.at(moment(today - timedelta(days=1), 11)):
        ask_to_lead(
            town.school,
            town.people[waiting["leader"]],
            by=town.principal,
            site=None,
            about=waiting["about"],
            task=str(TASK),
            decides=str(DECIDES),
            support=str(SUPPORT),
        )


def present_groups(town: Town, today: date) -> None:
    """At the first staff meeting of the term."""
    term = term_on(today, town.school)
    with clock.at(moment(today - timedelta(weeks=12), 15)):
        launch = prepare_launch(
            town.school,
            by=town.principal,
            school_year=term.school_year,
            season=term.season,
            groups=list(groups_visible_to(town.principal).filter(school=town.school)),
            **load("leading")["launch"],
        )
        publish_launch(launch, by=town.principal)

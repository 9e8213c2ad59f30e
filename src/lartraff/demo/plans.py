"""The principal has begun to think of next year: a plan for subjects that have no group yet."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from lartraff.core import clock
from lartraff.demo.days import moment
from lartraff.results.actions.plans import PlanDraft, make_plan
from lartraff.results.queries.plans import subjects_to_choose

if TYPE_CHECKING:
    from lartraff.demo.people import Town

WHY = (
    "Inför nästa läsår. Matematik, svenska som andraspråk och kemi är i gång; efter dem är det i SO-ämnena och i bild"
    " som flest elever inte når E. Lärarna i språk har själva frågat efter en lärgrupp."
)
SUBJECTS = ("HI", "SH", "BL", "EN")
GUIDE = "Elin Fors"


def plan_next_groups(town: "Town", today: date) -> None:
    """By category, since few teach each; next year those of today's groups may be in others."""
    by_code = {
        choice.subject.code: choice.subject for choice in subjects_to_choose(town.principal, town.school).subjects
    }
    with clock.at(moment(today - timedelta(days=2), 16)):
        make_plan(
            town.school,
            PlanDraft(
                subjects=[by_code[code] for code in SUBJECTS if code in by_code],
                by_category=True,
                also_grouped=True,
                candidates=[town.people[GUIDE]],
                why=WHY,
            ),
            by=town.principal,
        )

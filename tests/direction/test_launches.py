"""Presenting a term's groups: who may, who sees it, and that it is shown only when somebody says so."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.direction.actions import launches, set_goal
from lartraff.direction.models import Launch
from lartraff.direction.permissions import (
    can_present_groups,
    can_see_launch,
    launches_visible_to,
    schools_to_present_groups_in,
)
from lartraff.direction.queries import NEWS_FOR, current_goals, launches_of, launches_published_lately
from lartraff.people.models import LearningGroup
from tests.cast import Cast, make_group
from tests.refusals import impossible, refused

STAFF = {"principal", "deputy", "leader", "member", "second_member", "colleague"}
PRINCIPALS = {"principal", "deputy"}


def prepare(cast: Cast, *, season: str = "HT", year: int = 2026, **more: object) -> Launch:
    told = {"by": cast.principal, "groups": [cast.maths], **more}
    return launches.prepare_launch(cast.school, school_year=year, season=season, **told)  # type: ignore[arg-type]


def who_sees(cast: Cast, launch: Launch) -> set[str]:
    found = {name for name, person in cast.everybody().items() if can_see_launch(person, launch)}
    assert found == {
        name for name, person in cast.everybody().items() if launches_visible_to(person).filter(pk=launch.pk).exists()
    }
    return found


def test_it_is_the_principals_until_it_is_published_and_the_staff_s_from_then_on(cast: Cast) -> None:
    launch = prepare(cast)
    assert who_sees(cast, launch) == PRINCIPALS
    launches.publish_launch(launch, by=cast.deputy)
    assert who_sees(cast, launch) == STAFF
    launches.withdraw_launch(launch, by=cast.principal)
    assert who_sees(cast, launch) == PRINCIPALS
    assert not can_see_launch(AnonymousUser(), launch)


@pytest.mark.parametrize(
    "who", ["leader", "member", "colleague", "principal_elsewhere", "principal_far", "administrator", "analyst"]
)
def test_only_the_school_s_own_principals_present_its_groups(cast: Cast, who: str) -> None:
    launch, person = prepare(cast), cast.everybody()[who]
    with refused("The principal presents the groups to the staff."):
        prepare(cast, by=person, season="VT")
    for deed in (launches.publish_launch, launches.withdraw_launch):
        with pytest.raises(PermissionDenied):
            deed(launch, by=person)
    with pytest.raises(PermissionDenied):
        launches.change_launch(launch, by=person, groups=[cast.maths])
    assert (
        bool(can_present_groups(person, cast.school))
        is schools_to_present_groups_in(person).filter(pk=cast.school.pk).exists()
    )


def test_there_is_one_for_each_term(cast: Cast) -> None:
    prepare(cast)
    with impossible("The groups of that term have a presentation already. Change it."):
        prepare(cast)
    prepare(cast, season="VT")
    prepare(cast, year=2027)
    assert [(one.school_year, one.season) for one in launches_of(cast.principal)] == [
        (2027, "HT"),
        (2026, "VT"),
        (2026, "HT"),
    ]


def test_only_the_school_s_own_open_groups_are_presented(cast: Cast) -> None:
    elsewhere = make_group(
        cast.other_school, leader=cast.teacher_elsewhere, members=[], formed_by=cast.principal_elsewhere
    )
    LearningGroup.objects.filter(pk=cast.maths.pk).update(closed_at=clock.now())
    cast.maths.refresh_from_db()
    for groups in ([elsewhere], [cast.maths]):
        with impossible("Choose among the school's own groups that are not closed."):
            prepare(cast, groups=groups)
    with impossible("Choose at least one group."):
        prepare(cast, groups=[])


@pytest.mark.parametrize("field", ["opening", "closing"])
def test_nothing_about_a_pupil_is_written_there(cast: Cast, field: str) -> None:
    with pytest.raises(ValidationError):
        prepare(cast, **{field: "Om 850709-9805"})  # type: ignore[arg-type]
    assert not Launch.objects.exists()


def test_the_words_and_groups_are_changed_and_the_trail_tells_that(cast: Cast) -> None:
    launch = prepare(cast, opening="Hej")
    other = make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, name="NO")
    launches.change_launch(launch, by=cast.principal, groups=[other], opening=" Välkomna ", closing="Tack")
    launches.publish_launch(launch, by=cast.principal)
    launches.publish_launch(launch, by=cast.principal)
    launch.refresh_from_db()
    assert (launch.opening, launch.closing, list(launch.groups.all())) == ("Välkomna", "Tack", [other])
    assert list(AuditEntry.objects.filter(kind="direction.Launch").values_list("verb", "facts").order_by("pk")) == [
        ("prepare_launch", {"groups": 1}),
        ("change_launch", {"groups": 1}),
        ("publish_launch", {}),
    ]


def test_it_is_news_for_three_weeks(cast: Cast) -> None:
    launch = prepare(cast)
    assert launches_published_lately(cast.member) == []
    launches.publish_launch(launch, by=cast.principal)
    assert launches_published_lately(cast.member) == [launch]
    with clock.at(clock.now() + NEWS_FOR * 1.01):
        assert launches_published_lately(cast.member) == []


def test_the_goals_of_several_groups_are_those_set_last(cast: Cast) -> None:
    set_goal(cast.maths, by=cast.leader, statement="Först")
    last = set_goal(cast.maths, by=cast.leader, statement="Sedan")
    assert current_goals(cast.member, [cast.maths]) == {cast.maths.pk: last}
    assert current_goals(cast.teacher_elsewhere, [cast.maths]) == {}

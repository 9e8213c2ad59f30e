"""Presenting a term's groups to the staff."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.direction.models import Launch
from lartraff.direction.permissions import can_present_groups
from lartraff.people.models import LearningGroup, School, User


@transaction.atomic
def prepare_launch(
    school: School,
    *,
    by: User,
    school_year: int,
    season: str,
    groups: Collection[LearningGroup],
    opening: str = "",
    closing: str = "",
) -> Launch:
    """Begin a presentation. Nobody but those who lead the school sees it before it is published."""
    require(can_present_groups(by, school))
    launch = Launch(school=school, school_year=school_year, season=season, made_by=by)
    write(launch, groups, opening, closing)
    audit.record("prepare_launch", launch, by=by, school_id=school.pk, groups=len(groups))
    return launch


@transaction.atomic
def change_launch(
    launch: Launch, *, by: User, groups: Collection[LearningGroup], opening: str = "", closing: str = ""
) -> Launch:
    """Choose other groups or words. Where it is published, the staff see the change at once."""
    require(can_present_groups(by, launch.school))
    write(launch, groups, opening, closing)
    audit.record("change_launch", launch, by=by, school_id=launch.school_id, groups=len(groups))
    return launch


def write(launch: Launch, groups: Collection[LearningGroup], opening: str, closing: str) -> None:
    if not groups:
        raise ValidationError(_("Choose at least one group."))
    if any(group.school_id != launch.school_id or group.closed_at for group in groups):
        raise ValidationError(_("Choose among the school's own groups that are not closed."))
    for text in (opening, closing):
        refuse_personal_numbers(text)
    launch.opening, launch.closing = opening.strip(), closing.strip()
    launch.full_clean()
    launch.save()
    launch.groups.set(groups)


@transaction.atomic
def publish_launch(launch: Launch, *, by: User) -> None:
    """Show it to all staff of the school."""
    require(can_present_groups(by, launch.school))
    if launch.published_at is None:
        launch.published_at = clock.now()
        launch.save(update_fields=["published_at"])
        audit.record("publish_launch", launch, by=by, school_id=launch.school_id)


@transaction.atomic
def withdraw_launch(launch: Launch, *, by: User) -> None:
    """Show it no longer, as before it was published."""
    require(can_present_groups(by, launch.school))
    if launch.published_at is not None:
        launch.published_at = None
        launch.save(update_fields=["published_at"])
        audit.record("withdraw_launch", launch, by=by, school_id=launch.school_id)

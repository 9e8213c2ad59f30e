"""Who enters the room, who leads, who reads minutes.

The draft is the group's: no other role has WRITE_DRAFT, so every door that asks here keeps it from the principal.
"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lartraff.core.access import Allowed, Decision, Denied, allow_if
from lartraff.meetings.models import Meeting, Minutes, MinutesVersion, Photo, Task
from lartraff.people.models import GroupMembership, LearningGroup
from lartraff.people.permissions import AnyUser, standing_of
from lartraff.people.roles import ROLES, Right

# --- Meetings and the room


def meetings_visible_to(user: AnyUser) -> QuerySet[Meeting]:
    """When groups meet is known to all who see the groups."""
    return Meeting.objects.filter(standing_of(user).groups_where(Right.SEE_GROUP, "group__")).select_related(
        "group__school", "group__subject"
    )


def can_see_meeting(user: AnyUser, meeting: Meeting) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.SEE_GROUP, meeting.group), _("Only the staff of the school see its meetings.")
    )


def rooms_visible_to(user: AnyUser) -> QuerySet[Meeting]:
    return Meeting.objects.filter(standing_of(user).groups_where(Right.WRITE_DRAFT, "group__")).select_related(
        "group__school", "group__subject", "minutes"
    )


def can_enter_room(user: AnyUser, meeting: Meeting) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.WRITE_DRAFT, meeting.group),
        _("The room and the draft belong to the group. You can read the minutes when the group has shared them."),
    )


def who_may_enter(meetings: Collection[int]) -> dict[int, set[int]]:
    """Everybody (primary keys) who may be in the room of each of the meetings: one query, for a door with many guests.

    The draft is the group's, so membership decides; a test holds this to `can_enter_room`.
    """
    writing = [code for code, role in ROLES.items() if Right.WRITE_DRAFT in role.rights]
    rows = GroupMembership.objects.filter(
        group__meetings__in=meetings, left_on=None, role__in=writing, user__is_active=True
    ).values_list("group__meetings", "user")
    found: dict[int, set[int]] = {meeting: set() for meeting in meetings}
    for meeting, user in rows:
        if meeting in found:
            found[meeting].add(user)
    return found


def can_lead_meeting(user: AnyUser, meeting: Meeting) -> Decision:
    """The learning leader may always; whoever the leading was handed to may until the meeting is closed."""
    standing = standing_of(user)
    handed = meeting.status == "OPEN" and meeting.led_by_id is not None and meeting.led_by_id == user.pk
    return allow_if(
        standing.in_group(Right.LEAD_MEETING, meeting.group)
        or (handed and standing.in_group(Right.WRITE_DRAFT, meeting.group)),
        _("The learning leader moves the meeting on. Ask the leader if the group should go further."),
    )


def can_keep_time(user: AnyUser, meeting: Meeting, timekeeper: int | None) -> Decision:
    """Whoever leads, or keeps the time today (`timekeeper`: primary key), stops the clock and gives more minutes."""
    keeps = timekeeper is not None and timekeeper == user.pk
    if keeps and can_enter_room(user, meeting):
        return Allowed()
    return allow_if(
        can_lead_meeting(user, meeting), _("The learning leader and the timekeeper mind the clock. Ask one of them.")
    )


def can_plan_meetings(user: AnyUser, group: LearningGroup) -> Decision:
    standing = standing_of(user)
    if group.closed_at is not None:
        return Denied(_("The group is closed. Its minutes can still be read."))
    return allow_if(
        standing.in_group(Right.PLAN_MEETINGS, group) or standing.in_group(Right.FORM_GROUPS, group),
        _("The learning leader plans the meetings. Tell the leader if a date does not suit you."),
    )


def can_prepare_meeting(user: AnyUser, meeting: Meeting) -> Decision:
    """The principal may move a meeting, but what the leader prepares in hiding is the leader's."""
    if meeting.group.closed_at is not None:
        return Denied(_("The group is closed. Its minutes can still be read."))
    return allow_if(
        standing_of(user).in_group(Right.PLAN_MEETINGS, meeting.group),
        _("The learning leader prepares the agenda. Suggest a matter on the meeting's page, and it will be seen."),
    )


# --- Minutes


def minutes_visible_to(user: AnyUser) -> QuerySet[Minutes]:
    standing = standing_of(user)
    shared = Q(state="SHARED")
    return Minutes.objects.filter(
        standing.groups_where(Right.WRITE_DRAFT, "meeting__group__")
        | (shared & standing.groups_where(Right.SEE_SHARED_MINUTES, "meeting__group__"))
        | (
            shared
            & Q(published_at__isnull=False)
            & standing.groups_where(Right.SEE_PUBLISHED_MINUTES, "meeting__group__")
        )
    ).select_related("meeting__group__school", "meeting__group__subject")


def can_read_minutes(user: AnyUser, minutes: Minutes) -> Decision:
    standing = standing_of(user)
    group = minutes.meeting.group
    if standing.in_group(Right.WRITE_DRAFT, group):
        return Allowed()
    if not minutes.is_shared:
        return Denied(_("The draft belongs to the group. You can read the minutes when the group has shared them."))
    if standing.in_group(Right.SEE_SHARED_MINUTES, group):
        return Allowed()
    published = minutes.published_at is not None and standing.in_group(Right.SEE_PUBLISHED_MINUTES, group)
    return allow_if(published, _("The group has shared these minutes with the principal only."))


def can_share_minutes(user: AnyUser, minutes: Minutes) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.SHARE_MINUTES, minutes.meeting.group),
        _("The learning leader shares the minutes, once they have been read aloud."),
    )


def can_mark_as_read(user: AnyUser, version: MinutesVersion) -> Decision:
    return allow_if(
        standing_of(user).in_group(Right.GIVE_FEEDBACK, version.minutes.meeting.group),
        _("The group sees when its principal has read. Others read without a mark."),
    )


# --- Photographs


def photos_visible_to(user: AnyUser) -> QuerySet[Photo]:
    """The group's own, and those in shared minutes that the user may read. What no minutes show is only the group's."""
    shown = MinutesVersion.objects.filter(photos=OuterRef("pk"), minutes__in=minutes_visible_to(user).values("pk"))
    return Photo.objects.filter(
        standing_of(user).groups_where(Right.WRITE_DRAFT, "meeting__group__") | Exists(shown)
    ).select_related("meeting__group__school")


def can_see_photo(user: AnyUser, photo: Photo) -> Decision:
    if can_enter_room(user, photo.meeting):
        return Allowed()
    versions = photo.shared_in.select_related("minutes__meeting__group__school")
    return allow_if(
        any(can_read_minutes(user, version.minutes) for version in versions),
        _("The photograph belongs to the group. You can see it in minutes that the group has shared with you."),
    )


# --- Tasks


def tasks_visible_to(user: AnyUser) -> QuerySet[Task]:
    return Task.objects.filter(standing_of(user).groups_where(Right.SEE_TASKS, "meeting__group__")).select_related(
        "meeting__group__school", "person"
    )


def can_see_task(user: AnyUser, task: Task) -> Decision:
    return allow_if(standing_of(user).in_group(Right.SEE_TASKS, task.meeting.group), _("Tasks are seen by the group."))


def can_report_task(user: AnyUser, task: Task) -> Decision:
    own = user.pk == task.person_id and standing_of(user).in_group(Right.SEE_TASKS, task.meeting.group)
    return allow_if(own, _("Each says how it went with their own task."))

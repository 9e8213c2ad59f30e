"""Minutes: read aloud, shared, corrected, published, read."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import minutes as actions
from lartraff.meetings.actions import outcomes, people, room
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.logic.events import Part
from lartraff.meetings.logic.fingerprint import fingerprint
from lartraff.meetings.models import Minutes, MinutesReading, MinutesVersion
from lartraff.meetings.queries.minutes import minutes_content
from lartraff.people.models import User
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, item, minute, minutes_of, new
from tests.refusals import impossible


def as_kept(version: MinutesVersion) -> str:
    """The version as the table has it, to the byte."""
    kept = MinutesVersion.objects.get(pk=version.pk)
    return json.dumps([kept.content, kept.fingerprint, kept.shared_at.isoformat(), kept.correction], sort_keys=True)


def version_of(minutes: Minutes, number: int = 1) -> MinutesVersion:
    return MinutesVersion.objects.select_related("minutes__meeting__group__school").get(minutes=minutes, number=number)


# --- Reading aloud


def test_the_leader_says_that_the_minutes_are_read(cast: Cast) -> None:
    draft = minutes_of(scenes.opened(cast))
    actions.mark_read_aloud(draft, by=cast.leader, command=new())
    assert minutes_of(draft.meeting).state == "READ_ALOUD"
    entry = AuditEntry.objects.get(verb="meeting_read_aloud")
    assert (entry.by, entry.about) == (cast.leader, f"meeting {draft.meeting_id}")


def test_minutes_are_read_before_or_after_the_meeting_is_closed(cast: Cast) -> None:
    draft = minutes_of(scenes.closed(cast))
    actions.mark_read_aloud(draft, by=cast.leader, command=new())
    assert minutes_of(draft.meeting).state == "READ_ALOUD"


def test_what_is_added_after_the_reading_has_not_been_read(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    (task,) = outcomes.set_task(meeting, [cast.member], teaching="Prova", by=cast.leader, command=new())
    for add in (
        lambda: outcomes.decide(item(meeting, DISCUSSION), "Samma test i alla åttor", by=cast.member, command=new()),
        lambda: outcomes.park_matter(meeting, "Kopieringen", sent_to="", by=cast.member, command=new()),
        lambda: outcomes.set_task(meeting, [cast.leader], teaching="Prova", by=cast.leader, command=new()),
        lambda: outcomes.remove_outcome(task, by=cast.leader, command=new()),
    ):
        actions.mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
        add()
        assert minutes_of(meeting).state == "DRAFT"


def test_a_name_ticked_late_needs_no_second_reading(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    room.check_in(draft.meeting, [cast.leader, cast.member, cast.second_member], by=cast.leader, command=new())
    assert minutes_of(draft.meeting).state == "READ_ALOUD"


# --- Sharing


def test_sharing_freezes_the_draft_with_version_time_and_fingerprint(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    content = minutes_content(draft)
    with minute(95):
        actions.share_minutes(draft, by=cast.leader)
    version = version_of(draft)
    assert version.content == content
    assert version.fingerprint == fingerprint(content) == fingerprint(version.content)
    assert (version.number, version.shared_by, version.correction) == (1, cast.leader, "")
    assert f"{timezone.localtime(version.shared_at):%H.%M}" == "16.35"
    shared = minutes_of(draft.meeting)
    assert (shared.state, shared.shared_at) == ("SHARED", version.shared_at)
    entry = AuditEntry.objects.get(verb="share_minutes")
    assert (entry.by, entry.facts) == (cast.leader, {"number": 1, "fingerprint": version.fingerprint})


def test_only_what_has_been_read_aloud_is_shared(cast: Cast) -> None:
    draft = minutes_of(scenes.closed(cast))
    with impossible("Read the minutes aloud first, so that everybody knows what is shared."):
        actions.share_minutes(draft, by=cast.leader)
    assert not MinutesVersion.objects.exists()


def test_nothing_is_shared_while_the_meeting_goes_on(cast: Cast) -> None:
    draft = minutes_of(scenes.opened(cast))
    actions.mark_read_aloud(draft, by=cast.leader, command=new())
    with impossible("The meeting is still going on. Close it first, then share."):
        actions.share_minutes(draft, by=cast.leader)
    assert minutes_of(draft.meeting).shared_at is None


def test_minutes_are_shared_once(cast: Cast) -> None:
    shared = scenes.shared(cast)
    with impossible("The minutes are shared already."):
        actions.share_minutes(shared, by=cast.leader)
    with impossible("The minutes are shared already."):
        actions.mark_read_aloud(shared, by=cast.leader, command=new())
    assert MinutesVersion.objects.count() == 1


# --- What is frozen


def test_the_frozen_minutes_say_what_happened(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    with minute(30):
        people.choose_for(meeting, Part.SECRETARY, cast.member, by=cast.leader, command=new())
        save_notes(item(meeting, ROUND), "Vi **gav** testet.\n\n# Bråk", based_on=0, by=cast.member)
        outcomes.decide(item(meeting, DISCUSSION), "Samma test i alla åttor.", by=cast.member, command=new())
        outcomes.park_matter(meeting, "Kopieringen", sent_to="kansliet", by=cast.member, command=new())
        both = [cast.leader, cast.member]
        outcomes.set_task(meeting, both, teaching="Ge testet", evidence="Resultat", by=cast.leader, command=new())
    with minute(90):
        actions.mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
        room.close_meeting(meeting, by=cast.leader, command=new())
        actions.share_minutes(minutes_of(meeting), by=cast.leader)

    content = version_of(minutes_of(meeting)).content
    sections = content.pop("sections")
    assert [section["title"] for section in sections] == [
        "Välkomna",
        "Laget runt",
        "Diskussion",
        "Uppgift till nästa gång",
        "Läs upp och dela",
    ]
    assert sections[ROUND]["html"] == "<p>Vi <strong>gav</strong> testet.</p>\n<h3>Bråk</h3>\n"
    assert sections[DISCUSSION] == {
        "title": "Diskussion",
        "html": "",
        "information": [],
        "decisions": ["Samma test i alla åttor."],
    }
    assert content == {
        "school": "Björkdalsskolan",
        "group": "Matematik",
        "number": 1,
        "held_on": "2026-03-17",
        "opened": "15.00",
        "closed": "16.30",
        "place": "",
        "leader": "Omar Aziz",
        "secretary": "Sara Holm",
        "present": ["Omar Aziz", "Sara Holm"],
        "absent": ["Jonas Lindqvist"],
        "tasks": [
            {
                "who": ["Omar Aziz", "Sara Holm"],
                "teaching": "Ge testet",
                "study": "",
                "evidence": "Resultat",
                "due_on": "",
            }
        ],
        "parked": [{"text": "Kopieringen", "sent_to": "kansliet"}],
    }


@pytest.mark.parametrize("who", ["leader", "member", "second_member"])
def test_a_protected_name_is_never_frozen_wherever_it_would_stand(cast: Cast, who: str) -> None:
    person: User = cast.everybody()[who]
    person.security_marking = "PROTECTED"
    person.save()
    meeting = scenes.opened(cast)
    people.choose_for(meeting, Part.SECRETARY, person, by=cast.leader, command=new())
    outcomes.set_task(meeting, [person], teaching="Ge testet", by=cast.leader, command=new())
    actions.mark_read_aloud(minutes_of(meeting), by=cast.leader, command=new())
    room.close_meeting(meeting, by=cast.leader, command=new())
    actions.share_minutes(minutes_of(meeting), by=cast.leader)
    frozen = json.dumps(version_of(minutes_of(meeting)).content, ensure_ascii=False)
    for word in (person.given_name, person.family_name, person.email):
        assert word not in frozen


# --- Correcting


def test_a_correction_is_a_new_version_and_the_old_one_stays_to_the_byte(cast: Cast) -> None:
    shared = scenes.shared(cast)
    first = version_of(shared)
    before = as_kept(first)
    with minute(60 * 24):
        actions.correct_minutes(
            shared, {item(shared.meeting, ROUND).pk: "Rätt siffra är 12.\r\n"}, correction="Fel siffra.", by=cast.leader
        )
    assert as_kept(first) == before
    second = version_of(shared, 2)
    assert second.content["sections"][ROUND]["html"] == "<p>Rätt siffra är 12.</p>\n"
    assert second.content == minutes_content(minutes_of(shared.meeting))
    assert (second.correction, second.shared_by) == ("Fel siffra.", cast.leader)
    assert second.fingerprint != first.fingerprint
    assert second.shared_at > first.shared_at
    assert minutes_of(shared.meeting).shared_at == first.shared_at
    entry = AuditEntry.objects.get(verb="correct_minutes")
    assert (entry.by, entry.facts["number"]) == (cast.leader, 2)


def test_a_correction_that_changes_nothing_is_none(cast: Cast) -> None:
    shared = scenes.shared(cast)
    with impossible("Nothing is changed. Change the text that was wrong, then share it as a new version."):
        actions.correct_minutes(shared, {item(shared.meeting, ROUND).pk: "\n"}, correction="Inget", by=cast.leader)


def test_a_draft_is_written_in_and_not_corrected(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    with impossible("These minutes are a draft. Write in them as they are."):
        actions.correct_minutes(draft, {item(draft.meeting, ROUND).pk: "Text"}, correction="Fel", by=cast.leader)


def test_a_correction_reaches_only_its_own_minutes(cast: Cast) -> None:
    shared = scenes.shared(cast)
    other = item(scenes.planned(cast, starts=scenes.START.replace(day=31)), ROUND)
    with pytest.raises(ValidationError):
        actions.correct_minutes(shared, {other.pk: "Någon annans text"}, correction="Fel", by=cast.leader)
    other.refresh_from_db()
    assert other.notes == ""


@pytest.mark.parametrize("where", ["text", "what was corrected"])
def test_no_personal_number_comes_in_with_a_correction(cast: Cast, where: str) -> None:
    shared = scenes.shared(cast)
    number = "Det gällde 19121212-1212"
    text, correction = (number, "Fel") if where == "text" else ("Rätt text", number)
    with pytest.raises(ValidationError) as refusal:
        actions.correct_minutes(shared, {item(shared.meeting, ROUND).pk: text}, correction=correction, by=cast.leader)
    assert refusal.value.code == "personal_number"
    assert shared.versions.count() == 1


# --- Publishing and reading


def test_shared_minutes_are_published_once(cast: Cast) -> None:
    shared = scenes.shared(cast)
    with minute(100):
        actions.publish_minutes(shared, by=cast.leader)
    published_at = minutes_of(shared.meeting).published_at
    assert published_at is not None
    actions.publish_minutes(shared, by=cast.leader)
    assert minutes_of(shared.meeting).published_at == published_at
    assert AuditEntry.objects.filter(verb="publish_minutes", by=cast.leader).count() == 1


def test_a_draft_is_not_published(cast: Cast) -> None:
    draft = scenes.read_aloud(cast)
    with impossible("Share the minutes with the principal first."):
        actions.publish_minutes(draft, by=cast.leader)


def test_reading_is_marked_once_a_version(cast: Cast) -> None:
    shared = scenes.shared(cast)
    version = version_of(shared)
    first = actions.mark_as_read(version, by=cast.principal)
    assert actions.mark_as_read(version, by=cast.principal) == first
    actions.mark_as_read(version, by=cast.deputy)
    assert set(MinutesReading.objects.values_list("reader", flat=True)) == {cast.principal.pk, cast.deputy.pk}
    assert AuditEntry.objects.filter(verb="mark_as_read").count() == 2

"""The whole path in ordinary pages, without JavaScript: form, meet, share, read, answer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from lartraff.core import clock
from lartraff.meetings.models import Meeting, Minutes, Task
from lartraff.people.models import LearningGroup
from lartraff.voices.models import Feedback
from tests.cast import Cast, employ
from tests.conftest import SignIn


def press(client: Client, page: str, action: str, **data: Any) -> Any:
    """Send the form on `page` that goes to `action`, with its own hidden fields, and follow to the next page."""
    html = client.get(page).content.decode()
    found = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', html, re.DOTALL)
    assert found, f"no form to {action} on {page}"
    hidden = dict(re.findall(r'<input type="hidden"\s+name="(\w+)"\s+value="([^"]*)"', found.group()))
    return client.post(action, {**hidden, **data}, follow=True)


@pytest.fixture
def formed(cast: Cast, sign_in: SignIn) -> LearningGroup:
    principal = sign_in(cast.principal)
    page = reverse("meetings:form_group") + f"?school={cast.school.pk}&subject=MA"
    form = principal.get(page).context["form"]
    response = principal.post(
        page,
        {
            "name": "Matematik 7–9",
            "reason": "Flest elever når inte E i matematik.",
            "purpose": form["purpose"].value(),
            "leader": cast.colleague.pk,
            "members": [cast.member.pk, cast.second_member.pk],
            "statement": "Färre elever utan E.",
            "measure": "elever i åk 9 utan E",
            "baseline": "12",
            "target": "6",
            "due_on": (clock.today() + timedelta(days=200)).isoformat(),
            "first_day": form["first_day"].value().isoformat(),
            "at": "15:00",
            "every": "4",
            "place": "Rum 12",
            "structure": form["structure"].value(),
        },
        follow=True,
    )
    assert response.status_code == 200, response.context["form"].errors
    return LearningGroup.objects.get(name="Matematik 7–9")


def test_the_principal_forms_a_group_with_goal_and_meetings(cast: Cast, formed: LearningGroup) -> None:
    assert formed.memberships.get(role="LEADER").user == cast.colleague
    assert {membership.user for membership in formed.memberships.all()} == {
        cast.colleague,
        cast.member,
        cast.second_member,
    }
    assert formed.goals.get().says_by_how_much
    meetings = list(formed.meetings.all())
    assert meetings
    assert [item.kind for item in meetings[0].agenda.all()] == [
        "WELCOME",
        "ROUND",
        "DISCUSSION",
        "TASK",
        "READ_ALOUD",
    ]


def test_only_principals_form_groups(cast: Cast, sign_in: SignIn) -> None:
    page = reverse("meetings:form_group") + f"?school={cast.school.pk}"
    assert sign_in(cast.deputy).get(page).status_code == 200
    assert sign_in(cast.principal_elsewhere).get(page).status_code == 404
    refused = sign_in(cast.leader).get(reverse("meetings:form_group"))
    assert refused.status_code == 403
    assert "Det är rektorn som bildar grupper." in refused.content.decode()


def test_a_meeting_from_opening_to_answered_feedback(cast: Cast, sign_in: SignIn, formed: LearningGroup) -> None:
    leader, member, principal = sign_in(cast.colleague), sign_in(cast.member), sign_in(cast.principal)
    meeting = formed.meetings.all()[0]
    room = reverse("meetings:room", args=[meeting.pk])

    def url(name: str) -> str:
        return reverse(f"meetings:{name}", args=[meeting.pk])

    press(leader, room, url("open"))
    people = [cast.colleague.pk, cast.member.pk]
    press(leader, room, url("present"), people=people)
    press(member, room, url("secretary"), person=cast.member.pk)
    press(leader, room, url("go"))
    press(leader, room, url("turn"))
    page = press(leader, room, url("turn")).context["page"]
    assert page.speaker.user in {cast.colleague, cast.member}
    assert not page.waiting

    item = meeting.agenda.get(position=1)
    notes = reverse("meetings:notes", args=[item.pk])
    press(member, room, notes, text="Sara gav testet i 8B. **19 av 24** klarade del A.")
    assert "<strong>19 av 24</strong>" not in member.get(room).content.decode()
    press(leader, room, url("leave"), reason="NATIONAL_TESTS")
    press(leader, room, url("resume"))
    press(member, room, url("park"), text="Beställa miniräknare", sent_to="arbetslaget")
    press(leader, room, url("go"))
    press(member, room, url("decide"), text="Vi ger samma test i alla åttor.")
    press(leader, room, url("go"))

    unclear = press(leader, room, url("task"), people=people, teaching="Prova")
    assert unclear.status_code == 422
    assert not Task.objects.exists()
    press(
        leader,
        room,
        url("task"),
        people=people,
        teaching="Ge testet i en åtta och låt eleverna förklara hur de tänker",
        evidence="Sammanställning per klass",
        due_on=(clock.today() + timedelta(days=30)).isoformat(),
    )
    assert {task.person for task in Task.objects.all()} == {cast.colleague, cast.member}

    press(leader, room, url("go"))
    press(leader, room, url("read_aloud"))
    draft = press(leader, room, url("close"))
    assert draft.redirect_chain[-1][0] == url("minutes")
    assert principal.get(url("minutes")).status_code == 403
    assert principal.get(room).status_code == 403

    held = leader.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()
    assert "Lämnade strukturen" in held
    assert "Nationella prov" in held
    assert "Nationella prov" not in principal.get(reverse("meetings:meeting", args=[meeting.pk])).content.decode()

    shared = leader.post(url("share"), follow=True).content.decode()
    assert "<strong>19 av 24</strong>" in shared
    assert meeting.pk in [one.meeting_id for one in principal.get("/").context["unread"]]

    read = press(principal, url("minutes"), url("mark_read"))
    assert read.status_code == 200
    assert principal.get("/").context["unread"] == []
    press(principal, url("minutes"), url("give_feedback"), kind="QUESTION", text="Hur väljer ni klasser?")
    question = Feedback.objects.get()
    assert question in member.get("/").context["questions"]
    answer = reverse("voices:answer", args=[question.pk])
    member.post(answer, {"answer": "Vi börjar med åttorna."})
    assert "Vi börjar med åttorna." in principal.get(url("minutes")).content.decode()


def test_tasks_and_parked_matters_are_there_when_the_next_meeting_opens(
    cast: Cast, sign_in: SignIn, formed: LearningGroup
) -> None:
    first, second = formed.meetings.all()[0], None
    leader, member = sign_in(cast.colleague), sign_in(cast.member)
    room = reverse("meetings:room", args=[first.pk])
    press(leader, room, reverse("meetings:open", args=[first.pk]))
    press(leader, room, reverse("meetings:present", args=[first.pk]), people=[cast.member.pk])
    press(member, room, reverse("meetings:park", args=[first.pk]), text="Beställa miniräknare")
    for item in (1, 2, 3):
        leader.post(
            reverse("meetings:go", args=[first.pk]),
            {"came_from": item - 1, "item": item, "command": f"00000000-0000-4000-8000-00000000000{item}"},
        )
    press(
        leader,
        room,
        reverse("meetings:task", args=[first.pk]),
        people=[cast.member.pk],
        teaching="Ge testet om bråk i 8B",
        evidence="Resultat per uppgift",
        due_on=(clock.today() + timedelta(days=30)).isoformat(),
    )
    task = Task.objects.get()
    assert task in member.get("/").context["tasks"]
    member.post(reverse("meetings:report_task", args=[task.pk]), {"outcome": "19 av 24 klarade del A."})
    press(leader, room, reverse("meetings:close", args=[first.pk]))

    second = Meeting.objects.create(
        group=formed,
        number=99,
        starts_at=first.starts_at + timedelta(days=28),
        minutes_planned=90,
        structure_name="x",
        planned_by=cast.principal,
    )
    page = member.get(reverse("meetings:meeting", args=[second.pk])).content.decode()
    assert "19 av 24 klarade del A." in page
    assert "Beställa miniräknare" in page


def test_two_who_write_at_once_both_keep_their_text(cast: Cast, sign_in: SignIn, formed: LearningGroup) -> None:
    meeting = formed.meetings.all()[0]
    leader, member = sign_in(cast.colleague), sign_in(cast.member)
    room = reverse("meetings:room", args=[meeting.pk])
    press(leader, room, reverse("meetings:open", args=[meeting.pk]))
    item = meeting.agenda.get(position=0)
    notes = reverse("meetings:notes", args=[item.pk])
    leader.post(notes, {"text": "Omars text", "based_on": 0})
    response = member.post(notes, {"text": "Saras text", "based_on": 0})
    assert response.status_code == 409
    page = response.content.decode()
    assert "Omars text" in page
    assert "Saras text" in page
    item.refresh_from_db()
    assert item.notes == "Omars text"
    member.post(notes, {"text": "Omars och Saras text", "based_on": 1})
    item.refresh_from_db()
    assert item.notes == "Omars och Saras text"


def test_a_personal_number_is_refused_and_the_text_stays_in_the_box(
    cast: Cast, sign_in: SignIn, formed: LearningGroup
) -> None:
    meeting = formed.meetings.all()[0]
    leader = sign_in(cast.colleague)
    press(leader, reverse("meetings:room", args=[meeting.pk]), reverse("meetings:open", args=[meeting.pk]))
    item = meeting.agenda.get(position=0)
    response = leader.post(
        reverse("meetings:notes", args=[item.pk]), {"text": "Vi talade om 19121212-1212", "based_on": 0}
    )
    assert response.status_code == 422
    assert "Vi talade om 19121212-1212" in response.content.decode()
    item.refresh_from_db()
    assert item.notes == ""
    assert Minutes.objects.get().state == "DRAFT"


def test_a_principal_of_two_schools_chooses_where_the_group_is(cast: Cast, sign_in: SignIn) -> None:
    employ(cast.principal, cast.other_school, "PRINCIPAL")
    browser = sign_in(cast.principal)
    page = browser.get(reverse("meetings:form_group") + f"?school={cast.school.pk}&subject=MA")
    assert f"?school={cast.other_school.pk}&amp;subject=MA" in page.content.decode()
    other = browser.get(reverse("meetings:form_group") + f"?school={cast.other_school.pk}&subject=MA")
    assert cast.teacher_elsewhere in other.context["form"].fields["leader"].queryset
    assert cast.member not in other.context["form"].fields["leader"].queryset


def test_more_meetings_are_proposed_after_those_that_are_planned(
    cast: Cast, sign_in: SignIn, formed: LearningGroup
) -> None:
    last = formed.meetings.order_by("starts_at").last()
    assert last is not None
    page = sign_in(cast.colleague).get(reverse("meetings:plan", args=[formed.pk]))
    assert page.context["form"]["first_day"].value() == timezone.localdate(last.starts_at) + timedelta(weeks=4)


def test_a_goal_of_whole_pupils_is_shown_without_decimals(cast: Cast, sign_in: SignIn, formed: LearningGroup) -> None:
    page = sign_in(cast.principal).get(reverse("meetings:goal", args=[formed.pk]))
    assert page.context["form"]["baseline"].value() == 12
    assert 'value="12"' in page.content.decode()

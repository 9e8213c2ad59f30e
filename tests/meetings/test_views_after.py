"""The pages after a meeting."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lartraff.core import clock
from lartraff.meetings.actions.after import check_out
from lartraff.meetings.actions.minutes import share_minutes
from lartraff.meetings.actions.notes import save_notes
from lartraff.meetings.actions.outcomes import decide, inform, park_matter, set_task
from lartraff.meetings.actions.preparing import prepare
from lartraff.meetings.actions.room import close_meeting
from lartraff.meetings.logic.checkout import Question
from lartraff.meetings.models import CheckOutCount, Meeting, Task
from tests.cast import Cast
from tests.conftest import SignIn
from tests.meetings import scenes

ANSWERS = {"LEARNT": 4, "TASK": 3, "HEARD": 4}
AFTER = scenes.START + timedelta(hours=3)


def html(answer: Any) -> str:
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def look(browser: Client, name: str, meeting: Meeting) -> str:
    return html(browser.get(reverse(f"meetings:{name}", args=[meeting.pk])))


def eventful(cast: Cast) -> Meeting:
    """A meeting that led to something; Jonas was away."""
    meeting = scenes.opened(cast)
    item = scenes.item(meeting, scenes.ROUND)
    save_notes(item, "Sexton av tjugofyra löste del B.", based_on=0, by=cast.member)
    decide(item, "Vi ger samma test.", by=cast.leader, command=scenes.new())
    inform(item, "Eva kommer nästa gång.", by=cast.leader, command=scenes.new())
    park_matter(meeting, "Kopieringen", sent_to="arbetslaget", by=cast.member, command=scenes.new())
    set_task(meeting, [cast.leader, cast.member], teaching="Ge testet igen", by=cast.leader, command=scenes.new())
    with scenes.minute(90):
        close_meeting(meeting, by=cast.leader, command=scenes.new())
    meeting.refresh_from_db()
    return meeting


# --- Checking out


def test_one_answers_once_and_is_told_so(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    browser = sign_in(cast.member)
    page = look(browser, "check_out", meeting)
    assert "Svaren sparas som antal, utan namn. Är ni få kan ni ana vem som svarat vad." in page
    address = reverse("meetings:check_out", args=[meeting.pk])
    assert "Tack. Ditt svar är räknat." in html(browser.post(address, ANSWERS, follow=True))
    assert "Du har redan svarat. Det räknas en gång." in html(browser.post(address, ANSWERS, follow=True))
    assert sum(row.count for row in CheckOutCount.objects.all()) == 3
    # A colleague at the same computer answers for themselves.
    browser.force_login(cast.leader)
    assert "Lärde vi oss något?" in look(browser, "check_out", meeting)
    browser.post(address, ANSWERS)
    assert sum(row.count for row in CheckOutCount.objects.all()) == 6


def test_a_forged_cookie_hides_nothing(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    browser = sign_in(cast.member)
    browser.cookies[f"check_out_{meeting.pk}"] = "answered:x:y"
    assert "Lärde vi oss något?" in look(browser, "check_out", meeting)


def test_all_three_questions_are_answered(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    answer = sign_in(cast.member).post(reverse("meetings:check_out", args=[meeting.pk]), {"LEARNT": 4})
    assert answer.status_code == 422
    assert not CheckOutCount.objects.exists()


def test_sums_are_shown_from_three_on_to_the_group_alone(cast: Cast, sign_in: SignIn) -> None:
    minutes = scenes.shared(cast)
    meeting = minutes.meeting
    few = "Färre än tre har svarat."
    answers = {Question(name): answer for name, answer in ANSWERS.items()}
    with clock.at(AFTER):
        for person in (cast.leader, cast.member):
            check_out(meeting, answers, by=person)
        assert few in look(sign_in(cast.member), "minutes", meeting)
        assert "svar. Bara gruppen" not in look(sign_in(cast.member), "minutes", meeting)
        check_out(meeting, answers, by=cast.second_member)
        for person in (cast.leader, cast.second_member):
            page = look(sign_in(person), "minutes", meeting)
            assert "3 svar. Bara gruppen ser det här." in page
            assert few not in page
        page = look(sign_in(cast.principal), "minutes", meeting)
    for word in ("Lärde vi oss något?", "En minut efteråt", few):
        assert word not in page


def test_the_time_to_answer_ends(cast: Cast, sign_in: SignIn) -> None:
    minutes = scenes.shared(cast)
    with clock.at(AFTER + timedelta(days=8)):
        browser = sign_in(cast.member)
        assert "Tiden att svara är slut." in look(browser, "check_out", minutes.meeting)
        answer = browser.post(reverse("meetings:check_out", args=[minutes.meeting_id]), ANSWERS)
    assert answer.status_code == 422
    assert not CheckOutCount.objects.exists()


def test_there_is_nothing_to_answer_before(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.opened(cast)
    browser = sign_in(cast.member)
    assert "Frågorna kommer när lärträffen är slut." in look(browser, "check_out", meeting)
    assert browser.post(reverse("meetings:check_out", args=[meeting.pk]), ANSWERS).status_code == 422


# --- Catching up


def test_who_was_away_finds_the_way_from_home_group_and_meeting(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    way = f'href="{reverse("meetings:catch_up", args=[meeting.pk])}"'
    pages = ("/", f"/groups/{cast.maths.pk}/")
    with clock.at(AFTER):
        for address in (*pages, f"/meetings/{meeting.pk}/"):
            assert way in html(sign_in(cast.second_member).get(address)), address
        for address in pages:
            for person in (cast.member, cast.principal, cast.colleague):
                assert way not in html(sign_in(person).get(address)), (person, address)


def test_the_page_tells_what_happened(cast: Cast, sign_in: SignIn) -> None:
    meeting = eventful(cast)
    page = look(sign_in(cast.second_member), "catch_up", meeting)
    for part in ("Vi saknade dig.", "Vi ger samma test.", "Eva kommer nästa gång.", "Sexton av tjugofyra löste del B.",
                 "Kopieringen", "arbetslaget", "Ge testet igen", "Omar Aziz, Sara Holm"):  # fmt: skip
        assert part in page
    page = look(sign_in(cast.member), "catch_up", meeting)
    assert "Vi saknade dig." not in page
    assert "Ta den här uppgiften" not in page


def test_my_own_words_are_offered_and_added(cast: Cast, sign_in: SignIn) -> None:
    meeting = eventful(cast)
    prepare(meeting, "I 9C klarade nitton det.", by=cast.second_member)
    browser = sign_in(cast.second_member)
    assert "I 9C klarade nitton det.</textarea>" in look(browser, "catch_up", meeting)
    answer = browser.post(
        reverse("meetings:add_afterwards", args=[meeting.pk]), {"text": "I 9C klarade nitton det."}, follow=True
    )
    page = html(answer)
    assert "<strong>Jonas (i efterhand):</strong> I 9C klarade nitton det." in page


def test_my_own_task_is_taken_there(cast: Cast, sign_in: SignIn) -> None:
    meeting = eventful(cast)
    browser = sign_in(cast.second_member)
    page = html(
        browser.post(reverse("meetings:own_task", args=[meeting.pk]), {"teaching": "Ge testet i 9C"}, follow=True)
    )
    assert "Uppgiften är din." in page
    assert "Berätta hur det gick" in page
    assert Task.objects.get(person=cast.second_member).teaching == "Ge testet i 9C"


@pytest.mark.parametrize("name", ["add_afterwards", "own_task"])
def test_what_is_refused_stays_in_its_box(name: str, cast: Cast, sign_in: SignIn) -> None:
    meeting = eventful(cast)
    number = "Elev 850709-9805"
    answer = sign_in(cast.second_member).post(
        reverse(f"meetings:{name}", args=[meeting.pk]), {"text": number, "teaching": number}
    )
    assert answer.status_code == 422
    assert "ser ut att innehålla ett personnummer" in answer.content.decode()
    assert f"{number}</textarea>" in answer.content.decode()


def test_when_the_minutes_are_shared_nothing_is_added(cast: Cast, sign_in: SignIn) -> None:
    minutes = scenes.read_aloud(cast)
    share_minutes(minutes, by=cast.leader)
    browser = sign_in(cast.second_member)
    assert "så inget mer läggs till" in look(browser, "catch_up", minutes.meeting)
    answer = browser.post(reverse("meetings:add_afterwards", args=[minutes.meeting_id]), {"text": "Mitt."})
    assert answer.status_code == 422
    assert "Protokollet är delat" in answer.content.decode()


def test_a_meeting_to_come_has_nothing_to_catch_up_on(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.member)
    page = reverse("meetings:meeting", args=[meeting.pk])
    assert browser.get(reverse("meetings:catch_up", args=[meeting.pk])).headers["Location"] == page
    for name, sent in (("add_afterwards", {"text": "Mitt."}), ("own_task", {"teaching": "Ge testet"})):
        assert browser.post(reverse(f"meetings:{name}", args=[meeting.pk]), sent).headers["Location"] == page


def test_who_comes_late_reads_what_has_been_said_so_far(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.opened(cast)
    save_notes(scenes.item(meeting, scenes.ROUND), "Sexton av tjugofyra.", based_on=0, by=cast.member)
    page = look(sign_in(cast.second_member), "catch_up", meeting)
    assert "Sexton av tjugofyra." in page
    assert "Lärträffen pågår. Kom in och säg det där." in page


# --- What goes on


def test_what_goes_on_is_shown_before_closing_and_afterwards(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.opened(cast)
    park_matter(meeting, "Kopieringen", sent_to="", by=cast.member, command=scenes.new())
    heading = "Det här följer med till nästa gång"
    leader = sign_in(cast.leader)
    assert heading in look(leader, "room", meeting)
    close_meeting(meeting, by=cast.leader, command=scenes.new())
    assert heading in look(leader, "meeting", meeting)
    assert heading not in look(sign_in(cast.principal), "meeting", meeting)

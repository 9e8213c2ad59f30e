"""The pages before a meeting, without JavaScript."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.core.templatetags.page import written
from lartraff.meetings.actions.inviting import ItemDraft, save_plan
from lartraff.meetings.actions.materials import add_material
from lartraff.meetings.actions.preparing import prepare
from lartraff.meetings.actions.room import go_to_item
from lartraff.meetings.actions.suggestions import suggest
from lartraff.meetings.actions.turns import give_turn
from lartraff.meetings.models import Meeting, PreparedItem, Suggestion
from lartraff.meetings.queries.preparing import own_words, prepared_items
from tests.cast import Cast
from tests.conftest import SignIn
from tests.meetings import scenes

WORDS = "Sexton av tjugofyra löste del B"


def page(browser: Client, name: str, meeting: Meeting) -> str:
    answer = browser.get(reverse(f"meetings:{name}", args=[meeting.pk]))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_my_words_are_on_my_page_under_what_i_promised_and_on_nobody_else_s(cast: Cast, sign_in: SignIn) -> None:
    scenes.promise(cast, "Ge testet om bråk i 8B", by=cast.member)
    meeting = scenes.planned(cast, scenes.START + 4 * scenes.WEEK)
    sara = sign_in(cast.member)
    answer = sara.post(reverse("meetings:own_words", args=[meeting.pk]), {"text": WORDS}, follow=True)
    assert answer.redirect_chain[-1][0] == f"/meetings/{meeting.pk}/#words"
    html = page(sara, "meeting", meeting)
    assert html.index("Du lovade") < html.index("Ge testet om bråk i 8B") < html.index(WORDS)
    assert "Det raderas när protokollet delas." in html
    for person in (cast.leader, cast.second_member, cast.principal, cast.colleague):
        assert WORDS not in page(sign_in(person), "meeting", meeting)


def test_my_words_are_on_the_screen_while_i_have_the_floor_and_not_before(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.opened(cast)
    prepare(meeting, f"**{WORDS}**", by=cast.member)
    go_to_item(meeting, scenes.ROUND, came_from=0, by=cast.leader, command=scenes.new())
    leader = sign_in(cast.leader)
    give_turn(meeting, cast.leader, by=cast.leader, command=scenes.new())
    assert WORDS not in page(leader, "room", meeting)
    give_turn(meeting, cast.member, by=cast.leader, command=scenes.new())
    assert written(f"**{WORDS}**").strip() in page(leader, "room", meeting)
    give_turn(meeting, cast.leader, by=cast.leader, command=scenes.new())
    assert WORDS not in page(leader, "room", meeting)


def test_a_text_that_is_refused_stays_in_its_box(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.member)
    number = "Elev 850709-9805 klarade det"
    for name, sent in (
        ("own_words", {"text": number}),
        ("suggest", {"text": number}),
        ("add_material", {"title": number, "where": "hyllan"}),
    ):
        answer = browser.post(reverse(f"meetings:{name}", args=[meeting.pk]), sent)
        assert answer.status_code == 422
        assert number in answer.content.decode()
        assert "ser ut att innehålla ett personnummer" in answer.content.decode()


def test_a_form_of_a_meeting_that_is_over_says_so(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.closed(cast)
    answer = sign_in(cast.member).post(reverse("meetings:suggest", args=[meeting.pk]), {"text": "Betygen"}, follow=True)
    assert "Den här lärträffen är slut. Föreslå frågan till nästa." in answer.content.decode()


def test_suggestions_are_seen_by_the_group_in_the_room_too(cast: Cast, sign_in: SignIn) -> None:
    earlier = scenes.planned(cast, scenes.START - 4 * scenes.WEEK)
    suggest(earlier, "Betygssamtalen i sjuan", by=cast.member)
    meeting = scenes.opened(cast)
    for person in (cast.leader, cast.second_member):
        assert "Betygssamtalen i sjuan" in page(sign_in(person), "room", meeting)
    assert "Betygssamtalen i sjuan" not in page(sign_in(cast.principal), "meeting", meeting)
    leader = sign_in(cast.leader)
    suggestion = Suggestion.objects.get()
    answer = leader.post(reverse("meetings:take_up_suggestion", args=[suggestion.pk]))
    assert answer.headers["Location"] == reverse("meetings:room", args=[meeting.pk])
    assert "Betygssamtalen i sjuan" not in page(leader, "room", meeting)


def test_reading_is_ticked_for_oneself(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    material = add_material(meeting, title="Kapitel 3", where="https://bok.example/3", by=cast.leader)
    tick = reverse("meetings:tick_material", args=[material.pk])
    for person in (cast.leader, cast.member, cast.second_member):
        assert "har läst</" not in page(sign_in(person), "meeting", meeting).replace("Du har läst", "")
        sign_in(person).post(tick, {"read": "yes"})
    html = page(sign_in(cast.member), "meeting", meeting)
    assert "3 av 3 har läst" in html
    assert '<a href="https://bok.example/3" rel="noreferrer">Kapitel 3</a>' in html
    sign_in(cast.member).post(tick, {"read": "no"})
    assert "av 3 har läst" not in page(sign_in(cast.leader), "meeting", meeting)


# --- The leader's page


def fields(html: str) -> dict[str, str]:
    """What a browser would send of the form, if no button were pressed."""
    inputs = re.findall(r'<input type="(?:text|number|hidden)"[^>]*?name="([\w-]+)"(?:[^>]*?value="([^"]*)")?', html)
    areas = re.findall(r'<textarea[^>]*?name="([\w-]+)"[^>]*>\s*(.*?)</textarea>', html, re.DOTALL)
    chosen = [
        (name, re.findall(r'value="(\w+)"\s+selected', options)[0])
        for name, options in re.findall(r'<select[^>]*?name="([\w-]+)".*?>(.*?)</select>', html, re.DOTALL)
    ]
    return {name: value for name, value in [*inputs, *areas, *chosen] if name != "csrfmiddlewaretoken"}


def press(browser: Client, meeting: Meeting, button: str, value: object = "yes", **changed: str) -> Any:
    address = reverse("meetings:prepare", args=[meeting.pk])
    sent = fields(browser.get(address).content.decode()) | changed
    return browser.post(address, {**sent, button: value})


def titles(meeting: Meeting) -> list[str]:
    return [item.title for item in prepared_items(meeting)]


ORDINARY = ["Välkomna", "Laget runt", "Diskussion", "Uppgift till nästa gång", "Läs upp och dela"]


def test_rows_are_moved_and_taken_away_by_buttons(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.leader)
    assert titles(meeting) == ORDINARY
    answer = press(browser, meeting, "down", 1)
    assert answer.headers["Location"].endswith("/prepare/#item-2")
    assert titles(meeting) == ["Välkomna", "Diskussion", "Laget runt", *ORDINARY[3:]]
    press(browser, meeting, "up", 2)
    assert titles(meeting) == ORDINARY
    press(browser, meeting, "remove", 0)
    assert titles(meeting) == ORDINARY[1:]
    # What makes no sense where it stands changes nothing.
    for button, value in (("up", 0), ("down", 3), ("remove", 17), ("up", "x")):
        press(browser, meeting, button, value)
    assert titles(meeting) == ORDINARY[1:]


def test_an_item_is_added_and_filled_in(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.leader)
    page_with_new = press(browser, meeting, "add").headers["Location"].split("#")[0]
    sent = fields(browser.get(page_with_new).content.decode())
    assert sent["rows"] == "6"
    address = reverse("meetings:prepare", args=[meeting.pk])
    # Left empty it is no item; filled in it is one.
    browser.post(address, {**sent, "save": "yes"})
    assert titles(meeting) == ORDINARY
    browser.post(address, {**sent, "item-5-title": "Besök av Eva", "save": "yes"})
    assert titles(meeting) == [*ORDINARY, "Besök av Eva"]


def test_what_is_typed_is_saved_by_any_button(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    press(sign_in(cast.leader), meeting, "down", 0, **{"item-2-title": "Bråk", "note": "Minns tiden"})
    assert titles(meeting)[2] == "Bråk"
    assert "Minns tiden" in page(sign_in(cast.leader), "prepare", meeting)


def test_the_sum_stands_beside_the_booked_time_and_warns_in_words(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.leader)

    def warned() -> list[str]:
        shown = re.findall(r"<span data-(surely|perhaps) ?(hidden)?", page(browser, "prepare", meeting))
        return [name for name, hidden in shown if not hidden]

    assert re.search(r"<span data-shortest>58</span>–<span data-longest>85</span>", page(browser, "prepare", meeting))
    assert warned() == []
    press(browser, meeting, "save", **{"item-2-minutes_to": "60"})
    assert warned() == ["perhaps"]
    press(browser, meeting, "save", **{"item-2-minutes_from": "70", "item-2-minutes_to": "80"})
    assert warned() == ["surely"]
    press(browser, meeting, "send")
    assert meeting.agenda.get(position=2).minutes_from == 70


def test_what_is_wrong_is_said_and_nothing_is_lost(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    answer = press(
        sign_in(cast.leader), meeting, "save",
        **{"item-1-title": "", "item-2-minutes_to": "5", "item-3-title": "Min egen rubrik"},
    )  # fmt: skip
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "Högst kan inte vara mindre än minst." in html
    assert "Min egen rubrik" in html
    assert not PreparedItem.objects.exists()


def test_a_suggestion_is_put_on_the_agenda(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    long = suggest(meeting, "Hur gör vi " + "mycket " * 20 + "mer?", by=cast.member)
    browser = sign_in(cast.leader)
    press(browser, meeting, "take", long.pk)
    item = PreparedItem.objects.last()
    assert item is not None
    assert (item.title, item.prompt, item.suggestion) == (long.text[:120], long.text, long)
    assert "på dagordningen" in page(browser, "prepare", meeting)


def test_the_invitation_shows_the_agenda_to_the_group_and_to_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.leader)
    press(browser, meeting, "save", **{"item-2-title": "Bråk i sjuan"})
    for person in (cast.member, cast.principal, cast.colleague):
        html = page(sign_in(person), "meeting", meeting)
        assert "Bråk i sjuan" not in html
        assert "Vad tror vi, och vad vet vi?" in html
    answer = press(browser, meeting, "send")
    assert answer.headers["Location"] == reverse("meetings:meeting", args=[meeting.pk])
    assert len(mail.outbox) == 3
    assert "http://testserver/meetings/" in mail.outbox[0].body
    assert "Bråk i sjuan" in page(sign_in(cast.member), "meeting", meeting)
    # Nothing is new, so the page has nothing to send.
    assert not press(browser, meeting, "save").headers["Location"].endswith("#")
    assert not PreparedItem.objects.exists()
    for person in (cast.principal, cast.colleague):
        assert "Bråk i sjuan" not in page(sign_in(person), "meeting", meeting)


def test_the_page_says_whether_the_members_know(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(cast.leader)
    assert "Bara du ser det här tills du skickar inbjudan." in page(browser, "prepare", meeting)
    press(browser, meeting, "send")
    assert "Det du ändrar här syns när du skickar igen." in page(browser, "prepare", meeting)
    press(browser, meeting, "save", **{"item-2-title": "Bråk i sjuan"})
    assert "Planen har ändrats sedan dess." in page(browser, "prepare", meeting)
    again = press(browser, meeting, "send", **{"item-2-title": "Bråk i sjuan"})
    assert again.status_code == 302
    html = press(browser, meeting, "send").content.decode()
    assert "Gruppen är inbjuden, och inget har ändrats sedan dess." in html


def test_an_opened_meeting_is_no_longer_prepared(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.opened(cast)
    answer = sign_in(cast.leader).get(reverse("meetings:prepare", args=[meeting.pk]))
    assert answer.headers["Location"] == reverse("meetings:meeting", args=[meeting.pk])


def test_the_leader_s_note_is_with_the_leader_in_the_room(cast: Cast, sign_in: SignIn) -> None:
    meeting = scenes.planned(cast)
    save_plan(meeting, [ItemDraft("ROUND", "Rundan", "", 5, 10)], note="Fråga Jonas", by=cast.leader)
    assert "Fråga Jonas" in page(sign_in(cast.leader), "room", meeting)
    assert "Fråga Jonas" not in page(sign_in(cast.member), "room", meeting)


@pytest.mark.parametrize("who", ["member", "leader"])
def test_the_page_asks_as_often_for_thirty_as_for_one(cast: Cast, sign_in: SignIn, who: str) -> None:
    meeting = scenes.planned(cast)
    browser = sign_in(getattr(cast, who))

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            page(browser, "meeting", meeting)
        return len(queries)

    def one_more(number: int) -> None:
        suggest(meeting, f"Fråga {number}", by=cast.second_member)
        add_material(meeting, title=f"Kapitel {number}", where="hyllan", by=cast.second_member)

    one_more(0)
    few = count()
    for number in range(1, 30):
        one_more(number)
    assert count() == few
    assert own_words(cast.member, meeting) == ""

"""What is said in the room: told to all once it is in the log, and refused with a sentence."""

import uuid

import pytest

from lartraff.live import store
from lartraff.live.document import section
from lartraff.live.logic import frames
from lartraff.live.logic.frames import Step
from lartraff.live.logic.tree import text_of
from lartraff.live.models import DocumentUpdate
from lartraff.meetings.actions.room import go_to_item
from lartraff.meetings.models import Decision, Meeting, MeetingEvent
from tests.cast import Cast
from tests.live.screen import Screen
from tests.live.serving import Served
from tests.meetings import scenes
from tests.meetings.scenes import DISCUSSION, ROUND, WELCOME, item, new

LEADS = "Lärledaren för lärträffen vidare. Säg till lärledaren om ni ska gå vidare."


@pytest.fixture
def meeting(house: Served, cast: Cast) -> Meeting:
    return scenes.opened(cast)


def test_what_one_writes_the_other_reads(house: Served, cast: Cast, meeting: Meeting) -> None:
    here = item(meeting, WELCOME)
    with Screen(house, cast.leader, meeting) as omar, Screen(house, cast.member, meeting) as sara:
        omar.write(here, "Välkomna!")
        sara.until(lambda: sara.reads(here) == "Välkomna!")
        sara.write(here, "Tack!")
        omar.until(lambda: omar.reads(here) == "Välkomna!Tack!")
    with Screen(house, cast.second_member, meeting) as late:
        late.until(lambda: late.reads(here) == "Välkomna!Tack!")


def test_saved_is_said_when_it_is_in_the_log_and_not_before(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as sara:
        sara.hello().saved()
        for number in range(5):
            sara.write(item(meeting, WELCOME), f"Rad {number}")
        sara.saved()
        kept = store.document_of([bytes(one.data) for one in DocumentUpdate.objects.all()])
        written = text_of(section(kept, item(meeting, WELCOME).pk))
        assert written == "Rad 0Rad 1Rad 2Rad 3Rad 4"


def test_a_command_is_answered_and_everybody_sees_what_came_of_it(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.leader, meeting) as omar, Screen(house, cast.member, meeting) as sara:
        omar.hello()
        sara.hello()
        assert "done" in omar.do("go", item=ROUND, came_from=WELCOME)
        omar.until(lambda: omar.state["current"] == ROUND)
        sara.until(lambda: sara.state["current"] == ROUND)
        assert sara.state["quiet"] is not None
        omar.do("turn", person=cast.member.pk)
        sara.until(lambda: sara.state["turn"] is not None)
        assert sara.state["turn"]["person"] == cast.member.pk


def test_the_same_command_counts_once(house: Served, cast: Cast, meeting: Meeting) -> None:
    command = str(uuid.uuid4())
    with Screen(house, cast.member, meeting) as sara:
        sara.hello()
        for _time in range(3):
            sara.answers.clear()
            sara.ask("decide", command, item=item(meeting, WELCOME).pk, text="Vi ger samma test.")
            sara.until(lambda: command in sara.answers)
            assert "done" in sara.answers[command]
    assert Decision.objects.count() == 1


def test_who_may_not_is_told_so_in_a_sentence(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as sara:
        sara.hello()
        assert sara.refused("go", item=ROUND, came_from=WELCOME) == LEADS
        assert sara.refused("close") == LEADS
        sara.hush()
        assert sara.state["current"] == WELCOME


@pytest.mark.parametrize(
    ("name", "data", "field"),
    [
        ("decide", {"item": 0, "text": ""}, "text"),
        ("decide", {"item": 0, "text": "Anna 850709-9805"}, "text"),
        ("park", {"text": ""}, "text"),
        ("turn", {"person": 0}, "person"),
        ("go", {"item": "x", "came_from": 0}, "item"),
        ("choose", {"role": "KING", "person": None}, "role"),
        ("extend", {"item": 0, "minutes": 61}, "minutes"),
        ("leave", {"reason": "LUNCH"}, "reason"),
        ("ask_hands", {"question": ""}, "question"),
        ("show_hand", {"answer": "MAYBE"}, "answer"),
    ],
)
def test_what_is_wrong_is_said_beside_where_it_is(
    house: Served, cast: Cast, meeting: Meeting, name: str, data: dict[str, object], field: str
) -> None:
    before = MeetingEvent.objects.count()
    with Screen(house, cast.leader, meeting) as omar:
        answer = omar.hello().do(name, **data)["refused"]
    assert answer["field"] == field
    assert answer["sentence"]
    assert MeetingEvent.objects.count() == before


def test_a_command_that_nobody_knows_asks_for_a_newer_page(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.leader, meeting) as omar:
        assert omar.hello().refused("dance") == "Sidan är äldre än huset. Ladda om den."


def test_an_unclear_task_is_said_once_and_set_all_the_same(house: Served, cast: Cast, meeting: Meeting) -> None:
    task = {"people": [cast.member.pk], "teaching": "Prova", "study": "", "evidence": "", "due_on": None}
    with Screen(house, cast.leader, meeting) as omar:
        answer = omar.hello().do("task", **task)["refused"]
        assert answer["field"] == "unclear"
        assert "done" in omar.do("task", **task, as_it_is=True)
        omar.until(lambda: [one["kind"] for one in omar.state["outcomes"]] == ["TASK"])


def test_the_leading_is_taken_over_only_when_the_leader_has_dropped_out(
    house: Served, cast: Cast, meeting: Meeting
) -> None:
    with Screen(house, cast.member, meeting) as sara:
        sara.hello()
        with Screen(house, cast.leader, meeting) as omar:
            omar.hello()
            sara.until(lambda: cast.leader.pk in sara.told.get("online", []))
            assert sara.refused("take_over") == "Den som leder är kvar här. Be att få ta över."
        sara.until(lambda: cast.leader.pk not in sara.told["online"])
        assert "done" in sara.do("take_over")
        sara.until(lambda: sara.told["me"]["may_lead"])
        assert "done" in sara.do("go", item=ROUND, came_from=WELCOME)


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"\x09",
        b"\x00\x07\x00",
        b"\x00\x02\x05abc",
        b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        frames.sync(Step.UPDATE, b"\xff\xff\xff\x7f"),
        frames.sync(Step.UPDATE, b"\x01\x01\x01"),
        frames.sync(Step.STATE, b"\xff\xff\xff\x7f"),
        frames.awareness(b"\x01\x01\x01\x03{]}"),
    ],
)
def test_a_bad_frame_closes_its_own_socket_and_no_other(
    house: Served, cast: Cast, meeting: Meeting, frame: bytes
) -> None:
    with Screen(house, cast.leader, meeting) as good, Screen(house, cast.member, meeting) as bad:
        bad.hush(0.1)
        bad.send_frame(frame)
        assert bad.closed() == 1007
        good.write(item(meeting, DISCUSSION), "Vi andra går vidare")
        good.hello().saved()


def test_a_frame_that_is_too_large_closes_its_socket(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as bad:
        bad.hush(0.1)
        bad.send_frame(frames.sync(Step.UPDATE, bytes(1_200_000)))
        assert bad.closed() in {1007, 1009}


@pytest.mark.parametrize("text", ["", "[]", "{", '{"command": {"id": "x", "name": "go"}}', '{"command": {}}'])
def test_a_message_that_is_none_closes_its_socket(house: Served, cast: Cast, meeting: Meeting, text: str) -> None:
    with Screen(house, cast.member, meeting) as bad:
        bad.hush(0.1)
        bad.socket.send(text)
        assert bad.closed() == 1007


def test_an_official_client_that_never_says_hello_hears_no_text(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as plain, Screen(house, cast.leader, meeting) as omar:
        omar.hello().do("go", item=ROUND, came_from=WELCOME)
        omar.write(item(meeting, ROUND), "Hej")
        plain.until(lambda: plain.reads(item(meeting, ROUND)) == "Hej")
        assert {word.split()[0] for word in plain.order} <= {"SYNC", "AWARENESS"}


def test_the_time_is_the_house_s(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as sara:
        sara.hello().say({"time": 17})
        sara.until(lambda: "time" in sara.told)
        assert sara.told["time"] == 17
        assert sara.told["now"] > 1_600_000_000_000


def test_a_change_made_on_a_page_is_seen_in_the_room(house: Served, cast: Cast, meeting: Meeting) -> None:
    with Screen(house, cast.member, meeting) as sara:
        sara.hello()
        go_to_item(meeting, ROUND, came_from=WELCOME, by=cast.leader, command=new())
        sara.until(lambda: sara.state["current"] == ROUND, patience=3)

"""Processes that are killed, and several that serve the same room."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.live.processes import Operation, Process, built, copied, process, redis_server
from tests.live.screen import Screen
from tests.live.serving import Served


@pytest.fixture(scope="session")
def model(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Operation]:
    with django_db_blocker.unblock(), built(tmp_path_factory.mktemp("model")) as found:
        yield found


@pytest.fixture
def operation(transactional_db: None, model: Operation, tmp_path: Path) -> Iterator[Operation]:
    with copied(model, tmp_path / "data") as found:
        yield found


@pytest.fixture
def shared_operation(transactional_db: None, model: Operation, tmp_path: Path) -> Iterator[Operation]:
    with redis_server(tmp_path) as redis, copied(model, tmp_path / "data", redis) as found:
        yield found


def screen(operation: Operation, served: Process, who: str) -> Screen:
    return Screen(Served(served.port), operation.school["cookies"][who], operation.school["meeting"])


def test_what_was_told_to_be_saved_is_there_after_the_power_has_gone(operation: Operation) -> None:
    here = operation.school["items"][0]
    with process(operation) as first:
        sara = screen(operation, first, "member").hello()
        for number in range(20):
            sara.write(here, f"Rad {number}. ")
        sara.saved()
        decided = sara.do("decide", item=here, text="Vi ger samma test.")
        first.kill()
    assert "done" in decided
    with process(operation) as again, screen(operation, again, "leader") as omar:
        omar.hello().until(lambda: omar.reads(here).count("Rad") == 20)
        assert [one["text"] for one in omar.state["outcomes"]] == ["Vi ger samma test."]


def test_who_was_writing_comes_back_and_all_is_there_once(operation: Operation) -> None:
    here = operation.school["items"][0]
    with process(operation) as first:
        sara = screen(operation, first, "member").hello()
        sara.write(here, "Före avbrottet. ")
        sara.saved()
        document, port = sara.document, first.port
        first.kill()
    with process(operation, port) as again:
        back = screen(operation, again, "member")
        back.document = document
        back.write(here, "Under avbrottet. ")
        back.hello().saved()
        with screen(operation, again, "leader") as omar:
            omar.until(lambda: omar.reads(here) == "Före avbrottet. Under avbrottet. ")
        back.open.close()


def test_two_processes_serve_one_room(shared_operation: Operation) -> None:
    operation, (here, *_) = shared_operation, shared_operation.school["items"]
    people = operation.school["people"]
    with ExitStack() as open_ones:
        one, two = (open_ones.enter_context(process(operation)) for _process in range(2))
        omar = open_ones.enter_context(screen(operation, one, "leader"))
        sara = open_ones.enter_context(screen(operation, two, "member"))
        omar.hello()
        sara.hello()
        both = sorted([people["leader"], people["member"]])
        omar.until(lambda: omar.told.get("online") == both)
        sara.until(lambda: sara.told.get("online") == both)
        omar.write(here, "Från den ena. ")
        sara.until(lambda: sara.reads(here) == "Från den ena. ")
        sara.write(here, "Från den andra. ")
        omar.until(lambda: omar.reads(here) == "Från den ena. Från den andra. ")
        omar.do("go", item=1, came_from=0)
        sara.until(lambda: sara.state["current"] == 1, patience=3)
        # One of them dies; who was there goes on at the other, and nothing is missing.
        one.kill()
        with screen(operation, two, "leader") as moved:
            moved.hello().until(lambda: moved.reads(here) == "Från den ena. Från den andra. ")
            assert moved.state["current"] == 1
            moved.do("turn", person=people["member"])
            sara.until(lambda: sara.state["turn"] is not None)


def test_a_process_goes_on_alone_while_redis_is_away(shared_operation: Operation, tmp_path: Path) -> None:
    operation, (here, *_) = shared_operation, shared_operation.school["items"]
    operation.environment["LARTRAFF_CACHE_URL"] = "redis://127.0.0.1:1/0"
    with process(operation) as alone, screen(operation, alone, "member") as sara:
        sara.hello().write(here, "Utan de andra")
        sara.saved()
        assert "done" in sara.do("park", text="Kopieringen")


def test_pages_and_live_room_side_by_side_tell_each_other(shared_operation: Operation) -> None:
    operation = shared_operation
    with process(operation) as live, screen(operation, live, "member") as sara:
        sara.hello()
        # A change from another process, as a page's is.
        code = (
            "import django; django.setup()\n"
            "from uuid import uuid4\n"
            "from lartraff.meetings.actions.room import go_to_item\n"
            "from lartraff.meetings.models import Meeting\n"
            "from lartraff.people.models import User\n"
            f"meeting = Meeting.objects.select_related('group__school').get(pk={operation.school['meeting']})\n"
            f"leader = User.objects.get(pk={operation.school['people']['leader']})\n"
            "go_to_item(meeting, 1, came_from=0, by=leader, command=uuid4())\n"
        )
        environment = operation.environment | {"DJANGO_SETTINGS_MODULE": "lartraff.config.settings"}
        subprocess.run([sys.executable, "-c", code], env=environment, check=True)
        sara.until(lambda: sara.state["current"] == 1, patience=3)

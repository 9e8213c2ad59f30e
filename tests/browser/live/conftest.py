"""Where meetings are held: in one process, in two, and where websockets are blocked."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from lartraff.live.commands import carry_out
from tests.browser.conftest import Come, Visitor, entrance
from tests.browser.live import meeting as scene
from tests.browser.live.meeting import Appointment, appoint
from tests.browser.live.wire import wired
from tests.cast import Cast
from tests.live.processes import Operation, built, process, redis_server
from tests.world import new


@dataclass(frozen=True, slots=True)
class Place:
    """A meeting about to begin. `first` and `second` are two ways into it."""

    first: str
    second: str
    appointment: Appointment
    let_pass: Callable[[float], None]  # minutes
    come: Come

    @property
    def meeting(self) -> int:
        return self.appointment.meeting

    def visitor(self, who: str, house: str = "", **more: object) -> Visitor:
        return self.come(house or self.first, self.appointment.sessions[who], **more)


def in_this_process(house: str, second: str, cast: Cast, come: Come) -> Place:
    appointment = appoint(cast)
    return Place(house, second, appointment, lambda minutes: scene.let_pass(appointment.meeting, minutes), come)


@pytest.fixture
def place(cast: Cast, house: str, chromium: Browser) -> Iterator[Place]:
    with entrance(chromium) as come:
        yield in_this_process(house, house, cast, come)


# Somebody does something in the room, from no screen of theirs: do("leader", "go", item=1, came_from=0)
Do = Callable[..., None]


@pytest.fixture
def do(place: Place, cast: Cast) -> Do:
    def done(who: str, name: str, **data: object) -> None:
        refused = carry_out(getattr(cast, who), place.meeting, name, data, new(), online=())
        assert refused is None, refused

    return done


@pytest.fixture
def without_websockets(cast: Cast, house: str, chromium: Browser) -> Iterator[Place]:
    with wired(house, websockets=False) as wire, entrance(chromium) as come:
        yield in_this_process(wire.url, wire.url, cast, come)
        assert wire.refused


@pytest.fixture
def two_processes(transactional_db: None, tmp_path: Path, chromium: Browser) -> Iterator[Place]:
    with ExitStack() as houses:
        redis = houses.enter_context(redis_server(tmp_path))
        operation = houses.enter_context(built(tmp_path / "data", Path(scene.__file__)))
        operation.environment["LARTRAFF_CACHE_URL"] = redis
        first, second = (houses.enter_context(process(operation)) for _process in range(2))
        come = houses.enter_context(entrance(chromium))
        yield Place(
            f"http://localhost:{first.port}",
            f"http://localhost:{second.port}",
            Appointment(operation.school["meeting"], operation.school["sessions"]),
            lambda minutes: let_pass(operation, minutes),
            come,
        )


def let_pass(operation: Operation, minutes: float) -> None:
    command = [sys.executable, scene.__file__, "let_pass", str(operation.school["meeting"]), str(minutes)]
    subprocess.run(command, env=operation.environment, check=True)

"""The room over plain HTTP, as the room's script asks where websockets are blocked."""

import http.client
import json
from typing import Any

from django.conf import settings

from lartraff.meetings.models import Meeting
from lartraff.people.models import User
from tests.live.screen import cookie_of
from tests.live.serving import Served


def exchange(house: Served, user: User | None, meeting: Meeting, **asked: Any) -> tuple[int, dict[str, Any]]:
    """Ask once; the status and what was answered."""
    return raw_exchange(house, user, meeting, json.dumps(asked).encode(), {})


def raw_exchange(
    house: Served, user: User | None, meeting: Meeting, body: bytes, headers: dict[str, str]
) -> tuple[int, dict[str, Any]]:
    sent = {"Origin": house.url, "Content-Type": "application/json"} | headers
    if user is not None:
        sent["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={cookie_of(user)}"
    connection = http.client.HTTPConnection("localhost", house.port, timeout=30)
    try:
        wanted = {name: value for name, value in sent.items() if value}
        connection.request("POST", f"/live/meetings/{meeting.pk}/exchange", body, wanted)
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    finally:
        connection.close()

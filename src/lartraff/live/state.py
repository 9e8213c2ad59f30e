"""What the room's screens show: one value for all of the group, one small one for each person, one for the wall.

Reads the database, so it runs in threads. Times are milliseconds since 1970, as browsers count.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from lartraff.core.text import to_html
from lartraff.live.models import LiveDocument, Wall
from lartraff.meetings.logic.events import Answer
from lartraff.meetings.logic.plan import expected_end, share_of_each, to_spare
from lartraff.meetings.queries.outcomes import meeting_of, next_start_after
from lartraff.meetings.queries.preparing import everybodys_words, open_suggestions
from lartraff.meetings.queries.rooms import (
    AgendaRow,
    PersonRow,
    RoomPage,
    doubts_about,
    last_sequence,
    room_page,
    spans_of,
)
from lartraff.meetings.queries.rotation import proposed_parts
from lartraff.people.queries import public_name

if TYPE_CHECKING:
    from lartraff.people.models import User


MINUTE = timedelta(minutes=1)
MOST_OFFERED = 5  # minutes at a time, taken from another item


@dataclass(frozen=True, slots=True)
class View:
    """`text` and `wall` are whole messages, ready to send; `wall` is None while no wall is open."""

    sequence: int
    data: dict[str, Any]
    text: str
    wall: str | None
    wall_data: dict[str, Any] | None
    may_write: bool
    leaders: frozenset[int]
    words: dict[int, str] = field(default_factory=dict)

    def me(self, user: User) -> dict[str, Any]:
        """What is this person's own: what they may, and the words only they can see."""
        return {
            "id": user.pk,
            "name": user.get_full_name(),
            "may_lead": user.pk in self.leaders,
            "may_write": self.may_write,
            "words": self.words.get(user.pk, ""),
        }


def view_of(meeting_pk: int) -> View | None:
    """The room as it is now; None if there is no such meeting (any more)."""
    meeting = meeting_of(meeting_pk)
    if meeting is None:
        return None
    sequence = last_sequence(meeting)
    page = room_page(meeting)
    words = everybodys_words(meeting)
    wall = Wall.objects.filter(meeting=meeting_pk).first()
    document = LiveDocument.objects.filter(meeting=meeting_pk).values_list("generation", flat=True).first()
    data = {
        "sequence": sequence,
        "generation": str(document) if document else None,
        "now": milliseconds(page.now),
        **meeting_part(page),
        **time_part(page),
        **talk_part(page, words),
        **people_part(page),
        **outcomes_part(page),
        "suggestions": [{"id": one.pk, "text": one.text} for one in open_suggestions(meeting)],
        "wall": wall and {"code": wall.code, "shows_text": wall.shows_text},
    }
    wall_data = wall_part(page, data, shows_text=wall.shows_text) if wall else None
    leaders = frozenset(person.user.pk for person in page.people if person.leads)
    return View(
        sequence=sequence,
        data=data,
        text=json.dumps({"state": data}),
        wall=None if wall_data is None else json.dumps({"state": wall_data}),
        wall_data=wall_data,
        # Before it is opened there is nothing to write in, and once it is shared nothing to write.
        may_write=meeting.status != "PLANNED" and data["minutes"] != "SHARED",
        leaders=leaders,
        words=words,
    )


def milliseconds(moment: datetime) -> float:
    return moment.timestamp() * 1000


def maybe(moment: datetime | None) -> float | None:
    return None if moment is None else milliseconds(moment)


def whole(duration: timedelta) -> int:
    return round(duration / timedelta(milliseconds=1))


def meeting_part(page: RoomPage) -> dict[str, Any]:
    meeting = page.meeting
    following = next_start_after(meeting)
    return {
        "meeting": {
            "id": meeting.pk,
            "group": meeting.group.name,
            "number": meeting.number,
            "status": meeting.status,
            "starts_at": milliseconds(meeting.starts_at),
            "planned_minutes": meeting.minutes_planned,
            "place": meeting.place,
            "opened_at": maybe(meeting.opened_at),
            "closed_at": maybe(meeting.closed_at),
        },
        "minutes": page.minutes_state,
        "items": [item_part(row) for row in page.agenda],
        "current": page.room.current,
        "doubts": [doubt.value for doubt in doubts_about(page)] if page.room.is_open else [],
        "next_meeting": maybe(following),
    }


def item_part(row: AgendaRow) -> dict[str, Any]:
    return {
        "id": row.item.pk,
        "position": row.item.position,
        "kind": row.item.kind,
        "title": row.item.title,
        "prompt": row.item.prompt,
        "from": row.item.minutes_from,
        "to": row.minutes_to,
        "started": row.state.started,
        "done": row.is_done,
        "skipped": row.state.skipped,
        "used_ms": whole(row.state.used),
    }


def time_part(page: RoomPage) -> dict[str, Any]:
    room, current = page.room, page.current
    clock = plan = None
    if current is not None:
        stopped = "PAUSED" if room.paused_at else "AWAY" if room.away else None
        since = room.paused_at or (room.away and room.away.since)
        clock = {
            "left_ms": current.seconds_to * 1000 - whole(current.state.used),
            "total_ms": current.seconds_to * 1000,
            "stopped": stopped,
            "reason": room.away.reason if room.away else None,
            "since": maybe(since or None),
        }
    if page.ends_at is not None and room.is_open:
        spans = spans_of(row.item for row in page.agenda)
        expected = expected_end(spans, room, page.now)
        offers = to_spare(spans, room)
        plan = {
            "ends_at": milliseconds(page.ends_at),
            "expected_at": milliseconds(expected),
            "slack_minutes": int((page.ends_at - expected) // MINUTE),
            "offers": [{"item": item, "minutes": min(left, MOST_OFFERED)} for item, left in offers.items()],
        }
    return {"clock": clock, "plan": plan}


def talk_part(page: RoomPage, words: dict[int, str]) -> dict[str, Any]:
    room, item = page.room, page.room.item
    waiting = [person.user.pk for person in page.waiting]
    share = None
    if page.current is not None and page.current.item.kind == "ROUND":
        (span,) = spans_of([page.current.item])
        share = share_of_each(span, room, len(waiting), page.now)
    turn = None
    if room.turn is not None and room.turn_since is not None:
        until = room.turn_since + share if share and not room.stands_still else None
        turn = {
            "person": room.turn,
            "since": milliseconds(room.turn_since),
            "until": maybe(until),
            "words": words.get(room.turn, ""),
        }
    return {
        "quiet": {"until": maybe(room.quiet_until)} if page.is_quiet else None,
        "turn": turn,
        "order": waiting,
        "seconds_each": None if share is None else int(share.total_seconds()),
        "queue": list(room.queue),
        "ready": list(room.ready),
        "heard": sorted(item.spoken) if item else [],
        "passed": sorted(item.passed) if item else [],
        "later": list(item.later) if item else [],
        "hands": hands_part(page),
        "nudged_at": maybe(room.nudged_at),
    }


def hands_part(page: RoomPage) -> dict[str, Any] | None:
    hands = page.room.hands
    if hands is None:
        return None
    return {"question": hands.question, **{answer.value: hands.who(answer) for answer in Answer}}


def people_part(page: RoomPage) -> dict[str, Any]:
    taken = dict(page.room.parts)
    here = [person.user.pk for person in page.people if person.present]
    proposed = proposed_parts(page.meeting, here or [person.user.pk for person in page.people], taken)
    return {
        "people": [person_part(person, page) for person in page.people],
        "proposed": {part.value: who for part, who in proposed.items() if part not in taken},
    }


def person_part(person: PersonRow, page: RoomPage) -> dict[str, Any]:
    name = public_name(person.user)
    hidden = bool(person.user.security_marking)
    return {
        "id": person.user.pk,
        "name": name,
        "given": name if hidden else person.user.given_name,
        "initials": "" if hidden else f"{person.user.given_name[:1]}{person.user.family_name[:1]}".upper(),
        "leads": person.leads,
        "roles": [part.value for part, who in page.room.parts if who == person.user.pk],
        "here": person.present,
        "promised": [
            {
                "id": task.pk,
                "teaching": task.teaching,
                "study": task.study,
                "evidence": task.evidence,
                "due_on": task.due_on and task.due_on.isoformat(),
                "outcome": task.outcome,
            }
            for task in person.promised
        ],
    }


def outcomes_part(page: RoomPage) -> dict[str, Any]:
    outcomes: list[dict[str, Any]] = []
    for row in page.agenda:
        outcomes += [outcome("INFORMATION", one.pk, one.text, row.item.pk) for one in row.item.information.all()]
        outcomes += [outcome("DECISION", one.pk, one.text, row.item.pk) for one in row.item.decisions.all()]
    for task in page.tasks:
        more = {
            "people": [task.person_id],
            "study": task.study,
            "evidence": task.evidence,
            "due_on": task.due_on and task.due_on.isoformat(),
        }
        outcomes.append(outcome("TASK", task.pk, task.teaching, None) | more)
    return {
        "outcomes": outcomes,
        "parked": [{"id": one.pk, "text": one.text, "sent_to": one.sent_to} for one in page.parked],
        "carried": [{"id": one.pk, "text": one.text, "sent_to": one.sent_to} for one in page.carried],
    }


def outcome(kind: str, pk: int, text: str, item: int | None) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": pk,
        "item": item,
        "text": text,
        "people": [],
        "study": "",
        "evidence": "",
        "due_on": None,
    }


def wall_part(page: RoomPage, data: dict[str, Any], *, shows_text: bool) -> dict[str, Any]:
    """The step, the time and whose turn it is. No pupils, no private words, no draft unless the group shows it."""
    given = {person["id"]: person["given"] for person in data["people"]}
    turn, hands, current = data["turn"], data["hands"], page.current
    return {
        "now": data["now"],
        "group": data["meeting"]["group"],
        "number": data["meeting"]["number"],
        "status": data["meeting"]["status"],
        "title": current.item.title if current else "",
        "prompt": current.item.prompt if current else "",
        "clock": data["clock"],
        "plan": data["plan"] and {"ends_at": data["plan"]["ends_at"]},
        "turn": turn and {"given": given.get(turn["person"], ""), "until": turn["until"]},
        "next": given.get(data["order"][0]) if data["order"] and current and current.item.kind == "ROUND" else None,
        "next_title": page.next_item.item.title if page.next_item else None,
        "quiet": data["quiet"],
        "hands": hands and {"question": hands["question"], **{one.value: len(hands[one.value]) for one in Answer}},
        "nudged_at": data["nudged_at"],
        "html": str(to_html(current.item.notes, pictures=False)) if current and shows_text else "",
    }

"""What has changed in a meeting's plan since the members were told of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class PlannedItem:
    title: str
    prompt: str
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class ToldPlan:
    """A meeting as its members know it. `starts_at`: ISO 8601 with time zone; `minutes`: the booked time."""

    starts_at: str
    minutes: int
    place: str
    items: tuple[PlannedItem, ...]


class Change(StrEnum):
    TIME = "TIME"
    PLACE = "PLACE"
    ADDED = "ADDED"
    REMOVED = "REMOVED"
    CHANGED = "CHANGED"
    ORDER = "ORDER"


Changes = list[tuple[Change, str]]


def changes(before: ToldPlan, after: ToldPlan) -> Changes:
    """What is new, with the title of the item where it is about one; nothing if the plans say the same."""
    found: Changes = []
    if (before.starts_at, before.minutes) != (after.starts_at, after.minutes):
        found.append((Change.TIME, ""))
    if before.place != after.place:
        found.append((Change.PLACE, ""))
    return found + changed_items(before.items, after.items)


def changed_items(before: tuple[PlannedItem, ...], after: tuple[PlannedItem, ...]) -> Changes:
    """Items are known by their titles; two of the same title count as one."""
    old = {item.title: item for item in before}
    new = {item.title: item for item in after}
    found = [(Change.ADDED, title) for title in new if title not in old]
    found += [(Change.REMOVED, title) for title in old if title not in new]
    found += [(Change.CHANGED, title) for title, item in new.items() if title in old and old[title] != item]
    if [title for title in old if title in new] != [title for title in new if title in old]:
        found.append((Change.ORDER, ""))
    return found


def as_data(plan: ToldPlan) -> dict[str, Any]:
    """The plan as it is kept: only text, numbers and lists."""
    return {
        "starts_at": plan.starts_at,
        "minutes": plan.minutes,
        "place": plan.place,
        "items": [[item.title, item.prompt, item.shortest, item.longest] for item in plan.items],
    }


def from_data(data: dict[str, Any]) -> ToldPlan:
    items = tuple(PlannedItem(*item) for item in data["items"])
    return ToldPlan(data["starts_at"], data["minutes"], data["place"], items)

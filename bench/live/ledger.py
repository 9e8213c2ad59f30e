"""What the database says of a meeting: a line with its number in, a line of JSON out, until there is no more.

Run beside the house, with its settings, so that what is said of it does not come from itself.
"""

import json
import os
import sys
from typing import Any, TypedDict

import django


class Ledger(TypedDict):
    """`lines` are the texts of decisions, information and parked matters; `notes` by agenda item."""

    commands: list[str]
    lines: list[str]
    notes: dict[str, str]


def ledger_of(meeting: int) -> Ledger:
    from lartraff.meetings.models import AgendaItem, Decision, Information, MeetingEvent, ParkedMatter  # noqa: PLC0415

    lines: list[Any] = []
    for rows in (Decision.objects, Information.objects, ParkedMatter.objects):
        lines += rows.filter(meeting=meeting).values_list("text", flat=True)
    events = MeetingEvent.objects.filter(meeting=meeting).values_list("command", flat=True)
    notes = AgendaItem.objects.filter(meeting=meeting).values_list("pk", "notes")
    return Ledger(
        commands=[str(command) for command in events],
        lines=lines,
        notes={f"item-{item}": text for item, text in notes},
    )


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
    django.setup()
    for line in sys.stdin:
        sys.stdout.write(json.dumps(ledger_of(int(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()

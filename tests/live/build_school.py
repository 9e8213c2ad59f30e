"""Run by tests in a process of its own: the cast, an open meeting and everybody's session; printed as JSON."""

import json
import os
import sys
from pathlib import Path

import django

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lartraff.config.settings")
django.setup()

from tests.cast import gather  # noqa: E402
from tests.live.screen import cookie_of  # noqa: E402
from tests.meetings import scenes  # noqa: E402

cast = gather()
meeting = scenes.opened(cast)
people = {name: getattr(cast, name) for name in ("leader", "member", "second_member")}
print(  # noqa: T201
    json.dumps(
        {
            "meeting": meeting.pk,
            "items": list(meeting.agenda.values_list("pk", flat=True)),
            "people": {name: user.pk for name, user in people.items()},
            "cookies": {name: cookie_of(user) for name, user in people.items()},
        }
    )
)

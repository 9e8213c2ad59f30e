"""What the room asks one to think of before closing."""

from django.urls import reverse

from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.actions import notes
from lartraff.meetings.logic.doubts import Doubt
from lartraff.meetings.models import Minutes
from lartraff.meetings.queries.rooms import doubts_about, room_page
from tests.cast import Cast
from tests.conftest import SignIn
from tests.world import build, new


def test_text_added_after_the_reading_aloud_brings_the_doubt_back(cast: Cast, sign_in: SignIn) -> None:
    world = build(cast)
    minutes = Minutes.objects.select_related("meeting__group__school").get(meeting=world.open)
    minutes_actions.mark_read_aloud(minutes, by=cast.leader, command=new())
    world.open.refresh_from_db()
    assert Doubt.NOT_READ_ALOUD not in doubts_about(room_page(world.open))
    world.item.refresh_from_db()
    notes.save_notes(world.item, "Ett tillägg", based_on=world.item.notes_version, by=cast.member)
    world.open.refresh_from_db()
    assert Doubt.NOT_READ_ALOUD in doubts_about(room_page(world.open))
    page = sign_in(cast.leader).get(reverse("meetings:room", args=[world.open.pk]))
    assert Doubt.NOT_READ_ALOUD in page.context["doubts"]

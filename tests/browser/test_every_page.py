"""Every page of the house, looked at closely: no barriers, nothing sticking out, light or dark."""

import pytest
from django.urls import reverse

from lartraff.people.models import LearningGroup, User
from tests.browser.conftest import Visit
from tests.cast import Cast
from tests.test_doors import DOORS, Door, Place
from tests.world import build, try_file

# Fragments, pictures and tables that are taken out are no pages.
PARTS = {
    "meetings:where",
    "meetings:dates",
    "meetings:photo",
    "results:matrix_table",
    "results:subject_table",
    "results:comparison_table",
    "results:against_table",
    "results:schools_table",
}
PAGES = [door for door in DOORS if door.post is None and door.name not in PARTS]
SIGNED_OUT = ["account_login", "account_reset_password", "account_reset_password_done", "account_signup"]


@pytest.fixture
def place(cast: Cast) -> Place:
    return Place(cast, build(cast), try_file(cast).pk)


@pytest.mark.parametrize("door", PAGES, ids=lambda door: door.name)
def test_a_page_has_no_barriers_for_anybody_who_may_see_it(door: Door, place: Place, visit: Visit) -> None:
    address = reverse(door.name, args=door.args(place)) + door.query(place)
    # Those who lead see most of a page, and the others something else: one of each kind.
    for name in [name for name in ("principal", "leader", "member", "analyst") if name in door.may][:2]:
        visitor = visit(place.cast.everybody()[name])
        visitor.go(address)
        visitor.look()


@pytest.mark.parametrize("door", PAGES[:3], ids=lambda door: door.name)
def test_colours_hold_in_the_dark(door: Door, place: Place, visit: Visit) -> None:
    visitor = visit(place.cast.principal, color_scheme="dark")
    visitor.go(reverse(door.name, args=door.args(place)) + door.query(place))
    visitor.look()


@pytest.mark.parametrize("name", SIGNED_OUT)
def test_a_public_page_has_no_barriers(name: str, visit: Visit) -> None:
    visitor = visit()
    visitor.go(reverse(name))
    visitor.look()


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/groups/",
        "/groups/{group}/",
        "/meetings/{meeting}/",
        "/meetings/{room}/room/",
        "/meetings/{room}/room/plain/",
    ],
)
def test_very_long_names_find_room(address: str, place: Place, visit: Visit) -> None:
    long = "Specialpedagogiksamordningsämnesgruppen" * 3
    LearningGroup.objects.update(name=long)
    User.objects.filter(pk=place.cast.leader.pk).update(given_name=long[:80], family_name=long[:80])
    visitor = visit(place.cast.leader)
    world = place.world
    visitor.go(address.format(group=place.cast.maths.pk, meeting=world.planned.pk, room=world.open.pk))
    visitor.look()


def test_a_refusal_has_no_barriers(place: Place, visit: Visit) -> None:
    visitor = visit(place.cast.principal)
    visitor.go(reverse("meetings:room", args=[place.world.open.pk]))
    visitor.look()
    visitor.go("/no-such-page/")
    visitor.look()


def test_english_is_whole_and_kept(place: Place, visit: Visit) -> None:
    visitor = visit(place.cast.principal)
    page = visitor.go("/")
    page.get_by_role("button", name="English").click()
    page.get_by_role("heading", name="What the groups ask of you").wait_for()
    visitor.look()
    page.get_by_role("link", name="Results").click()
    page.get_by_role("heading", name="Where do pupils not reach grade E?").wait_for()


def test_signing_in_and_opening_a_meeting_by_keyboard_alone(place: Place, visit: Visit) -> None:
    """Only Tab, Enter and letters: what is focused can be seen, and every step can be taken."""
    page = visit().go("/accounts/login/")

    def tab_to(text: str) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            focused = page.evaluate(
                "() => { const e = document.activeElement;"
                " return [e.innerText || e.labels?.[0]?.innerText || '', getComputedStyle(e).outlineStyle]; }"
            )
            if text in focused[0]:
                assert focused[1] != "none", f"{text} is focused, and it does not show"
                return
        raise AssertionError(f"Tab never reached {text}")

    tab_to("post")
    page.keyboard.type(place.cast.leader.email)
    tab_to("Lösenord")
    page.keyboard.type("lång mening med mellanslag")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Din lärträff pågår").wait_for()
    tab_to("Gå till rummet")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Vilka är här, och vem skriver i dag?").wait_for()
    tab_to("Vidare till: Laget runt")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Vad har du prövat sedan sist, och vad såg du?").wait_for()

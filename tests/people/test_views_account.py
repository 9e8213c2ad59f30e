"""One's own account."""

from lartraff.people.models import User
from tests.cast import Cast
from tests.conftest import SignIn


def wants(user: User) -> bool:
    return User.objects.get(pk=user.pk).reminders


def test_reminders_are_on_until_one_turns_them_off(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    assert wants(cast.member)
    assert 'name="reminders"' in browser.get("/account/").content.decode()
    assert browser.post("/account/", {}).headers["Location"] == "/account/"
    assert not wants(cast.member)
    assert wants(cast.leader)
    browser.post("/account/", {"reminders": "on"})
    assert wants(cast.member)


def test_the_page_is_found_from_the_foot_and_leads_to_the_password(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.stranger)
    assert 'href="/account/"' in browser.get("/").content.decode()
    assert 'href="/accounts/password/change/"' in browser.get("/account/").content.decode()

"""A photograph of the board, from a phone into the minutes."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from lartraff.meetings.actions.minutes import mark_read_aloud, share_minutes
from lartraff.meetings.models import Minutes
from tests.browser.live import hands
from tests.browser.live.conftest import Do, Place
from tests.cast import Cast
from tests.world import new


def the_board() -> FilePayload:
    """As large as phones make them."""
    file = BytesIO()
    Image.linear_gradient("L").resize((3000, 2000)).save(file, "JPEG")
    return {"name": "tavlan.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


def is_seen(page: Page) -> str:
    """The picture has come, and is one; its address."""
    picture = page.get_by_role("img", name="Elevernas fyra sätt att dela")
    expect(picture).to_be_visible()
    page.wait_for_function("() => [...document.images].some((one) => one.naturalWidth > 100)")
    return str(picture.get_attribute("src"))


def test_a_photo_from_the_phone_is_seen_by_all_and_by_the_principal_when_it_is_shared(
    place: Place, do: Do, cast: Cast
) -> None:
    do("leader", "open")
    for person in (cast.leader, cast.member, cast.second_member):
        do("leader", "here", person=person.pk, here=True)
    phone = place.visitor("second_member", width=390, height=844, has_touch=True, is_mobile=True)
    hands.enter(phone, place.meeting)
    omar = hands.enter(place.visitor("leader"), place.meeting)
    hands.press(phone.page, "Skriv i protokollet")
    hands.write(phone.page, "Så här delade de:")
    phone.page.locator("[data-tool='photo']").tap()
    phone.photograph("30-photo-form")
    phone.page.get_by_label("Välj en bild").set_input_files(the_board())
    phone.page.get_by_label("Vad visar bilden?").fill("Elevernas fyra sätt att dela")
    phone.photograph("31-photo-described")
    hands.press(phone.page, "Lägg in fotot")
    address = is_seen(phone.page)
    phone.photograph("32-photo")
    assert is_seen(omar) == address
    hands.saved(phone.page)

    principal = place.visitor("principal").page
    refused = principal.goto(place.first + address)
    assert refused is not None
    assert refused.status in {403, 404}
    do("leader", "close")
    hands.heading(omar, "Tack för i dag")
    minutes = Minutes.objects.select_related("meeting__group__school").get(meeting=place.meeting)
    mark_read_aloud(minutes, by=cast.leader, command=new())
    minutes.refresh_from_db()
    share_minutes(minutes, by=cast.leader)
    principal.goto(f"{place.first}/meetings/{place.meeting}/minutes/")
    assert is_seen(principal) == address
    assert phone.troubles == []

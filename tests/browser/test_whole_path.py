"""From real grades to an answered learning meeting: three people in three browsers, on laptop and phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from lartraff.core import clock
from lartraff.meetings.models import MinutesVersion
from lartraff.people.models import LearningGroup, School
from lartraff.results.models import ResultRow
from tests.browser.conftest import Visit, Visitor
from tests.browser.live import hands
from tests.cast import Cast
from tests.results.scb_files import savsjo, scb_text

# Hofgårdsskolan's published counts for year 9 (see tests/data/README.md), at a school of ours.
SOURCE = "59983229"


def the_file(school: School) -> bytes:
    counts = [one for one in savsjo() if one.school == SOURCE and one.year == 9]
    return scb_text(counts).replace(SOURCE, school.unit_code).encode()


@pytest.fixture
def principal(visit: Visit, cast: Cast) -> Visitor:
    return visit(cast.principal)


@pytest.fixture
def leader(visit: Visit, cast: Cast) -> Visitor:
    return visit(cast.colleague)


@pytest.fixture
def teacher(visit: Visit, cast: Cast) -> Visitor:
    """Sara, with a phone in one hand."""
    return visit(cast.member, width=390)


def load_results(principal: Visitor, school: School) -> None:
    page = principal.go("/")
    page.get_by_role("link", name="Resultat", exact=True).click()
    principal.look()
    page.get_by_role("link", name="Läs in resultat").click()
    principal.look()
    page.get_by_label("Filer", exact=True).set_input_files(
        {"name": "slutbetyg.txt", "mimeType": "text/plain", "buffer": the_file(school)}
    )
    page.get_by_role("button", name="Titta på filerna").click()
    expect(page.get_by_role("rowheader", name="Matematik")).to_be_visible()
    principal.look()
    assert not ResultRow.objects.exists()
    page.get_by_role("button", name="Spara resultaten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Var når eleverna inte betyget E?")
    principal.look()


def form_group(principal: Visitor) -> LearningGroup:
    page = principal.page
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Matematik"))
    row.get_by_role("link", name="Bilda grupp").click()
    principal.look()
    assert "nådde" in page.get_by_label("Varför den här gruppen?").input_value()
    page.get_by_label("Gruppens namn").fill("Matematik 7–9")
    page.get_by_label("Lärledare").select_option(label="Nils Berg")
    expect(page.get_by_label("Sara Holm")).to_be_checked()
    page.get_by_label("Hur ser vi det?").fill("elever i åk 9 utan minst E i matematik")
    page.locator("[name=baseline]").fill("12")
    page.locator("[name=target]").fill("6")
    page.get_by_label("Till när?").fill((clock.today() + timedelta(days=200)).isoformat())
    with page.expect_response("**/groups/new/dates/**"):
        page.get_by_label("Hur ofta").select_option(label="var tredje vecka")
    page.get_by_role("button", name="Bilda gruppen").click()
    expect(page.get_by_text("Gruppen är bildad")).to_be_visible()
    principal.look()
    return LearningGroup.objects.get(name="Matematik 7–9")


def open_and_gather(leader: Visitor, teacher: Visitor, room: str) -> None:
    page = leader.go("/")
    page.get_by_role("link", name="Förbered dig").click()
    leader.look()
    page.get_by_role("link", name="Gå till rummet").click()
    hands.heading(page, "Snart börjar vi")
    leader.look()
    hands.press(page, "Öppna lärträffen")
    hands.heading(page, "Vilka är här, och vem skriver i dag?")
    leader.look()
    phone = teacher.go("/")
    phone.get_by_role("link", name="Gå till rummet").click()
    hands.press(phone, "Jag är här")
    expect(page.get_by_label("Sara", exact=True)).to_be_checked()
    page.get_by_label("Nils", exact=True).set_checked(True)
    choose_secretary(page)
    teacher.look()
    assert phone.url.endswith(room)


def choose_secretary(page: Page) -> None:
    hands.unfold(page, "Sekreterare för dagen").get_by_label("Sekreterare för dagen").select_option(label="Sara Holm")
    hands.press(page, "Välj")
    expect(page.locator(".who li", has_text="Sara")).to_contain_text("skriver")


def go_round(leader: Visitor, teacher: Visitor) -> None:
    page, phone = leader.page, teacher.page
    hands.go_on(page, "Laget runt")
    leader.look()
    page.get_by_role("button", name="börjar").click()
    leader.look()
    page.get_by_role("button", name="Nästa:").click()
    expect(page.get_by_role("button", name="Nästa:")).to_have_count(0)
    hands.press(phone, "Skriv i protokollet")
    teacher.look()
    hands.write(phone, "Gav testet i 8B. 19 av 24 klarade del A.")
    expect(hands.minutes(page)).to_have_text("Gav testet i 8B. 19 av 24 klarade del A.")
    hands.saved(phone)
    hands.press(phone, "Tillbaka till nu")
    hands.leave_structure(page, "Nationella prov")
    expect(page.get_by_text("Ni lämnade strukturen")).to_be_visible()
    leader.look()
    hands.press(page, "Tillbaka till dagordningen")
    hands.park(phone, "Beställa miniräknare", "Arbetslaget på torsdag")
    expect(page.get_by_text("Beställa miniräknare")).to_be_visible()
    teacher.look()


def discuss_and_set_the_task(leader: Visitor, teacher: Visitor) -> None:
    page, phone = leader.page, teacher.page
    hands.go_on(page, "Diskussion")
    hands.press(phone, "Skriv i protokollet")
    hands.add_line(phone, "Vi ger samma test i alla åttor.", "Beslut")
    hands.outcome(page, "Vi ger samma test i alla åttor.", "Beslut")
    hands.go_on(page, "Uppgift till nästa gång")
    leader.look()
    page.get_by_label("Vad gör vi i vår egen undervisning?").fill("Ge testet i en åtta och låt eleverna förklara")
    hands.press(page, "Sätt uppgiften")
    expect(page.get_by_text("Det står inte vad ni tar med er")).to_be_visible()
    leader.look()
    page.get_by_label("Vilket underlag tar vi med oss?").fill("Sammanställning per klass")
    page.get_by_label("Till när?").fill((clock.today() + timedelta(days=28)).isoformat())
    hands.press(page, "Sätt uppgiften")
    hands.outcome(page, "Ge testet i en åtta och låt eleverna förklara", "Uppgift")
    leader.look()


def read_aloud_and_close(leader: Visitor) -> None:
    page = leader.page
    hands.go_on(page, "Läs upp och dela")
    expect(page.get_by_text("Protokollet har inte lästs upp.")).to_be_visible()
    leader.look()
    hands.press(page, "Vi har läst upp protokollet")
    hands.press_twice(page, "Avsluta lärträffen")
    hands.heading(page, "Tack för i dag")
    leader.look()
    page.get_by_role("link", name="Läs protokollet").click()
    hands.heading(page, "Utkast till protokoll")
    leader.look()


def share(leader: Visitor) -> None:
    page = leader.page
    page.get_by_role("link", name="Dela med rektor").click()
    expect(page.get_by_text("vem som helst begära ut det")).to_be_visible()
    leader.look()
    page.get_by_role("button", name="Dela", exact=True).click()
    expect(page.get_by_text("Nu kan rektorn läsa protokollet.")).to_be_visible()
    leader.look()


def read_and_answer(principal: Visitor, leader: Visitor, teacher: Visitor) -> None:
    phone = teacher.page
    phone.goto(leader.page.url)
    phone.get_by_text("Be rektorn om återkoppling").click()
    phone.get_by_label("Inspel: vad tänker du om det här?").check()
    phone.get_by_label("Vad ska rektorn titta på?").fill("Är det rimligt att alla åttor gör samma test?")
    phone.get_by_role("button", name="Be om det").click()
    teacher.look()
    page = principal.go("/")
    principal.look()
    page.get_by_role("link", name="Läs och svara").click()
    expect(page.get_by_text("19 av 24 klarade del A.")).to_be_visible()
    principal.look()
    page.get_by_role("button", name="Jag har läst").click()
    page.get_by_label("Fråga: jag vill gärna ha ett svar.").check()
    page.get_by_label("Din återkoppling").fill("Hur gör ni med sjuorna?")
    page.get_by_role("button", name="Skicka till gruppen").click()
    principal.look()
    phone.goto(teacher.house + "/")
    teacher.look()
    phone.get_by_role("link", name="Svara på frågan").click()
    teacher.look()
    phone.get_by_label("Ert svar").fill("De får det efter jul.")
    phone.get_by_role("button", name="Skicka svaret").click()
    page.reload()
    expect(page.get_by_text("De får det efter jul.")).to_be_visible()
    principal.look()


def test_from_real_grades_to_a_shared_and_answered_learning_meeting(
    cast: Cast, principal: Visitor, leader: Visitor, teacher: Visitor
) -> None:
    load_results(principal, cast.school)
    group = form_group(principal)
    meeting = group.meetings.all()[0]
    room = f"/meetings/{meeting.pk}/room/"
    open_and_gather(leader, teacher, room)
    go_round(leader, teacher)
    discuss_and_set_the_task(leader, teacher)
    read_aloud_and_close(leader)

    refused = principal.go(f"/meetings/{meeting.pk}/minutes/")
    expect(refused.get_by_text("Utkastet är gruppens.")).to_be_visible()
    principal.look()

    share(leader)
    read_and_answer(principal, leader, teacher)
    version = MinutesVersion.objects.get(minutes__meeting=meeting)
    assert "19 av 24 klarade del A." in str(version.content)
    as_seen = leader.go(f"/groups/{group.pk}/as-the-principal/")
    expect(as_seen.get_by_text("Läst av Karin Ek")).to_be_visible()
    leader.look()

"""From real grades to an answered learning meeting: three people in three browsers, on laptop and phone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from lartraff.core import clock
from lartraff.meetings.models import MinutesVersion
from lartraff.people.models import LearningGroup, School
from lartraff.results.models import ResultRow
from tests.browser.conftest import Visit, Visitor
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
    page = principal.page
    page.get_by_role("link", name="Resultat", exact=True).click()
    principal.look()
    page.get_by_role("link", name="Läs in resultat").click()
    principal.look()
    page.get_by_label("Fil").set_input_files(
        {"name": "slutbetyg.txt", "mimeType": "text/plain", "buffer": the_file(school)}
    )
    page.get_by_role("button", name="Titta på filen").click()
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
    leader.look()
    page.get_by_role("button", name="Öppna lärträffen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Vilka är här, och vem skriver i dag?")
    leader.look()
    page.get_by_role("button", name="De här är på plats").click()
    phone = teacher.go("/")
    phone.get_by_role("link", name="Gå till rummet").click()
    phone.get_by_label("Sekreterare för dagen").select_option(label="Sara Holm")
    phone.get_by_role("button", name="Skriver i dag").click()
    teacher.look()
    assert phone.url.endswith(room)


def go_round(leader: Visitor, teacher: Visitor) -> None:
    page, phone = leader.page, teacher.page
    page.get_by_role("button", name="Vidare till: Laget runt").click()
    leader.look()
    page.get_by_role("button", name="börjar").click()
    leader.look()
    while page.get_by_role("button", name="Nästa:").count():
        page.get_by_role("button", name="Nästa:").click()
    phone.reload()
    teacher.look()
    # Typing is enough: the text saves itself a moment after the last key.
    with phone.expect_response("**/notes/"):
        phone.get_by_label("Det vi säger").press_sequentially("Gav testet i 8B. 19 av 24 klarade del A.")
    expect(phone.get_by_text("Sparat")).to_be_visible()
    page.get_by_text("Lämna strukturen en stund").click()
    page.get_by_label("Nationella prov").check()
    page.get_by_role("button", name="Vi gör det här först").click()
    leader.look()
    page.get_by_role("button", name="Tillbaka till dagordningen").click()
    phone.get_by_text("Parkera en fråga").click()
    phone.get_by_label("Vad gäller det?").fill("Beställa miniräknare")
    phone.get_by_label("Var hör det hemma?").fill("Arbetslaget på torsdag")
    phone.get_by_role("button", name="Parkera", exact=True).click()
    teacher.look()


def discuss_and_set_the_task(leader: Visitor, teacher: Visitor) -> None:
    page, phone = leader.page, teacher.page
    page.get_by_role("button", name="Vidare till: Diskussion").click()
    phone.reload()
    phone.get_by_text("Skriv ett beslut").click()
    phone.get_by_label("Vad beslutar vi?").fill("Vi ger samma test i alla åttor.")
    phone.get_by_role("button", name="Vi beslutar det här").click()
    page.get_by_role("button", name="Vidare till: Uppgift till nästa gång").click()
    leader.look()
    page.get_by_label("Vad gör vi i vår egen undervisning?").fill("Ge testet i en åtta och låt eleverna förklara")
    page.get_by_role("button", name="Sätt uppgiften").click()
    expect(page.get_by_text("Det står inte vad ni tar med er")).to_be_visible()
    leader.look()
    page.get_by_label("Vilket underlag tar vi med oss?").fill("Sammanställning per klass")
    page.get_by_label("Till när?").fill((clock.today() + timedelta(days=28)).isoformat())
    page.get_by_role("button", name="Sätt uppgiften").click()
    expect(page.get_by_text("Uppgiften är satt.")).to_be_visible()
    leader.look()


def read_aloud_and_share(leader: Visitor) -> None:
    page = leader.page
    page.get_by_role("button", name="Vidare till: Läs upp och dela").click()
    expect(page.get_by_text("Protokollet har inte lästs upp.")).to_be_visible()
    leader.look()
    page.get_by_role("button", name="Vi har läst upp protokollet").click()
    page.get_by_role("button", name="Avsluta lärträffen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Utkast till protokoll")
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
    read_aloud_and_share(leader)

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

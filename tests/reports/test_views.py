"""The launch: the page for the staff and the slides for their meeting."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from lartraff.core import clock
from lartraff.direction.actions.goals import set_goal
from lartraff.direction.actions.launches import prepare_launch, publish_launch
from lartraff.direction.models import Launch
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import inviting
from lartraff.meetings.actions.planning import plan_meetings
from lartraff.people.actions.groups import close_group
from lartraff.people.models import LearningGroup, User
from lartraff.people.queries import term_on
from lartraff.reports.queries import presentation_of
from lartraff.results.queries import results_matrix
from tests.cast import Cast, employ, make_group, make_person
from tests.conftest import SignIn
from tests.people.test_actions_mandates import answer, ask
from tests.results.loading import put


def launch_of(cast: Cast, groups: list[LearningGroup] | None = None, *, published: bool = True) -> Launch:
    term = term_on(clock.today(), cast.school)
    launch = prepare_launch(
        cast.school,
        by=cast.principal,
        school_year=term.school_year,
        season=term.season,
        groups=groups or [cast.maths],
        opening="Vi börjar <nu>",
        closing="Ta med en fråga",
    )
    if published:
        publish_launch(launch, by=cast.principal)
    return launch


def meet(cast: Cast, group: LearningGroup) -> None:
    """Twice within the term, the first before today if need be."""
    term = term_on(clock.today(), cast.school)
    first = clock.now().replace(year=term.starts_on.year, month=term.starts_on.month, day=term.starts_on.day)
    plan_meetings(group, [first, first + timedelta(days=28)], structure=default_structure("sv"), by=cast.principal)


def addresses(launch: Launch) -> list[str]:
    return [reverse("reports:launch", args=[launch.pk]), reverse("reports:slides", args=[launch.pk])]


def flat(answer: object) -> str:
    return " ".join(answer.content.decode().split())  # type: ignore[attr-defined]


def in_english(person: User) -> User:
    person.language = "en"
    person.save()
    return person


def test_page_and_slides_tell_which_groups_why_who_towards_what_and_how(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=12, pupils=80, year=9)
    set_goal(
        cast.maths,
        by=cast.principal,
        statement="Fler når E",
        measure="elever utan E",
        baseline=12,  # type: ignore[arg-type]
        target=6,  # type: ignore[arg-type]
        due_on=date(2027, 6, 1),
    )
    meet(cast, cast.maths)
    browser = sign_in(in_english(cast.colleague))
    for address in addresses(launch_of(cast)):
        page = flat(browser.get(address))
        assert "Vi börjar &lt;nu&gt;" in page
        assert "Ta med en fråga" in page
        assert "Year 9: 12 of 80 pupils" in page
        assert "15%" in page
        assert "did not reach grade E (F and dash) in the spring term 2026" in page
        assert "Många elever når inte betyget E." in page
        assert "Vi utvecklar undervisningen tillsammans." in page
        assert "Omar Aziz leads" in page
        assert "Sara Holm" in page
        assert "Fler når E" in page
        assert '<span class="figure">12</span>' in page
        assert '<span class="figure">6</span>' in page
        assert "elever utan E, by 1 June 2027" in page
        assert "Diskussion" in page
        assert "30–40 min" in page


@pytest.mark.parametrize("who", ["principal", "member"])
def test_small_numbers_are_hidden_whoever_shows_the_slides(cast: Cast, sign_in: SignIn, who: str) -> None:
    put(cast.school, "MA", not_passing=3, pupils=77, year=9)
    put(cast.school, "MA", not_passing=12, pupils=80, year=6)
    browser = sign_in(in_english(cast.everybody()[who]))
    for address in addresses(launch_of(cast)):
        page = flat(browser.get(address))
        assert "Year 9: too small numbers to show" in page
        assert "3 of 77" not in page
        assert "77" not in page
        assert "Year 6: 12 of 80 pupils" in page


def test_every_figure_stands_on_the_results_page_of_the_staff_too(cast: Cast) -> None:
    for year, not_passing, pupils in ((6, 3, 60), (7, 8, 61), (8, 5, 12), (9, 20, 90)):
        put(cast.school, "MA", not_passing=not_passing, pupils=pupils, year=year)
    put(cast.school, "FY", not_passing=7, pupils=62, year=7)
    matrix = results_matrix(cast.member, cast.school)
    (maths,) = [row for row in matrix.rows if row.subject.code == "MA"]
    seen, launch = dict(zip(matrix.years, maths.cells, strict=True)), launch_of(cast)
    for viewer in (cast.member, cast.principal):
        (figures,) = presentation_of(viewer, launch).subjects
        assert dict(figures.by_year) == {year: cell.figures for year, cell in seen.items() if cell and cell.figures}
        assert (
            set(figures.hidden_years) == {year for year, cell in seen.items() if cell and cell.figures is None} != set()
        )


def test_a_leader_who_has_not_said_yes_is_not_named(cast: Cast, sign_in: SignIn) -> None:
    mandate = ask(cast, cast.leader, group=cast.maths)
    launch = launch_of(cast)
    browser = sign_in(in_english(cast.principal))
    for address in addresses(launch):
        assert "Omar" not in flat(browser.get(address))
        assert "Who leads will be told later" in flat(browser.get(address))
    answer(mandate, accepts=True)
    for address in addresses(launch):
        assert "Omar Aziz leads" in flat(browser.get(address))
        assert "Led gruppen" not in flat(browser.get(address)), "the mandate itself is between the two"


def test_a_protected_name_is_not_shown_to_the_staff(cast: Cast, sign_in: SignIn) -> None:
    for person in (cast.leader, cast.member):
        person.security_marking = "PROTECTED"
        person.save()
    browser = sign_in(in_english(cast.colleague))
    for address in addresses(launch_of(cast)):
        page = flat(browser.get(address))
        assert "Omar" not in page
        assert "Sara" not in page
        assert "A colleague leads" in page


def test_what_the_leader_prepares_in_hiding_is_not_on_the_slides(cast: Cast, sign_in: SignIn) -> None:
    meet(cast, cast.maths)
    meeting = cast.maths.meetings.latest("starts_at")
    with clock.at(meeting.starts_at - timedelta(days=1)):
        item = inviting.ItemDraft(kind="DISCUSSION", title="Hemlig punkt", prompt="x", minutes_from=5, minutes_to=9)
        inviting.save_plan(meeting, [item], note="", by=cast.leader)
        inviting.send_invitation(meeting, [item], note="", by=cast.leader, site="https://larande.example")
    for address in addresses(launch_of(cast)):
        assert "Hemlig punkt" not in flat(sign_in(cast.member).get(address))


def test_a_purpose_that_all_share_is_told_once(cast: Cast) -> None:
    other = make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, name="NO")
    launch = launch_of(cast, [cast.maths, other])
    assert presentation_of(cast.member, launch).purpose == "Vi utvecklar undervisningen tillsammans."
    LearningGroup.objects.filter(pk=other.pk).update(purpose="Något annat")
    assert presentation_of(cast.member, launch).purpose == ""


def test_subjects_come_in_the_order_of_need(cast: Cast) -> None:
    groups = [cast.maths]
    for code, not_passing in (("EN", 20), ("SV", 2), ("FY", 12)):
        put(cast.school, code, not_passing=not_passing, pupils=90)
        groups.append(
            make_group(
                cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, name=code, subject=code
            )
        )
    put(cast.school, "MA", not_passing=15, pupils=90)
    told = presentation_of(cast.member, launch_of(cast, groups))
    assert [one.subject.code for one in told.subjects] == ["EN", "MA", "FY", "SV"]


def test_a_group_that_has_closed_is_no_longer_presented(cast: Cast, sign_in: SignIn) -> None:
    other = make_group(cast.school, leader=cast.colleague, members=[], formed_by=cast.principal, name="Ämnet NO")
    launch = launch_of(cast, [cast.maths, other])
    close_group(other, by=cast.principal)
    for address in addresses(launch):
        assert "Ämnet NO" not in flat(sign_in(cast.member).get(address))


def test_before_it_is_published_the_staff_find_nothing_and_afterwards_a_link(cast: Cast, sign_in: SignIn) -> None:
    launch = launch_of(cast, published=False)
    browser, principal = sign_in(cast.colleague), sign_in(cast.principal)
    pages = ["/", reverse("insights:groups"), reverse("reports:launches")]
    link = f'href="{addresses(launch)[0]}"'
    assert all(browser.get(address).status_code == 404 for address in addresses(launch))
    assert all(link not in flat(browser.get(page)) for page in pages)
    done = principal.post(reverse("reports:publish_launch", args=[launch.pk]))
    assert done.headers["Location"] == addresses(launch)[0]
    assert all(browser.get(address).status_code == 200 for address in addresses(launch))
    assert all(link in flat(browser.get(page)) for page in pages)
    principal.post(reverse("reports:withdraw_launch", args=[launch.pk]))
    assert all(browser.get(address).status_code == 404 for address in addresses(launch))


def test_the_principal_begins_changes_and_is_told_what_is_wrong(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(in_english(cast.principal))
    term = term_on(clock.today(), cast.school)
    begin = reverse("reports:new_launch", args=[cast.school.pk])
    given = {"term": f"{term.school_year}-{term.season}", "groups": [cast.maths.pk], "opening": "Hej", "closing": ""}
    assert set(browser.post(begin, {**given, "groups": []}).context["form"].errors) == {"groups"}
    assert set(browser.post(begin, {**given, "term": "1999-HT"}).context["form"].errors) == {"term"}
    assert "personal number" in flat(browser.post(begin, {**given, "opening": "850709-9805"}))
    done = browser.post(begin, given)
    launch = Launch.objects.get()
    assert done.headers["Location"] == addresses(launch)[0]
    assert "already" in flat(browser.post(begin, given))
    change = reverse("reports:change_launch", args=[launch.pk])
    assert "Hej" in flat(browser.get(change))
    browser.post(change, {"groups": [cast.maths.pk], "opening": "Hej igen"})
    launch.refresh_from_db()
    assert launch.opening == "Hej igen"


def test_a_school_without_groups_is_told_to_form_them(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.principal_elsewhere).get(reverse("reports:new_launch", args=[cast.other_school.pk]))
    assert reverse("meetings:form_group") in flat(page)


def test_the_slides_need_no_script_and_have_one_heading_each(cast: Cast, sign_in: SignIn) -> None:
    put(cast.school, "MA", not_passing=12, pupils=80)
    meet(cast, cast.maths)
    page = flat(sign_in(cast.member).get(addresses(launch_of(cast))[1]))
    slides = page.split('<section class="slide')[1:]
    assert len(slides) == 6
    assert [slide.count("<h1") + slide.count("<h2") for slide in slides] == [1, 1, 1, 1, 1, 0]
    assert "style=" not in page
    assert page.count("<script") == 1


def test_many_groups_need_no_more_queries_than_one(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.member)
    put(cast.school, "MA", not_passing=12, pupils=80)
    meet(cast, cast.maths)
    launch = launch_of(cast)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            for address in addresses(launch):
                browser.get(address)
        return len(queries)

    one = count()
    for number in range(10):
        leader = employ(make_person(f"Ledare{number}", "Ek"), cast.school)
        group = make_group(
            cast.school, leader=leader, members=[cast.member], formed_by=cast.principal, name=f"{number}"
        )
        answer(ask(cast, leader, group=group), accepts=True)
        set_goal(group, by=leader, statement="Mål")
        meet(cast, group)
        launch.groups.add(group)
    assert count() == one

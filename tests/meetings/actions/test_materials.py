"""What to read before a meeting."""

import pytest
from django.core.exceptions import ValidationError

from lartraff.core.models import AuditEntry
from lartraff.meetings.actions.materials import add_material, remove_material, tick_material
from lartraff.meetings.models import Material, MaterialRead
from lartraff.meetings.queries.preparing import materials_of
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import refused


def added(cast: Cast, where: str = "https://bok.example/3") -> Material:
    return add_material(scenes.planned(cast), title="Kapitel 3", where=where, pages="s. 12–31", by=cast.member)


@pytest.mark.parametrize(
    ("where", "address"),
    [
        ("https://bok.example/3", "https://bok.example/3"),
        ("http://bok.example/3", "http://bok.example/3"),
        ("På hyllan i ämnesrummet", ""),
        ("javascript:alert(1)", ""),
        ("ftp://bok.example/3", ""),
        ("se https://bok.example/3", ""),
    ],
)
def test_only_an_address_is_a_link(cast: Cast, where: str, address: str) -> None:
    assert added(cast, where).address == address


def test_a_tick_is_one_s_own_and_is_told_from_three_on(cast: Cast) -> None:
    material = added(cast)
    for person in (cast.member, cast.second_member):
        tick_material(material, read=True, by=person)
        tick_material(material, read=True, by=person)
    (mine,) = materials_of(cast.member, material.meeting)
    (leaders,) = materials_of(cast.leader, material.meeting)
    assert (mine.ticked, mine.read, mine.of) == (True, None, 3)
    assert (leaders.ticked, leaders.read) == (False, None)
    tick_material(material, read=True, by=cast.leader)
    (row,) = materials_of(cast.leader, material.meeting)
    assert (row.ticked, row.read, row.of) == (True, 3, 3)
    tick_material(material, read=False, by=cast.leader)
    (row,) = materials_of(cast.leader, material.meeting)
    assert (row.ticked, row.read) == (False, None)


def test_nothing_tells_who_has_read(cast: Cast) -> None:
    material = added(cast)
    before = AuditEntry.objects.count()
    tick_material(material, read=True, by=cast.member)
    assert AuditEntry.objects.count() == before


def test_whoever_added_it_or_the_leader_takes_it_away(cast: Cast) -> None:
    material = added(cast)
    with refused("Whoever added it, or the learning leader, takes it away."):
        remove_material(material, by=cast.second_member)
    with refused(
        "The room and the draft belong to the group. You can read the minutes when the group has shared them."
    ):
        remove_material(material, by=cast.principal)
    tick_material(material, read=True, by=cast.member)
    remove_material(material, by=cast.leader)
    assert not MaterialRead.objects.exists()


def test_a_personal_number_is_refused_wherever_it_stands(cast: Cast) -> None:
    meeting = scenes.planned(cast)
    for title, where in (("Elev 850709-9805", "hyllan"), ("Kapitel 3", "mappen 850709-9805")):
        with pytest.raises(ValidationError):
            add_material(meeting, title=title, where=where, by=cast.member)
    assert not Material.objects.exists()

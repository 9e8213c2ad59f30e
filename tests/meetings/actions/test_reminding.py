"""The day before: when, where, and what I promised in my own words."""

import io
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command

from lartraff.core import clock
from lartraff.core.models import AuditEntry
from lartraff.meetings.actions import letters
from lartraff.meetings.actions.outcomes import report_task
from lartraff.meetings.actions.reminding import Reminded, send_reminders
from lartraff.meetings.models import Reminder
from lartraff.people.actions.groups import close_group
from lartraff.people.actions.staff import set_reminders
from lartraff.people.models import User
from tests.cast import Cast
from tests.meetings import scenes
from tests.meetings.scenes import START

SITE = "https://larande.example"
NEXT = START + 4 * scenes.WEEK


def run(days_before: float = 1) -> Reminded:
    with clock.at(NEXT - timedelta(days=days_before)):
        return send_reminders(site=SITE)


def receivers() -> set[str]:
    return {letter.to[0] for letter in mail.outbox}


def test_each_member_is_reminded_once_of_tomorrow_s_meeting(cast: Cast) -> None:
    meeting = scenes.planned(cast, NEXT)
    assert run() == Reminded(sent=3)
    assert run() == Reminded()
    assert run(days_before=0.2) == Reminded()
    assert receivers() == {cast.leader.email, cast.member.email, cast.second_member.email}
    assert Reminder.objects.filter(meeting=meeting).count() == 3
    entry = AuditEntry.objects.get(verb="send_reminders")
    assert (entry.by, entry.facts, entry.school_id) == (None, {"letters": 3}, cast.school.pk)


@pytest.mark.parametrize(("days", "sent"), [(2, 0), (1.4, 3), (0.1, 3), (-0.1, 0)])
def test_up_to_the_end_of_tomorrow_and_never_afterwards(cast: Cast, days: float, sent: int) -> None:
    scenes.planned(cast, NEXT)
    assert run(days).sent == sent


def test_the_letter_quotes_the_task_and_whether_it_is_told_of(cast: Cast) -> None:
    told = scenes.promise(cast, "Ge testet i 8B", by=cast.member)
    report_task(told, outcome="16 av 24.", by=cast.member)
    scenes.planned(cast, NEXT)
    cast.leader.language = "en"
    cast.leader.save()
    run()
    letters_of = {letter.to[0]: str(letter.body) for letter in mail.outbox}
    sara, omar = letters_of[cast.member.email], letters_of[cast.leader.email]
    for part in ("Hej Sara!", "tisdag 14 april kl. 15.00", "Ge testet i 8B", "Du har berättat hur det gick."):
        assert part in sara
    assert f"{SITE}/account/" in sara
    assert "16 av 24" not in sara
    assert "You have no task from earlier meetings." in omar


def test_an_open_task_comes_with_the_way_to_tell_of_it(cast: Cast) -> None:
    task = scenes.promise(cast, "Ge testet i 8B", by=cast.member)
    scenes.planned(cast, NEXT)
    run()
    (sara,) = [letter for letter in mail.outbox if letter.to == [cast.member.email]]
    assert f"Berätta hur det gick: {SITE}/tasks/{task.pk}/" in sara.body


def test_who_has_turned_it_off_or_left_is_not_reminded(cast: Cast) -> None:
    scenes.planned(cast, NEXT)
    set_reminders(cast.member, wanted=False)
    User.objects.filter(pk=cast.second_member.pk).update(is_active=False)
    assert run().sent == 1
    assert receivers() == {cast.leader.email}


def test_a_closed_group_is_left_alone(cast: Cast) -> None:
    scenes.planned(cast, NEXT)
    close_group(cast.maths, by=cast.principal)
    assert run() == Reminded()


def test_a_letter_that_fails_is_tried_again_and_the_others_are_not(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    scenes.planned(cast, NEXT)
    really = mail.send_mail

    def broken(**letter: object) -> int:
        if letter["recipient_list"] == [cast.member.email]:
            raise OSError("no connection")
        return really(**letter)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(letters, "send_mail", broken)
        assert run() == Reminded(sent=2, failed=1)
    assert cast.member.email not in receivers()
    mail.outbox.clear()
    assert run() == Reminded(sent=1)
    assert receivers() == {cast.member.email}


def test_the_command_says_how_many_and_uses_the_house_s_own_address(cast: Cast, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS, settings.HTTPS = ["larande.example"], True
    scenes.planned(cast, NEXT)
    out = io.StringIO()
    with clock.at(NEXT - timedelta(days=1)):
        call_command("send_reminders", stdout=out)
    assert out.getvalue() == "Sent: 3\n"
    assert "https://larande.example/meetings/" in mail.outbox[0].body


def test_the_command_ends_with_1_when_something_was_not_sent(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**letter: object) -> int:
        raise OSError("no connection")

    monkeypatch.setattr(letters, "send_mail", broken)
    scenes.planned(cast, NEXT)
    out, err = io.StringIO(), io.StringIO()
    with clock.at(NEXT - timedelta(days=1)), pytest.raises(SystemExit) as end:
        call_command("send_reminders", stdout=out, stderr=err)
    assert end.value.code == 1
    assert err.getvalue() == "Not sent: 3. Run it again; what was sent is not repeated.\n"
    assert not Reminder.objects.exists()

"""Asking somebody to lead a group, in writing, and what they answer."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lartraff.core import audit, clock
from lartraff.core.access import require
from lartraff.core.text import refuse_personal_numbers
from lartraff.people.actions.groups import refuse_people_from_elsewhere
from lartraff.people.actions.letters import ANSWERED, ASKED, CHANGED, WITHDRAWN, tell
from lartraff.people.models import GroupMembership, LearningGroup, Mandate, School, User
from lartraff.people.permissions import can_answer_mandate, can_give_mandates


@transaction.atomic
def ask_to_lead(
    school: School,
    leader: User,
    *,
    by: User,
    site: str | None,
    about: str,
    task: str,
    decides: str,
    support: str = "",
    group: LearningGroup | None = None,
) -> Mandate:
    """Ask `leader` to lead what `about` names, or `group` where it is formed already.

    `site`: where people reach Lärträff, https://host/, for the letter; None where no letter is sent.
    """
    require(can_give_mandates(by, school))
    if leader.pk == by.pk:
        raise ValidationError(_("You cannot ask yourself."))
    refuse_people_from_elsewhere([leader], school)
    if group is not None:
        refuse_unless_led(group, school, leader)
        about = group.name
    mandate = Mandate(
        school=school, leader=leader, about=about.strip(), task=task, decides=decides, support=support, group=group
    )
    if Mandate.objects.filter(same_story(mandate), state="ACCEPTED").exists():
        raise ValidationError(_("You have agreed on this already. Open the mandate and change it instead."))
    keep(mandate, by=by)
    audit.record("ask_to_lead", mandate, by=by, school_id=school.pk)
    tell(leader, ASKED, mandate, site=site)
    return mandate


def same_story(mandate: Mandate) -> Q:
    return Q(school=mandate.school_id, leader=mandate.leader_id, about=mandate.about)


def keep(mandate: Mandate, *, by: User) -> None:
    for text in (mandate.about, mandate.task, mandate.decides, mandate.support):
        refuse_personal_numbers(text)
    mandate.asked_by = by
    mandate.full_clean()
    mandate.save()


def refuse_unless_led(group: LearningGroup, school: School, leader: User) -> None:
    leads = GroupMembership.objects.filter(group=group, user=leader, role="LEADER", left_on=None)
    if group.school_id != school.pk or not leads.exists():
        raise ValidationError(_("The mandate is for whoever leads the group. Choose the group's leader first."))


@transaction.atomic
def change_mandate(
    mandate: Mandate, *, by: User, site: str | None, task: str, decides: str, support: str = ""
) -> Mandate:
    """Ask for a change of what was agreed. The old mandate holds until the new one is accepted."""
    require(can_give_mandates(by, mandate.school))
    mandate = lock(mandate)
    if mandate.state != "ACCEPTED":
        raise ValidationError(_("Only a mandate that you have agreed on is changed. Ask anew instead."))
    new = Mandate(
        school=mandate.school,
        leader=mandate.leader,
        about=mandate.about,
        task=task,
        decides=decides,
        support=support,
        group=mandate.group,
    )
    keep(new, by=by)
    audit.record("change_mandate", new, by=by, school_id=mandate.school_id, instead_of=mandate.pk)
    tell(mandate.leader, CHANGED, new, site=site)
    return new


@transaction.atomic
def answer_mandate(mandate: Mandate, *, accepts: bool, by: User, site: str | None, words: str = "") -> Mandate:
    """Say yes or no, with a word or without. A no needs no reason."""
    require(can_answer_mandate(by, mandate))
    mandate = lock(mandate)
    refuse_unless_open(mandate)
    refuse_personal_numbers(words)
    if accepts:
        Mandate.objects.filter(same_story(mandate), state="ACCEPTED").update(state="REPLACED")
    mandate.state = "ACCEPTED" if accepts else "DECLINED"
    mandate.answer, mandate.answered_at = words.strip(), clock.now()
    mandate.save(update_fields=["state", "answer", "answered_at"])
    # Which answer it was is between the two of them, and no fact of the trail.
    audit.record("answer_mandate", mandate, by=by, school_id=mandate.school_id)
    tell(mandate.asked_by, ANSWERED, mandate, site=site)
    return mandate


@transaction.atomic
def withdraw_mandate(mandate: Mandate, *, by: User, site: str | None) -> Mandate:
    """Take back a question that has not been answered."""
    require(can_give_mandates(by, mandate.school))
    mandate = lock(mandate)
    refuse_unless_open(mandate)
    mandate.state, mandate.answered_at = "WITHDRAWN", clock.now()
    mandate.save(update_fields=["state", "answered_at"])
    audit.record("withdraw_mandate", mandate, by=by, school_id=mandate.school_id)
    tell(mandate.leader, WITHDRAWN, mandate, site=site)
    return mandate


@transaction.atomic
def tie_mandate(mandate: Mandate, group: LearningGroup, *, by: User) -> None:
    """Say which group a mandate came to be about, with all that was asked and answered before."""
    require(can_give_mandates(by, mandate.school))
    refuse_unless_led(group, mandate.school, mandate.leader)
    Mandate.objects.filter(same_story(mandate)).update(group=group)
    audit.record("tie_mandate", mandate, by=by, school_id=mandate.school_id, group=group.pk)


def lock(mandate: Mandate) -> Mandate:
    """The mandate as it is now, for as long as the transaction lasts: an answer and a taking back never cross."""
    rows = Mandate.objects.select_for_update(of=("self",)).select_related("school", "leader", "asked_by", "group")
    return rows.get(pk=mandate.pk)


def refuse_unless_open(mandate: Mandate) -> None:
    if mandate.state == "WITHDRAWN":
        raise ValidationError(_("The question has been taken back. Nothing needs to be answered."))
    if mandate.state != "ASKED":
        raise ValidationError(_("This has been answered already."))

"""The audit trail in words, for all rooms: the trail is one page.

A verb without words here is kept in the trail but not on the page. So it is with what members do inside their group
(writing, parking, reporting a task): a principal sees what a group shares, never who did what in it. And with answers
to mandates, since administrators read the trail too, and who has been asked to lead is none of their business.
"""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.core.models import AuditEntry

# Each stands after a name: Karin Ek formed a group.
VERBS: dict[str, Promise] = {
    # people
    "open_school": _("took the school into use"),
    "employ": _("added a colleague"),
    "set_teaching": _("said what a colleague teaches"),
    "end_employment": _("ended an employment"),
    "describe_colleague": _("changed a colleague's title"),
    "mark_identity": _("changed the protection of an identity"),
    "invite": _("sent an invitation"),
    "set_term": _("set the days of a term"),
    "create_group": _("formed a group"),
    "set_members": _("changed who is in a group and who leads it"),
    "describe_group": _("changed why a group exists"),
    "close_group": _("closed a group"),
    "ask_to_lead": _("asked somebody to lead a group"),
    "change_mandate": _("asked to change a mandate"),
    "withdraw_mandate": _("took back a question about leading"),
    "tie_mandate": _("said which group a mandate is about"),
    # direction
    "set_goal": _("set a goal"),
    "prepare_launch": _("began a presentation of the groups"),
    "change_launch": _("changed a presentation of the groups"),
    "publish_launch": _("presented the groups to the staff"),
    "withdraw_launch": _("took back a presentation of the groups"),
    # results
    "start_trial": _("tried a file of results"),
    "confirm_import": _("saved results"),
    "discard_trial": _("threw away a tried file"),
    "undo_import": _("undid an import of results"),
    "hold_table": _("put a table aside to explain its columns"),
    "drop_table": _("threw away a table"),
    "forget_mapping": _("forgot what the columns of a table mean"),
    "make_plan": _("made a plan for groups"),
    "change_plan": _("changed a plan for groups"),
    "propose_groups": _("had groups proposed anew"),
    "forget_plan": _("threw a plan for groups away"),
    "move_in_plan": _("moved somebody between proposed groups"),
    "describe_proposed": _("changed the name or leader of a proposed group"),
    "split_proposed": _("divided a proposed group"),
    "merge_proposed": _("joined proposed groups"),
    "remove_proposed": _("took a proposed group away"),
    "add_proposed": _("added a proposed group"),
    "mark_as_formed": _("formed a group that was proposed"),
    # voices
    "give_feedback": _("gave feedback"),
    "ask_for_feedback": _("asked for feedback"),
    "withdraw_request": _("took back a request for feedback"),
    "answer_question": _("answered a question"),
    "respond": _("marked feedback"),
    # meetings
    "plan_meetings": _("planned meetings"),
    "replan_meeting": _("moved a meeting"),
    "cancel_meeting": _("cancelled a meeting"),
    "send_invitation": _("invited a group to a meeting"),
    "send_reminders": _("reminded the members of a meeting"),
    "share_minutes": _("shared minutes"),
    "correct_minutes": _("corrected minutes"),
    "publish_minutes": _("opened minutes to the school"),
    "mark_as_read": _("marked minutes as read"),
}


def kind_in_words(entry: AuditEntry) -> str:
    """What kind of thing it was done to, with its number: learning group 3."""
    number = entry.about.rpartition(" ")[2]
    try:
        name = apps.get_model(entry.kind)._meta.verbose_name
    except LookupError:  # written by a version that had another kind of thing
        return entry.about
    return f"{name} {number}"

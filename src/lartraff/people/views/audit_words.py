"""The audit trail in words, for all rooms: the trail is one page."""

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.core.models import AuditEntry

VERBS: dict[str, Promise] = {
    "open_school": _("took the school into use"),
    "employ": _("added a colleague"),
    "set_teaching": _("said what a colleague teaches"),
    "end_employment": _("ended an employment"),
    "describe_colleague": _("changed a colleague's title"),
    "mark_identity": _("changed the protection of an identity"),
    "invite": _("sent an invitation"),
    "set_term": _("set the days of a term"),
    "create_group": _("formed a group"),
    "add_member": _("took a colleague into a group"),
    "end_membership": _("let a colleague leave a group"),
    "change_leader": _("changed the learning leader"),
    "describe_group": _("changed why a group exists"),
    "close_group": _("closed a group"),
}


def in_words(verb: str) -> str:
    """What somebody did, to stand after their name; the verb itself where nobody has written words for it."""
    return str(VERBS.get(verb, verb))


def kind_in_words(entry: AuditEntry) -> str:
    """What kind of thing it was done to, with its number: learning group 3."""
    number = entry.about.rpartition(" ")[2]
    try:
        name = apps.get_model(entry.kind)._meta.verbose_name
    except LookupError:  # written by a version that had another kind of thing
        return entry.about
    return f"{name} {number}"

"""The people that a visitor to the demo can be."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lartraff.demo import story


@dataclass(frozen=True, slots=True)
class Persona:
    """`who`: what they are at the school. `see`: what there is for them, and what to try first."""

    name: str
    who: str | Promise
    see: str | Promise

    @property
    def email(self) -> str:
        return story.Person(self.name).email


PERSONAS = (
    Persona(
        "Karin Ek",
        _("principal"),
        _("Sees what the groups ask of her, new minutes, and the groups' rhythm. Try: answer what mathematics asks."),
    ),
    Persona(
        "Omar Aziz",
        _("learning leader in mathematics"),
        _("Leads the next meeting. Try: prepare it, open it, and let the round go."),
    ),
    Persona(
        "Sara Holm",
        _("teacher, member of the mathematics group"),
        _("Has a task until next time. Try: tell how it went, then see what the principal sees of the group."),
    ),
    Persona(
        "Eva Lind",
        _("learning leader in Swedish as a second language"),
        _("Has minutes to share and a question from the principal. Try: read the draft and share it."),
    ),
    Persona(
        "Elin Fors",
        _("teacher outside the groups"),
        _("Has been asked to lead a group. Try: read the mandate and answer. Sees nothing of what the groups write."),
    ),
    Persona(
        "Birgit Falk",
        _("principal of the neighbouring school"),
        _("Sees her own school only. Try: find the other school's groups. You will not."),
    ),
    Persona(
        "Ylva Ström",
        _("analyst at the authority"),
        _("Sees figures of both schools, with small numbers hidden. Never what anybody writes."),
    ),
    Persona(
        "Adam Nyman",
        _("administrator"),
        _("Keeps the staff list and reads who did what. Never what anybody writes."),
    ),
)

"""The reasons of a proposal in words, and the names of proposed groups."""

from collections.abc import Callable, Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from lartraff.people.models import Subject
from lartraff.results.logic.categories import BY_CODE, Category
from lartraff.results.logic.proposed import AS_PROPOSED, Group, Leading, LeftOut, Reason, Uncovered, Why
from lartraff.results.queries.groups import in_running_text
from lartraff.results.queries.wording import listed

# Subjects by code, and the names of people by primary key, as the reader may see them.
Subjects = Mapping[str, Subject]
Names = Mapping[int, str]

LEADS: dict[str, str | Promise] = {
    Leading.SAID_YES: gettext_lazy("%(person)s is proposed to lead: has said yes to a mandate."),
    Leading.MARKED: gettext_lazy("%(person)s is proposed to lead: you thought of them."),
    Leading.LEADS_NOW: gettext_lazy("%(person)s is proposed to lead: leads a group today."),
    Leading.HAS_LED: gettext_lazy("%(person)s is proposed to lead: has led a group before."),
}

WHY_HERE: dict[str, str | Promise] = {
    Why.FEW_TEACH: gettext_lazy(
        "%(person)s also teaches %(others)s, but is needed here: few teach this, and without them the group would be"
        " too small."
    ),
    Why.CAN_LEAD: gettext_lazy("%(person)s also teaches %(others)s, but is here to be able to lead."),
    Why.KNOWS_HOW: gettext_lazy(
        "%(person)s also teaches %(others)s, but is here because somebody should have been in a learning group before."
    ),
    Why.MOST_PUPILS: gettext_lazy(
        "%(person)s also teaches %(others)s, but there are more pupils for each teacher here who do not pass."
    ),
    Why.FEWEST_TEACHERS: gettext_lazy("%(person)s also teaches %(others)s, but there are fewer teachers here."),
}

PLAIN: dict[str, str | Promise] = {
    Why.NOBODY_HAS_LED: gettext_lazy("Nobody here has led a group before. Choose whom to ask."),
    Why.ALL_NEW: gettext_lazy("Nobody here has been in a learning group before. Give them some support to begin with."),
}

LEFT_OUT: dict[str, str | Promise] = {
    LeftOut.IN_GROUP: gettext_lazy("is already in a learning group"),
    LeftOut.LEADS_SCHOOL: gettext_lazy("is a principal: place them yourself if they are to be a member like the rest"),
    LeftOut.TAKEN_OUT: gettext_lazy("was taken out by you"),
    LeftOut.OTHER_SUBJECTS: gettext_lazy("could lead, but teaches none of the chosen subjects"),
}

UNCOVERED: dict[str, str | Promise] = {
    Uncovered.NOBODY: gettext_lazy("Nobody who can be placed teaches it."),
    Uncovered.REMOVED: gettext_lazy("You have removed its group."),
}


def category_name(category: Category) -> str:
    return category.name_en if get_language() == "en" else category.name_sv


def in_a_sentence(category: Category) -> str:
    """With a small letter in Swedish: språk. But NO is NO."""
    name = category_name(category)
    return name if get_language() == "en" or name[:2].isupper() else name[:1].lower() + name[1:]


def unit_name(unit: str, subjects: Subjects) -> str:
    """The name of a subject or a category by its code."""
    return category_name(BY_CODE[unit]) if unit in BY_CODE else str(subjects[unit])


def group_name(group: Group, subjects: Subjects) -> str:
    name = unit_name(group.unit, subjects)
    return name if group.groups == 1 else f"{name} {group.number}"


def names_of_units(units: Iterable[str], subjects: Subjects) -> str:
    """Inside a sentence: mathematics and physics."""
    return listed(
        [in_a_sentence(BY_CODE[unit]) if unit in BY_CODE else in_running_text(subjects[unit]) for unit in units]
    )


def reasons_in_words(
    reasons: Iterable[Reason], *, subjects: Subjects, names: Names, leader: int | None, changed: bool
) -> list[str]:
    """What can still be said of a group: nothing about people who are not in it (in `names`), or that was changed."""
    found = []
    for reason in reasons:
        person = reason.facts.get("person")
        gone = person is not None and person not in names
        untrue = (changed and reason.code in AS_PROPOSED) or (reason.code == Why.LEADER and person != leader)
        if not gone and not untrue:
            found.append(sentence(reason, subjects, names))
    return found


def sentence(reason: Reason, subjects: Subjects, names: Names) -> str:
    facts = reason.facts
    if reason.code in PLAIN:
        return str(PLAIN[reason.code])
    if reason.code == Why.LEADER:
        return str(LEADS[str(facts["leading"])]) % {"person": names[person_in(reason)]}
    if reason.code in WHY_HERE:
        others = facts["others"]
        assert isinstance(others, list)
        words = {"person": names[person_in(reason)], "others": names_of_units(others, subjects)}
        return str(WHY_HERE[reason.code]) % words
    return BY_FIGURES[reason.code](facts, subjects)


def person_in(reason: Reason) -> int:
    person = reason.facts["person"]
    assert isinstance(person, int)
    return person


def need(facts: Mapping[str, object], subjects: Subjects) -> str:
    words = {
        "subject": str(subjects[str(facts["subject"])]),
        "number": facts["not_passing"],
        "pupils": facts["pupils"],
        "place": facts["place"],
    }
    if facts["place"] == 1:
        return _("%(subject)s: %(number)s of %(pupils)s pupils do not pass, the most of all subjects.") % words
    if facts["place"]:
        return _("%(subject)s: %(number)s of %(pupils)s pupils do not pass, number %(place)s of all subjects.") % words
    return _("%(subject)s: %(number)s of %(pupils)s pupils do not pass.") % words


def no_figures(facts: Mapping[str, object], subjects: Subjects) -> str:
    return _("%(subject)s: there are no results yet. You have chosen it.") % {
        "subject": str(subjects[str(facts["subject"])])
    }


def category(facts: Mapping[str, object], subjects: Subjects) -> str:
    name = in_a_sentence(BY_CODE[str(facts["category"])])
    return _("By subject category: all who teach in %(category)s.") % {"category": name}


def all_together(facts: Mapping[str, object], subjects: Subjects) -> str:
    number = int(str(facts["teachers"]))
    return ngettext("One teacher makes one group.", "%(number)s teachers make one group.", number) % {"number": number}


def divided(facts: Mapping[str, object], subjects: Subjects) -> str:
    return _("%(teachers)s teachers make %(groups)s groups; those who have done it before are shared out.") % facts


def larger(facts: Mapping[str, object], subjects: Subjects) -> str:
    return _("More than %(most)s, since one group more would leave them all too small.") % facts


def smaller(facts: Mapping[str, object], subjects: Subjects) -> str:
    return _("Fewer than %(fewest)s, since one group less would make the others larger than %(most)s.") % facts


BY_FIGURES: dict[str, Callable[[Mapping[str, object], Subjects], str]] = {
    Why.NEED: need,
    Why.NO_FIGURES: no_figures,
    Why.CATEGORY: category,
    Why.ALL_TOGETHER: all_together,
    Why.DIVIDED: divided,
    Why.LARGER: larger,
    Why.SMALLER: smaller,
}


def why_left_out(reason: Reason, subjects: Subjects) -> str:
    """Stands after a name."""
    if reason.code == LeftOut.TOO_FEW:
        units = reason.facts["units"]
        assert isinstance(units, list)
        return _("teaches %(subjects)s, where there are fewer than %(fewest)s who can be placed") % {
            "subjects": names_of_units(units, subjects),
            "fewest": reason.facts["fewest"],
        }
    return str(LEFT_OUT[reason.code])


def why_uncovered(reason: Reason) -> str:
    facts = reason.facts
    if reason.code == Uncovered.TOO_FEW:
        number = int(str(facts["teachers"]))
        return ngettext(
            "Only one can be placed, and a group has at least %(fewest)s. By subject category it may do.",
            "Only %(teachers)s can be placed, and a group has at least %(fewest)s. By subject category it may do.",
            number,
        ) % dict(facts)
    if reason.code == Uncovered.NEEDED_ELSEWHERE:
        return (
            _("%(teachers)s can be placed, but some of them are needed for there to be a group in another subject.")
            % facts
        )
    return str(UNCOVERED[reason.code])

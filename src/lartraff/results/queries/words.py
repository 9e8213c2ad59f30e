"""What statistics say, in words: the same on pages and in what is taken out."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from lartraff.results.logic.comparing import Beside
from lartraff.results.logic.tallies import Outcome
from lartraff.results.logic.trends import Trend


def trend_words(trend: Trend) -> str:
    """As "rising": more and more do not pass. Said only where there is a trend."""
    return {
        Trend.RISING: _("rising"),
        Trend.FALLING: _("falling"),
        Trend.NONE: _("no clear trend"),
        Trend.TOO_FEW: _("too few to tell"),
    }[trend]


def beside_words(found: Beside | None) -> str:
    if found is None:
        return ""
    return {
        Beside.MORE: _("more here"),
        Beside.FEWER: _("fewer here"),
        Beside.ALIKE: _("no clear difference"),
        Beside.TOO_FEW: _("too few to tell"),
    }[found]


def boys_beside_girls_words(found: Beside) -> str:
    return {
        Beside.MORE: _("more of the boys do not pass"),
        Beside.FEWER: _("more of the girls do not pass"),
        Beside.ALIKE: _("no clear difference"),
        Beside.TOO_FEW: _("too few to tell"),
    }[found]


def without_words(without: Mapping[str, int]) -> str:
    """Why so many pupils have no result in a national test: 2 not taken, 1 lost."""
    names = {
        Outcome.NOT_TAKEN: _("%(number)s not taken"),
        Outcome.LOST: _("%(number)s lost"),
        Outcome.REPLACEMENT: _("%(number)s replacement"),
        Outcome.DIGITAL: _("%(number)s digital"),
    }
    return ", ".join(words % {"number": without[name]} for name, words in names.items() if name in without) or "0"

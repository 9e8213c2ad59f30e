"""When terms begin and end at an authority's schools, and their holidays."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from lartraff.core import audit
from lartraff.core.access import require
from lartraff.people.models import Authority, Term, TermBreak, User
from lartraff.people.permissions import can_set_terms


@transaction.atomic
def set_term(
    authority: Authority,
    *,
    by: User | None,
    school_year: int,
    season: str,
    starts_on: date,
    ends_on: date,
    breaks: Iterable[tuple[str, date, date]] = (),
) -> Term:
    """Say when a term begins and ends, and exactly which holidays (name, first day, last day) it has.

    It holds for all schools of the authority. `by` is None where nobody is signed in, as while the demo is built.
    """
    if by is not None:
        require(can_set_terms(by, authority))
    term = Term.objects.filter(authority=authority, school_year=school_year, season=season).first()
    term = term or Term(authority=authority, school_year=school_year, season=season)
    term.starts_on, term.ends_on = starts_on, ends_on
    term.full_clean()
    term.save()
    term.breaks.all().delete()
    for name, first, last in breaks:
        if not starts_on <= first <= last <= ends_on:
            raise ValidationError(_("%(name)s is not within the term. Look at its days."), params={"name": name})
        TermBreak.objects.create(term=term, name=name, starts_on=first, ends_on=last)
    for school in authority.schools.all():
        audit.record("set_term", term, by=by, school_id=school.pk, school_year=school_year, season=season)
    return term

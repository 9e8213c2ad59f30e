"""The audit trail of a school: who did what, when."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lartraff.core.access import Refused
from lartraff.people.permissions import audit_entries_visible_to, schools_with_audit_trail_visible_to
from lartraff.people.requests import Request
from lartraff.people.views.audit_words import VERBS, kind_in_words
from lartraff.people.views.schools import chosen_school

ENTRIES_PER_PAGE = 50


@require_safe
def trail(request: Request) -> HttpResponse:
    schools = list(schools_with_audit_trail_visible_to(request.user))
    school = chosen_school(request, schools)
    if school is None:
        raise Refused(_("Only the principal and the administrator read the audit trail."))
    entries = audit_entries_visible_to(request.user).filter(school_id=school.pk, verb__in=VERBS)
    page = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    rows = [(entry, VERBS[entry.verb], kind_in_words(entry)) for entry in page]
    return render(request, "people/audit.html", {"schools": schools, "school": school, "page": page, "rows": rows})

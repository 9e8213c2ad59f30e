"""Who teaches what at a school, on one page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from lartraff.people.actions.teaching import set_teaching_of_many
from lartraff.people.forms.teaching import read_ticks, ticks_of
from lartraff.people.permissions import can_see_name
from lartraff.people.queries import staff_of, subjects
from lartraff.people.requests import Request
from lartraff.people.views.staff import managed_school

# So that the page stays light, and what is sent within what a form may hold.
PEOPLE_PER_PAGE = 100


@require_http_methods(["GET", "HEAD", "POST"])
def teaching(request: Request, school_pk: int) -> HttpResponse:
    school = managed_school(request, school_pk)
    everybody, taught = list(staff_of(school)), list(subjects())
    if request.method == "POST":
        try:
            changed = set_teaching_of_many(school, read_ticks(request.POST, everybody, taught), by=request.user)
        except ValidationError as refusal:
            messages.error(request, " ".join(refusal.messages))
        else:
            said = ngettext("Saved: %(number)s person changed.", "Saved: %(number)s people changed.", len(changed))
            messages.success(request, said % {"number": len(changed)} if changed else _("Nothing had changed."))
        page = request.GET.get("page", "")
        return redirect(
            reverse("people:teaching", args=[school.pk], query={"page": page} if page.isdecimal() else None)
        )
    # Whose name is hidden comes last: their place in the alphabet would tell something.
    everybody.sort(key=lambda person: not can_see_name(request.user, person))
    page_of_people = Paginator(everybody, PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "school": school,
        "page": page_of_people,
        "rows": [(person, ticks_of(person, taught)) for person in page_of_people],
        "subjects": taught,
    }
    return render(request, "people/teaching.html", context)

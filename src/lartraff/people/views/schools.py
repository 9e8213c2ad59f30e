"""Which school a page is about, when somebody may see several."""

from django.http import Http404

from lartraff.people.models import School
from lartraff.people.requests import Request


def chosen_school(request: Request, schools: list[School]) -> School | None:
    """Return the school that `?school=` names, or the first; None where there is none."""
    wanted = request.GET.get("school")
    if not wanted or not schools:
        return schools[0] if schools else None
    for school in schools:
        if str(school.pk) == wanted:
            return school
    raise Http404

"""Skolverket's grading criteria: looked for by words, and one sentence with what stands around it.

The text is public, and so are the pages for everybody who has an account.
"""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lartraff.people.requests import Request
from lartraff.results.forms import CriteriaChoices
from lartraff.results.queries.criteria import (
    CriterionWhole,
    criteria_around,
    criteria_subjects,
    criterion_by_key,
    search_criteria,
)

MOST = 80  # sentences on a page; who finds more looks closer


@require_safe
def search(request: Request) -> HttpResponse:
    choices = CriteriaChoices.read(request.GET)
    found: list[CriterionWhole] = []
    if choices.anything:
        found = search_criteria(
            words=choices.words, syllabus_code=choices.subject, year=choices.year, step=choices.grade or None
        )
    shown: list[CriterionWhole] = []
    number = 0
    for whole in found:
        if number + len(whole.sentences) <= MOST or not shown:
            shown.append(whole)
        number += len(whole.sentences)
    context = {
        "choices": choices,
        "subjects": criteria_subjects(),
        "years": (3, 6, 9),
        "grades": "EDCBA",
        "found": shown,
        "number": number,
        "more": number - sum(len(whole.sentences) for whole in shown),
    }
    return render(request, "results/criteria.html", context)


@require_safe
def criterion(request: Request, key: str) -> HttpResponse:
    found = criterion_by_key(key)
    if found is None:
        raise Http404(_("There is no such grading criterion."))
    return render(request, "results/criterion.html", {"criterion": found, "around": criteria_around(found)})

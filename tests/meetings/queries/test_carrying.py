"""What goes on to next time by rule."""

from datetime import timedelta

from lartraff.meetings.actions.outcomes import park_matter, report_task, set_task, settle_matter
from lartraff.meetings.actions.suggestions import suggest, take_up_suggestion
from lartraff.meetings.models import ParkedMatter
from lartraff.meetings.queries.carrying import carried_over
from tests.cast import Cast
from tests.meetings import scenes


def test_open_tasks_parked_matters_and_suggestions_go_on_and_nothing_else(cast: Cast) -> None:
    meeting = scenes.opened(cast)
    later = scenes.planned(cast, scenes.START + timedelta(weeks=4))
    assert not carried_over(meeting)
    mine, yours = set_task(
        meeting, [cast.leader, cast.member], teaching="Ge testet", by=cast.leader, command=scenes.new()
    )
    for text in ("Kopieringen", "Miniräknare"):
        park_matter(meeting, text, sent_to="arbetslaget", by=cast.member, command=scenes.new())
    suggestion = suggest(meeting, "Betygssamtalen", by=cast.member)
    taken = suggest(meeting, "Boken", by=cast.member)
    suggest(later, "Till en annan gång", by=cast.member)

    report_task(mine, outcome="Bra", by=cast.leader)
    settle_matter(ParkedMatter.objects.get(text="Miniräknare"), by=cast.member)
    take_up_suggestion(taken, by=cast.leader)

    goes_on = carried_over(meeting)
    assert goes_on.as_data() == {
        "tasks": [{"id": yours.pk, "person": cast.member.pk, "teaching": "Ge testet"}],
        "matters": [
            {"id": ParkedMatter.objects.get(text="Kopieringen").pk, "text": "Kopieringen", "sent_to": "arbetslaget"}
        ],
        "suggestions": [{"id": suggestion.pk, "text": "Betygssamtalen"}],
    }
    assert goes_on.shared_tasks == [(yours, [yours])]

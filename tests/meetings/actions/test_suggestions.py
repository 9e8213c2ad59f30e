"""Matters that members suggest, and how they wait."""

from datetime import timedelta

from lartraff.meetings.actions.materials import add_material
from lartraff.meetings.actions.people import hand_over_leading
from lartraff.meetings.actions.planning import cancel_meeting
from lartraff.meetings.actions.suggestions import suggest, take_up_suggestion, withdraw_suggestion
from lartraff.meetings.models import Material, Suggestion
from lartraff.meetings.queries.preparing import open_suggestions
from tests.cast import Cast
from tests.meetings import scenes
from tests.refusals import impossible, refused

WEEK = timedelta(weeks=1)
ROOM = "The room and the draft belong to the group. You can read the minutes when the group has shared them."
LEADS = "The learning leader moves the meeting on. Ask the leader if the group should go further."


def test_a_suggestion_waits_from_meeting_to_meeting_until_it_is_taken_up(cast: Cast) -> None:
    first = scenes.planned(cast)
    later = scenes.planned(cast, scenes.START + 4 * WEEK)
    suggestion = suggest(first, " Betygssamtalen ", by=cast.member)
    for_later = suggest(later, "Våren", by=cast.second_member)
    assert list(open_suggestions(first)) == [suggestion]
    assert list(open_suggestions(later)) == [suggestion, for_later]
    assert suggestion.text == "Betygssamtalen"

    take_up_suggestion(suggestion, by=cast.leader)
    taken = Suggestion.objects.get(pk=suggestion.pk).taken_up_at
    take_up_suggestion(suggestion, by=cast.leader)
    assert Suggestion.objects.get(pk=suggestion.pk).taken_up_at == taken is not None
    assert list(open_suggestions(later)) == [for_later]


def test_the_author_takes_back_and_nobody_else(cast: Cast) -> None:
    suggestion = suggest(scenes.planned(cast), "Betygssamtalen", by=cast.member)
    for person in (cast.leader, cast.second_member):
        with refused("Whoever suggested it takes it back."):
            withdraw_suggestion(suggestion, by=person)
    with refused(ROOM):
        withdraw_suggestion(suggestion, by=cast.principal)
    withdraw_suggestion(suggestion, by=cast.member)
    assert not Suggestion.objects.exists()


def test_what_is_taken_up_is_not_taken_back(cast: Cast) -> None:
    suggestion = suggest(scenes.planned(cast), "Betygssamtalen", by=cast.member)
    take_up_suggestion(suggestion, by=cast.leader)
    with impossible("The matter has been taken up already."):
        withdraw_suggestion(suggestion, by=cast.member)


def test_whoever_leads_the_meeting_that_goes_on_takes_up(cast: Cast) -> None:
    earlier = scenes.planned(cast, scenes.START - 4 * WEEK)
    suggestion = suggest(earlier, "Betygssamtalen", by=cast.second_member)
    meeting = scenes.opened(cast)
    with refused(LEADS):
        take_up_suggestion(suggestion, by=cast.member)
    hand_over_leading(meeting, cast.member, by=cast.leader, command=scenes.new())
    take_up_suggestion(suggestion, by=cast.member)
    assert list(open_suggestions(meeting)) == []


def test_a_meeting_that_is_over_gets_no_suggestions(cast: Cast) -> None:
    with impossible("This meeting is over. Suggest the matter for the next one."):
        suggest(scenes.closed(cast), "Betygssamtalen", by=cast.member)


def test_a_cancelled_meeting_leaves_them_to_the_next(cast: Cast) -> None:
    first = scenes.planned(cast)
    second = scenes.planned(cast, scenes.START + 4 * WEEK)
    suggestion = suggest(first, "Betygssamtalen", by=cast.member)
    add_material(first, title="Kapitel 3", where="På hyllan", by=cast.member)
    cancel_meeting(first, by=cast.leader)
    assert list(open_suggestions(second)) == [suggestion]
    assert Material.objects.get().meeting == second
    # With no later meeting they go to an earlier one, from which they are offered at whatever is planned next.
    before = scenes.planned(cast, scenes.START - 4 * WEEK)
    cancel_meeting(second, by=cast.leader)
    assert list(open_suggestions(before)) == [suggestion]

"""Nobody is always the secretary, and nobody always speaks first."""

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.events import Part
from lartraff.meetings.logic.rotation import ROTATING, speaking_order, whose_turn

OMAR, SARA, JONAS = 1, 2, 3
people = st.lists(st.integers(1, 9), unique=True, max_size=8)
histories = st.lists(st.dictionaries(st.sampled_from(ROTATING), st.integers(1, 9)), max_size=12)


def test_each_meeting_begins_with_the_next() -> None:
    assert [speaking_order([OMAR, SARA, JONAS], number)[0] for number in (1, 2, 3, 4)] == [SARA, JONAS, OMAR, SARA]


def test_it_is_the_turn_of_who_has_had_it_least_and_longest_ago() -> None:
    history = [{Part.SECRETARY: OMAR}, {Part.SECRETARY: SARA}, {Part.SECRETARY: JONAS}]
    assert whose_turn([OMAR, SARA, JONAS], history)[Part.SECRETARY] == OMAR
    assert whose_turn([OMAR, SARA, JONAS], [*history, {Part.SECRETARY: OMAR}])[Part.SECRETARY] == SARA


def test_what_is_taken_today_stands_and_its_holder_is_spared() -> None:
    chosen = whose_turn([OMAR, SARA, JONAS], [], {Part.SECRETARY: SARA})
    assert chosen == {Part.SECRETARY: SARA, Part.TIMEKEEPER: OMAR, Part.CRITICAL_FRIEND: JONAS}


@given(people, histories)
def test_as_many_share_the_parts_as_there_are_people(here: list[int], history: list[dict[Part, int]]) -> None:
    chosen = whose_turn(here, history)
    assert set(chosen.values()) <= set(here)
    assert len(set(chosen.values())) == min(len(here), len(ROTATING))


@given(st.lists(st.integers(1, 9), unique=True, min_size=3, max_size=8), st.integers(3, 30))
def test_over_time_each_part_goes_round_evenly(here: list[int], meetings: int) -> None:
    history: list[dict[Part, int]] = []
    for _meeting in range(meetings):
        history.append(whose_turn(here, history))
    for part in ROTATING:
        times = [sum(held[part] == person for held in history) for person in here]
        assert max(times) - min(times) <= 2


@given(people, st.integers(0, 99))
def test_the_order_leaves_nobody_out(here: list[int], number: int) -> None:
    assert sorted(speaking_order(here, number)) == sorted(here)

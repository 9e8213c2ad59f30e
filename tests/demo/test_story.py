"""What is told in the demo: whole, consistent, and about no pupil."""

import itertools
import re

from lartraff.core.text import lines_with_personal_numbers
from lartraff.demo import story
from lartraff.demo.personas import PERSONAS


def texts() -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(story.CONTENT.glob("*.yaml"))]


def test_everybody_in_the_groups_works_at_the_school() -> None:
    staff = {person.name for person in story.schools()[1][0].staff}
    for group in story.groups():
        members = {group.leader, *group.members}
        assert members <= staff
        for meeting in group.meetings:
            assert {meeting.secretary, *meeting.absent, *(meeting.outcomes or {})} <= members
            assert meeting.secretary not in meeting.absent


def test_only_those_who_got_a_task_tell_of_it() -> None:
    for group in story.groups():
        for before, after in itertools.pairwise(group.meetings):
            assert not set(before.absent) & {*(before.told_already or {}), *(after.outcomes or {})}
        assert not group.meetings[0].outcomes


def test_what_is_corrected_stands_in_the_discussion() -> None:
    corrected = [one for group in story.groups() for one in group.meetings if one.corrected]
    assert corrected
    for one in corrected:
        assert one.corrected is not None
        assert one.discussion.count(one.corrected["should"]) == 1


def test_those_whom_one_can_be_are_in_the_story() -> None:
    _authority, schools, others = story.schools()
    everybody = {person.name for school in schools for person in school.staff} | {person.name for person in others}
    assert {persona.name for persona in PERSONAS} <= everybody


def test_nothing_in_the_story_could_be_about_one_pupil() -> None:
    for text in texts():
        assert lines_with_personal_numbers(text) == []
        assert re.findall(r"\b(en|ett) (elev|pojke|flicka) som\b", text) == []


def test_a_paragraph_is_one_line_and_a_list_stays_a_list() -> None:
    assert story.unwrap("Ett\nstycke.\n\n- ett\n  led\n- två\n") == "Ett stycke.\n\n- ett led\n- två"

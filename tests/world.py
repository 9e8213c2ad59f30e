"""A school with something behind every door: meetings in every state, minutes, tasks, feedback."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from lartraff.core import clock
from lartraff.direction.actions.launches import prepare_launch, publish_launch
from lartraff.direction.models import Launch
from lartraff.library.queries import default_structure
from lartraff.meetings.actions import inviting, materials, notes, outcomes, planning, preparing, room, suggestions
from lartraff.meetings.actions import minutes as minutes_actions
from lartraff.meetings.models import AgendaItem, Material, Meeting, Minutes, ParkedMatter, Photo, Suggestion, Task
from lartraff.people.actions.mandates import answer_mandate, ask_to_lead
from lartraff.people.models import LearningGroup, Mandate, User
from lartraff.people.queries import terms_to_set
from lartraff.results import actions as results_actions
from lartraff.results.actions import confirm_import, start_trial
from lartraff.results.importers.own_tables import read_pasted
from lartraff.results.logic.proposing import Proposed
from lartraff.results.models import ImportBatch, TableOnHold
from lartraff.results.queries.mappings import schools_known_to
from lartraff.voices.models import Feedback, FeedbackRequest
from tests.cast import Cast
from tests.pictures import as_text, photographed
from tests.results.loading import read

SECRET = "Ord som bara gruppen får läsa"
BETWEEN_US = "Ord mellan lärledaren och rektorn"


@dataclass(frozen=True, slots=True)
class World:
    shared: Meeting  # held; its minutes are shared with the principal
    held: Meeting  # held; its minutes are a draft, with SECRET in it
    open: Meeting  # going on, with SECRET in its notes
    planned: Meeting
    minutes: Minutes  # of `shared`
    item: AgendaItem  # of `open`
    task: Task  # the member's, set at `open`
    matter: ParkedMatter  # parked at `held`
    question: Feedback  # from the principal, unanswered
    thanks: Feedback  # recognition from the principal
    request: FeedbackRequest  # from the group
    suggestion: Suggestion  # the member's, for `planned`
    material: Material  # added to `planned` by the member
    photo: Photo  # in the draft of `held`
    shown: Photo  # in the shared minutes of `shared`
    asked: Mandate  # to the second member, about a group to come; not answered; all of it says BETWEEN_US
    agreed: Mandate  # the leader's, for the group; all of it says BETWEEN_US
    launch: Launch  # of the group, this term; published
    coming_launch: Launch  # of the next term; not published, and says BETWEEN_US


def new() -> uuid.UUID:
    return uuid.uuid4()


def hold(cast: Cast, meeting: Meeting, text: str) -> None:
    """Open the meeting, write `text` in the round with a photograph, set the member a task, read aloud and close."""
    room.open_meeting(meeting, by=cast.leader, command=new())
    room.check_in(meeting, [cast.leader, cast.member], by=cast.leader, command=new())
    room.go_to_item(meeting, 1, came_from=0, by=cast.leader, command=new())
    text += "\n\n" + as_text(photographed(meeting, by=cast.member))
    notes.save_notes(meeting.agenda.get(position=1), text, based_on=0, by=cast.member)
    outcomes.park_matter(meeting, "Beställa miniräknare", sent_to="arbetslaget", by=cast.member, command=new())
    outcomes.set_task(
        meeting, [cast.member], teaching="Ge testet om bråk i 8B", evidence="Resultat", by=cast.leader, command=new()
    )
    minutes_actions.mark_read_aloud(
        Minutes.objects.select_related("meeting__group__school").get(meeting=meeting), by=cast.leader, command=new()
    )
    room.close_meeting(meeting, by=cast.leader, command=new())


def build(cast: Cast) -> World:
    now = timezone.now()
    days: list[datetime] = [now + timedelta(days=day) for day in (-56, -28, 0, 28)]
    with clock.at(now - timedelta(days=60)):
        shared, held, going_on, planned = planning.plan_meetings(
            cast.maths, days, structure=default_structure("sv"), by=cast.leader
        )
    with clock.at(days[0]):
        hold(cast, shared, "Vi gav testet i alla åttor.")
        minutes = Minutes.objects.get(meeting=shared)
        minutes_actions.share_minutes(minutes, by=cast.leader)
        request = minutes_actions.ask_for_feedback_on(minutes, by=cast.member, kind="INPUT", text="Vår plan?")
        question = minutes_actions.give_feedback_on(minutes, by=cast.principal, kind="QUESTION", text="Hur valde ni?")
        thanks = minutes_actions.give_feedback_on(minutes, by=cast.principal, kind="RECOGNITION", text="Så bra!")
    with clock.at(days[1]):
        hold(cast, held, SECRET)
    room.open_meeting(going_on, by=cast.leader, command=new())
    room.check_in(going_on, [cast.leader, cast.member], by=cast.leader, command=new())
    item = going_on.agenda.get(position=0)
    notes.save_notes(item, SECRET, based_on=0, by=cast.member)
    (task,) = outcomes.set_task(
        going_on, [cast.member], teaching="Ge testet igen", evidence="Resultat", by=cast.leader, command=new()
    )
    minutes.refresh_from_db()
    suggestion, material = look_ahead(cast, planned)
    launch, coming_launch = launches(cast)
    return World(
        shared=shared,
        held=held,
        open=going_on,
        planned=planned,
        minutes=minutes,
        item=item,
        task=task,
        matter=held.parked_matters.get(),
        question=question,
        thanks=thanks,
        request=request,
        suggestion=suggestion,
        material=material,
        photo=held.photos.get(),
        shown=shared.photos.get(),
        asked=ask(cast, cast.second_member, about="Fysik"),
        agreed=answer_mandate(
            ask(cast, cast.leader, about="", group=cast.maths),
            accepts=True,
            words=BETWEEN_US,
            by=cast.leader,
            site="https://larande.example",
        ),
        launch=launch,
        coming_launch=coming_launch,
    )


def launches(cast: Cast) -> list[Launch]:
    made = [
        prepare_launch(
            cast.school,
            by=cast.principal,
            school_year=term.school_year,
            season=term.season,
            groups=[cast.maths],
            opening=opening,
        )
        for term, opening in zip(terms_to_set(cast.authority), ("Vi börjar nu", BETWEEN_US), strict=False)
    ]
    publish_launch(made[0], by=cast.principal)
    return made


def ask(cast: Cast, leader: User, *, about: str, group: LearningGroup | None = None) -> Mandate:
    return ask_to_lead(
        cast.school,
        leader,
        by=cast.principal,
        site="https://larande.example",
        about=about,
        group=group,
        task=BETWEEN_US,
        decides=BETWEEN_US,
        support=BETWEEN_US,
    )


def look_ahead(cast: Cast, planned: Meeting) -> tuple[Suggestion, Material]:
    """What is ready for the next meeting; all of it, and the leader's agenda in hiding, says SECRET."""
    preparing.prepare(planned, SECRET, by=cast.member)
    item = inviting.ItemDraft(kind="DISCUSSION", title=SECRET, prompt=SECRET, minutes_from=10, minutes_to=20)
    inviting.save_plan(planned, [item], note=SECRET, by=cast.leader)
    material = materials.add_material(planned, title=SECRET, where="På hyllan i ämnesrummet", by=cast.member)
    return suggestions.suggest(planned, SECRET, by=cast.member), material


TRIED = (
    "lasar;arskurs;niva;skolenhetskod;skolenhetsnamn;amne;amnesnamn;A;B;C;D;E;F;antal_betyg\n"
    "2025-2026;9;skolenhet;10000001;Björkdalsskolan;Ma;Matematik;10;20;30;20;10;12;102\n"
)


def hold_table(cast: Cast) -> TableOnHold:
    """The principal's own table, waiting for her to say what its columns mean."""
    table = "Klass;Ämne;A;C;E;F\n9A;Matematik;3;9;8;4\n9B;Matematik;2;8;9;6\n"
    found = read_pasted(table.encode(), schools_known_to(cast.principal))
    assert isinstance(found, Proposed)
    held = results_actions.hold_table(found, file_name="betyg 9.csv", by=cast.principal)
    assert held.table is not None, held.problems
    return held.table


def try_file(cast: Cast) -> ImportBatch:
    """A trial import by the principal, waiting to be confirmed."""
    trial = start_trial(read(TRIED), file_name="betyg.csv", by=cast.principal)
    assert trial.batch is not None, trial.problems
    return trial.batch


def saved_file(cast: Cast) -> ImportBatch:
    """An import that the principal has saved: the same one each time it is asked for."""
    saved = ImportBatch.objects.exclude(state="TRIAL").first()
    return saved or confirm_import(try_file(cast), by=cast.principal)

"""Taking texts into the library."""

from django.db import transaction

from lartraff.library import content
from lartraff.library.models import Step, Structure


@transaction.atomic
def load_content() -> int:
    """Make the tables say what the texts say; return how many structures there are.

    Meetings keep their own copy of the steps, so a changed text never changes a meeting that is planned or held.
    """
    count = 0
    for text in content.structures():
        structure, _created = Structure.objects.update_or_create(
            key=text.key,
            language=text.language,
            defaults={"name": text.name, "about": text.about, "minutes": text.minutes},
        )
        structure.steps.all().delete()
        Step.objects.bulk_create(
            Step(
                structure=structure,
                position=position,
                kind=step.kind.value,
                title=step.title,
                prompt=step.prompt,
                minutes_from=step.minutes_from,
                minutes_to=step.minutes_to,
            )
            for position, step in enumerate(text.steps)
        )
        count += 1
    return count

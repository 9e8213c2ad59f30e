"""Kill the house at random moments during meetings, start it again, and see whether it kept what it promised.

    python -m bench.live.torture --runs 50 --seed 1

At each meeting some type and give commands; then `kill -9`. After the restart: every command that was answered is in
the log (and its line in its table, once); every letter that its writer was told is saved is in the document and in the
minutes. Then all come back, send what was not answered once more, and everything is there exactly once.

With DATABASE_URL the house stands on that database (scripts/with_postgres.py gives one), otherwise on SQLite.
"""

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from bench.live import scripts
from bench.live.processes import end_everything_on_signals
from bench.live.servers import Lartraff, Seat, build_house, house_environment
from bench.live.teacher import Command, Teacher, paragraphs

PEOPLE = 5
PATIENCE = 60.0  # seconds for anything to come about: on a busy machine it takes its time
WORDS = "vi läste två texter och såg att många återger men få drar en slutsats därför prövar alla samma uppgift".split()  # noqa: SIM905


@dataclass(slots=True)
class Count:
    """What was promised, and what of it was not there."""

    meetings: int = 0
    letters_typed: int = 0
    letters_promised: int = 0
    letters_lost_from_document: int = 0
    letters_lost_from_minutes: int = 0
    letters_lost_after_coming_back: int = 0
    commands_sent: int = 0
    commands_answered: int = 0
    commands_lost_from_log: int = 0
    lines_lost: int = 0
    commands_sent_again: int = 0
    lines_lost_or_doubled_after_coming_back: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def kept_every_promise(self) -> bool:
        lost = (
            self.letters_lost_from_document,
            self.letters_lost_from_minutes,
            self.letters_lost_after_coming_back,
            self.commands_lost_from_log,
            self.lines_lost,
            self.lines_lost_or_doubled_after_coming_back,
        )
        return not any(lost) and not self.problems


class Meeting:
    """One meeting of the script, in the room with that number."""

    def __init__(self, server: Lartraff, number: int, ledger: scripts.Conversation, chance: random.Random) -> None:
        self.server, self.number, self.ledger, self.chance = server, number, ledger, chance
        self.room = server.rooms[number]
        self.fragments = server.table(number)["fragments"]
        self.teachers = [Teacher(self.fragments[place % len(self.fragments)]) for place in range(PEOPLE)]
        # Going on to the next item empties the queue, so at a meeting there is either the one or the other.
        self.goes_on = number % 2 == 0

    def seats(self) -> list[Seat]:
        return self.server.table(self.number)["seats"]

    async def take_place_until_killed(self) -> None:
        sitting = [one.sit(seat) for one, seat in zip(self.teachers, self.seats(), strict=True)]
        async with asyncio.timeout(PATIENCE):
            await asyncio.gather(*(one.in_step() for one in self.teachers))
        acting = [asyncio.create_task(self.type(one, place)) for place, one in enumerate(self.teachers)]
        acting += [asyncio.create_task(self.give_commands(one, place)) for place, one in enumerate(self.teachers)]
        await asyncio.sleep(self.chance.uniform(0.1, 2.5))
        self.server.process.kill()
        for act in acting:
            act.cancel()
        await asyncio.gather(*sitting)
        for act in acting:
            if act.done() and not act.cancelled() and (error := act.exception()):
                raise error

    async def type(self, teacher: Teacher, place: int) -> None:
        # The first word is this person's at this meeting and nobody else's.
        text = f"{'abcde'[place]}ttord "
        while True:
            teacher.type(text)
            await asyncio.sleep(self.chance.uniform(0.01, 0.12))
            text = self.chance.choice((" ", *"abcdefghijklmnopqrstuvwxyzåäö", f" {self.chance.choice(WORDS)} "))

    async def give_commands(self, teacher: Teacher, place: int) -> None:
        kinds = ["park", "inform", "decide"]
        if place == 0:
            kinds.append("go" if self.goes_on else "extend")
        elif not self.goes_on:
            kinds.append("hand")
        at, up = 0, False
        while True:
            await asyncio.sleep(self.chance.uniform(0.05, 0.4))
            line = f"{'abcde'[place]}tt beslut nummer {'i' * (len(teacher.commands) + 1)}"
            item = self.room["items"][self.chance.randrange(len(self.room["items"]))]
            match self.chance.choice(kinds):
                case "park":
                    command = teacher.command("park", text=line, sent_to="arbetslaget")
                case "go" if at < len(self.room["items"]) - 1:
                    command, at = teacher.command("go", item=at + 1, came_from=at), at + 1
                case "hand":
                    up = not up
                    command = teacher.command("hand", up=up)
                case "extend":
                    command = teacher.command("extend", item=at, minutes=1, taken_from=None)
                case "inform":
                    command = teacher.command("inform", item=item, text=line)
                case _:
                    command = teacher.command("decide", item=item, text=line)
            while command.answered is None and self.chance.random() < 0.97:
                await asyncio.sleep(0.01)

    # --- After the restart

    async def what_is_there(self) -> list[str]:
        """The paragraphs of the document, as the house gives it to somebody who comes new."""
        newcomer = Teacher(self.fragments[0])
        sitting = newcomer.sit(self.seats()[0])
        async with asyncio.timeout(PATIENCE):
            await newcomer.in_step()
        sitting.cancel()
        await asyncio.gather(sitting, return_exceptions=True)
        return paragraphs(newcomer.document, self.fragments)

    def missing(self, found: Iterable[str], *, promised_only: bool) -> int:
        """How many letters are in none of the texts found."""
        texts = [plain(text) for text in found]
        lost = 0
        for teacher in self.teachers:
            wanted = plain(teacher.typed[: teacher.promised] if promised_only else teacher.typed)
            if not any(wanted in text for text in texts):
                lost += len(wanted) - max(common(wanted, text) for text in texts)
        return lost

    async def missing_in_the_minutes(self, *, promised_only: bool) -> int:
        """As `missing`, when the minutes have had the time to follow."""
        until = time.monotonic() + PATIENCE
        while True:
            lost = self.missing(self.ask()["notes"].values(), promised_only=promised_only)
            if not lost or time.monotonic() > until:
                return lost
            await asyncio.sleep(0.25)

    def ask(self) -> scripts.Finding:
        return self.ledger.ask(str(self.room["meeting"]))

    def commands(self, answer: str | None) -> list[Command]:
        return [command for one in self.teachers for command in one.commands if command.answered == answer]

    async def come_back(self) -> int:
        """Everybody with the document they had; unanswered commands are sent again. Returns how many."""
        again = self.commands(None)
        sitting = []
        for teacher, seat in zip(self.teachers, self.seats(), strict=True):
            sitting.append(teacher.sit(seat))
            async with asyncio.timeout(PATIENCE):
                await teacher.in_step()
            for command in teacher.commands:
                if command.answered is None:
                    teacher.send(command)
        async with asyncio.timeout(PATIENCE):
            while not all(one.all_answered and one.all_saved for one in self.teachers):
                await asyncio.sleep(0.02)
        for sits in sitting:
            sits.cancel()
        await asyncio.gather(*sitting, return_exceptions=True)
        return len(again)


def plain(text: str) -> str:
    """Without what Markdown adds or takes: signs, and more than one space."""
    return " ".join(text.replace("\\", "").split())


def common(wanted: str, text: str) -> int:
    """How much of the beginning of `wanted` is somewhere in the text."""
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in text else (low, middle - 1)
    return low


async def torture(meeting: Meeting, count: Count) -> None:
    await meeting.take_place_until_killed()
    meeting.server.start()

    done = meeting.commands("done")
    kept = meeting.ask()
    in_log = set(kept["commands"])
    count.meetings += 1
    count.letters_typed += sum(len(one.typed) for one in meeting.teachers)
    count.letters_promised += sum(one.promised for one in meeting.teachers)
    count.commands_sent += sum(len(one.commands) for one in meeting.teachers)
    count.commands_answered += len(done)
    gone = [command for command in done if command.id not in in_log]
    count.commands_lost_from_log += len(gone)
    count.problems += [f"not in the log: {command.name} {command.data}" for command in gone]
    count.lines_lost += sum(kept["lines"].count(command.line) != 1 for command in done if command.line)
    count.letters_lost_from_document += meeting.missing(await meeting.what_is_there(), promised_only=True)
    count.letters_lost_from_minutes += await meeting.missing_in_the_minutes(promised_only=True)

    count.commands_sent_again += await meeting.come_back()
    there = await meeting.what_is_there()
    count.letters_lost_after_coming_back += meeting.missing(there, promised_only=False)
    count.letters_lost_after_coming_back += await meeting.missing_in_the_minutes(promised_only=False)
    for teacher in meeting.teachers:
        if [plain(text) for text in there].count(plain(teacher.typed)) != 1:
            count.problems.append(f"A paragraph stands there other than once: {teacher.typed[:40]}")
        count.problems += teacher.problems
    kept = meeting.ask()
    lines = [command.line for command in meeting.commands("done") if command.line]
    count.lines_lost_or_doubled_after_coming_back += sum(kept["lines"].count(line) != 1 for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1, help="another number kills at other moments")
    parser.add_argument("--json", action="store_true", help="print what a program can read")
    arguments = parser.parse_args()
    end_everything_on_signals()
    count = Count()
    with tempfile.TemporaryDirectory(prefix="lartraff-torture-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        environment = house_environment(folder, database=os.environ.get("DATABASE_URL"))
        rooms = build_house(environment, [f"{PEOPLE}x{arguments.runs}"], people=PEOPLE)
        server = Lartraff(folder, rooms, database=os.environ.get("DATABASE_URL"))
        server.start()
        with scripts.talking_to([sys.executable, "-m", "bench.live.ledger"], environment=environment) as ledger:
            for number in range(arguments.runs):
                chance = random.Random(f"{arguments.seed} {number}")  # noqa: S311  a script, not a secret
                asyncio.run(torture(Meeting(server, number, ledger, chance), count))
                progress = f"killed {count.meetings} times, promises broken: {not count.kept_every_promise}"
                sys.stderr.write(f"\r{progress}" if sys.stderr.isatty() else f"{progress}\n")
        server.process.stop()
    tell(count, as_json=arguments.json)
    return 0 if count.kept_every_promise else 1


def tell(count: Count, *, as_json: bool) -> None:
    found = asdict(count) | {"kept_every_promise": count.kept_every_promise}
    if as_json:
        sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
        return
    for what, figure in found.items():
        shown = ("yes" if figure else "NO") if isinstance(figure, bool) else figure
        if isinstance(figure, list):
            shown = "; ".join(figure) or "none"
        sys.stdout.write(f"{what.replace('_', ' ')}: {shown}\n")


if __name__ == "__main__":
    sys.exit(main())

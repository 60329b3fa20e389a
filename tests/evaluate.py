"""`make eval`: asks the question sets and prints how right the answers are. It never passes or fails."""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.render import record
from bot.service import Service, load_service
from nlp.state import State

FOLDER = Path(__file__).with_name("eval")
SETS = {"dev": "development", "validation": "validation", "sealed": "sealed"}
_SHOWN = 160
"""Characters of a reply that are shown beside a failure."""
_PART = re.compile(r".*([A-Z])\d")

Turn = dict[str, Any]
"""A message of a set with what is expected of its answer, as the scorer's `turns` yields it."""


def _scorer() -> tuple[Callable[[str], Iterator[Turn]], Callable[[Turn, dict[str, Any]], list[str]]]:
    """The functions `turns` and `judge` of tests/eval/score.py, which is a script and no package."""
    spec = importlib.util.spec_from_file_location("score", FOLDER / "score.py")
    if spec is None or spec.loader is None:
        raise ImportError("tests/eval/score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score.turns, score.judge


turns, judge = _scorer()


def load_turns(name: str) -> list[Turn]:
    """The messages of a set ("dev", …) in order; where an item names its style, each of its messages does."""
    path = FOLDER / f"{name}.jsonl"
    items = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    styles = {item["id"]: item.get("style", "") for item in items}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # the scorer leaves its file to the garbage collection
        return [{**turn, "style": styles[turn["session"]]} for turn in turns(str(path))]


@dataclass(frozen=True, slots=True)
class Judged:
    """A message, its answer's record and why that falls short (nothing where it is right)."""

    turn: Turn
    made: dict[str, Any]
    why: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """The answer's outcome."""
        return str(self.made["outcome"])

    @property
    def right(self) -> bool:
        """As expected in every respect."""
        return not self.why

    @property
    def helpful(self) -> bool:
        """Right, or a question back that offers a wanted place."""
        wanted = {*self.turn["cite_all"], *self.turn["cite_any"]}
        cited = {citation["id"] for citation in self.made["citations"]}
        return self.right or (self.outcome == "clarify" and not wanted.isdisjoint(cited))

    @property
    def wrong(self) -> bool:
        """Answered, and not right: the harmful kind."""
        return not self.right and self.outcome == "answer"

    @property
    def missed(self) -> bool:
        """Neither right nor answered."""
        return not self.right and not self.wrong

    @property
    def clarified(self) -> bool:
        """Asked back, rightly or not."""
        return self.outcome == "clarify"


COLUMNS = ("right", "helpful", "wrong", "missed", "clarified")


def ask(service: Service, asked: Sequence[Turn]) -> list[Judged]:
    """Every message answered and judged; the messages of one session are one conversation."""
    states: dict[str, State | None] = {}
    judged: list[Judged] = []
    for turn in asked:
        reply = service.answer(turn["q"], states.get(turn["session"]))
        states[turn["session"]] = reply.state
        made = record.render(reply.answer, service.voice, reply.elapsed_ms)
        judged.append(Judged(turn, made, tuple(judge(turn, made))))
    return judged


def part(turn: Turn) -> str:
    """The part of the set that an id names: "A" of "A001" and of "F1A001"."""
    found = _PART.match(turn["id"])
    return found[1] if found else ""


def report(title: str, judged: Sequence[Judged]) -> Iterator[str]:
    """The lines of the report on one set."""
    yield f"{title}: {len(judged)} messages"
    yield f"  {'':16}{'n':>5}" + "".join(f"{column:>11}" for column in COLUMNS)
    yield _row("all", judged)
    groups: tuple[tuple[str, Callable[[Turn], str]], ...] = (
        ("kind", lambda turn: turn["type"]),
        ("part", part),
        ("style", lambda turn: turn["style"]),
    )
    for name, of in groups:
        found = sorted({of(one.turn) for one in judged} - {""})
        if found:
            yield f"by {name}"
        for value in found:
            yield _row(value, [one for one in judged if of(one.turn) == value])
    answerable = [one for one in judged if "abstain" not in one.turn["expect"]]
    unanswerable = [one for one in judged if "abstain" in one.turn["expect"] and "answer" not in one.turn["expect"]]
    declined = sum(one.outcome == "abstain" for one in answerable)
    answered = sum(one.outcome == "answer" for one in unanswerable)
    yield f"answerable and declined: {declined} of {len(answerable)}"
    yield f"unanswerable and answered: {answered} of {len(unanswerable)}"


def _row(name: str, judged: Sequence[Judged]) -> str:
    shares = (sum(getattr(one, column) for one in judged) / len(judged) for column in COLUMNS)
    return f"  {name:16}{len(judged):5}" + "".join(f"{share:11.1%}" for share in shares)


def failures(judged: Sequence[Judged], count: int) -> Iterator[str]:
    """So many messages that were not answered rightly, with the reasons and how the reply begins."""
    for one in [one for one in judged if not one.right][:count]:
        yield f"{one.turn['id']} [{one.turn['type']}] {one.turn['q']}"
        yield f"    {'; '.join(one.why)}"
        yield f"    -> {' '.join(one.made['text'].split())[:_SHOWN]}"


def main() -> None:
    """Ask and print. The sealed half is asked only when it is named, and nothing of it is shown."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluate", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--set", choices=("dev", "validation"), help="one set; default both")
    choice.add_argument("--sealed", action="store_true", help="the sealed half: once, at the end")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="so many failures of each set, with reasons")
    args = parser.parse_args()
    if args.sealed and args.show:
        parser.error("of the sealed half only figures are printed")
    service = load_service()
    names = ["sealed"] if args.sealed else [args.set] if args.set else ["dev", "validation"]
    for name in names:
        judged = ask(service, load_turns(name))
        print("\n".join((*report(SETS[name], judged), *failures(judged, args.show))), end="\n\n")


if __name__ == "__main__":
    main()

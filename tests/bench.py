"""`make bench`: how fast and how large the program is, beside simple peers; exits 1 beyond the bounds.

Every bound is a ratio of two measurements of the same run, taken in turn, so that it holds on any machine.
"""

from __future__ import annotations

import io
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from docx import Document

from bot.export.duty import load_duties
from bot.export.file import file
from bot.export.sheet import DutySheet
from bot.export.subject import WHOLE
from bot.service import Service, load_service
from nlp.bank import load_phrases
from nlp.state import State
from nlp.tokenise import words
from tests import bench_plans, bench_telegram, bench_web
from tests.baselines import content, peers
from tests.evaluate import Judged, Turn, ask, judge, load_turns

COLD = 1.5
"""`hoi ask` in a fresh process, over a process that only segments one letter."""
WARM_MEDIAN = 3.0
"""The median answer, over the median segmentation of the same messages."""
WARM_P99 = 10.0
"""The slowest hundredth of answers, over the same."""
MEMORY = 1.5
"""Resident memory after all messages, over that of the process that only segments one letter."""
GROWTH = {100: 3.0, 1000: 10.0}
"""The median answer among so many plans, over that among one."""
FALL = 0.03
"""The share of right answers that may be lost among many plans. What is lost are messages of a bare short form
("LMHTX …"): where a permuted copy gives its token to a common word, nothing else tells the plans apart."""

EXPORT = 3.0
"""The whole plan put together and written as DOCX, over its cells in a bare table by the same library."""

BARE = "from underthesea import word_tokenize; word_tokenize('a')"
ANSWER_ALL = """
import sys
from bot.service import load_service
service = load_service()
for line in sys.stdin.buffer:
    service.answer(line.decode())
"""
# Linux tells the resident memory; elsewhere the peak, in bytes, is told instead. (On Linux the peak of a process
# includes its parent's before it began.)
TELL_RESIDENT = """
try:
    print(open("/proc/self/status").read().split("VmRSS:")[1].split()[0])
except OSError:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
QUESTION = "Sở nào chủ trì nhiệm vụ tín dụng?"
STARTS = 7
ROUNDS = 5
WARM_UP = 200


@dataclass(frozen=True, slots=True)
class Check:
    """A measured value and the most that it may be."""

    name: str
    value: float
    most: float
    detail: str

    @property
    def held(self) -> bool:
        """Whether the value keeps the bound."""
        return self.value <= self.most


def cold() -> Check:
    """From a command to its answer on the screen."""
    hoi = [str(Path(sys.executable).with_name("hoi")), "ask", QUESTION]
    bare = [sys.executable, "-c", BARE]
    taken: tuple[list[float], list[float]] = ([], [])
    for lap in range(STARTS + 1):  # the first fills the system's file cache
        for command, times in zip((hoi, bare), taken, strict=True):
            began = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            if lap:
                times.append(time.perf_counter() - began)
    ours, theirs = (statistics.median(times) for times in taken)
    return Check("cold start", ours / theirs, COLD, f"{ours:.2f} s / {theirs:.2f} s")


def warm(service: Service, asked: Sequence[Turn]) -> list[Check]:
    """From a message to its answer, in a process that runs."""
    for phrase in load_phrases()[:: len(load_phrases()) // WARM_UP]:
        words(phrase.text)
        service.answer(phrase.text)
    answers: list[float] = []
    segmentations: list[float] = []
    for _ in range(ROUNDS):
        states: dict[str, State | None] = {}
        for turn in asked:
            began = time.perf_counter()
            words(turn["q"])
            between = time.perf_counter()
            reply = service.answer(turn["q"], states.get(turn["session"]))
            ended = time.perf_counter()
            states[turn["session"]] = reply.state
            segmentations.append((between - began) * 1000)
            answers.append((ended - between) * 1000)
    median, base = statistics.median(answers), statistics.median(segmentations)
    late = statistics.quantiles(answers, n=100)[-1]
    return [
        Check("warm answer, median", median / base, WARM_MEDIAN, f"{median:.2f} ms / {base:.2f} ms"),
        Check("warm answer, p99", late / base, WARM_P99, f"{late:.2f} ms / {base:.2f} ms"),
    ]


def memory(asked: Sequence[Turn]) -> Check:
    """What a process holds once it has answered all messages."""
    ours, theirs = (_resident(code, "\n".join(turn["q"] for turn in asked)) for code in (ANSWER_ALL, BARE))
    return Check("resident memory", ours / theirs, MEMORY, f"{ours / 1024:.0f} MB / {theirs / 1024:.0f} MB")


def _resident(code: str, given: str) -> float:
    """The resident memory in KiB of a process at its end; it reads `given`, and imports nothing for being measured."""
    command = [sys.executable, "-c", f"{code}\n{TELL_RESIDENT}"]
    ran = subprocess.run(command, input=given, check=True, capture_output=True, encoding="utf-8")
    return float(ran.stdout)


def beside(service: Service, asked: Sequence[Turn]) -> list[str]:
    """The table of our answers and of simple peers over the same units, with the best threshold in hindsight."""
    made = ask(service, asked)
    lines = [f"{'':32}{'right':>8}{'wrong':>8}{'median ms':>11}", _row("this program", made)]
    units = service.knowledge.units
    for name, search in peers(list(units.values())).items():
        found: list[tuple[str, float, float]] = []
        for turn in asked:
            began = time.perf_counter()
            unit, score = search(turn["q"])
            found.append((unit, score, (time.perf_counter() - began) * 1000))
        tried = []
        for least in sorted({score for _, score, _ in found}):
            judged = []
            for turn, (unit, score, taken) in zip(asked, found, strict=True):
                answer = {"outcome": "abstain", "citations": [], "text": "", "elapsed_ms": taken}
                if unit and score >= least:
                    answer |= {"outcome": "answer", "citations": [{"id": unit}], "text": content(units[unit])}
                judged.append(Judged(turn, answer, tuple(judge(turn, answer))))
            tried.append(judged)
        lines.append(_row(name, max(tried, key=lambda judged: sum(one.right for one in judged))))
    return lines


def _row(name: str, judged: Sequence[Judged]) -> str:
    right, wrong = (sum(getattr(one, column) for one in judged) / len(judged) for column in ("right", "wrong"))
    median = statistics.median(one.made["elapsed_ms"] for one in judged)
    return f"{name:32}{right:8.1%}{wrong:8.1%}{median:11.2f}"


def plans(service: Service, asked: Sequence[Turn]) -> list[Check]:
    """Answers among many plans against those among one."""
    one, *more = bench_plans.measure(service, asked)
    checks: list[Check] = []
    for grown in more:
        growth = f"{grown.median:.2f} ms / {one.median:.2f} ms"
        checks.append(Check(f"{grown.plans} plans, median", grown.median / one.median, GROWTH[grown.plans], growth))
        right = f"{grown.right:.1%} right, {one.right:.1%} among one"
        checks.append(Check(f"{grown.plans} plans, right lost", one.right - grown.right, FALL, right))
    return checks


def export(service: Service) -> Check:
    """From a request to the file of the whole plan, the largest export: DOCX, the slowest of the formats."""
    duties = load_duties(service.knowledge, service.voice)
    whole = duties.sheet(WHOLE, service.clock())
    ours: list[float] = []
    theirs: list[float] = []
    for lap in range(ROUNDS + 1):  # the first loads what the library needs
        began = time.perf_counter()
        file(duties.sheet(WHOLE, service.clock()), "docx", duties.words)
        between = time.perf_counter()
        _bare(whole)
        ended = time.perf_counter()
        if lap:
            ours.append((between - began) * 1000)
            theirs.append((ended - between) * 1000)
    made, bare = statistics.median(ours), statistics.median(theirs)
    return Check("largest export", made / bare, EXPORT, f"{made:.0f} ms / {bare:.0f} ms")


def _bare(sheet: DutySheet) -> None:
    """The cells of a sheet's rows in a table of a DOCX file, and nothing else."""
    document = Document()
    table = document.add_table(0, 5)
    for row in sheet.rows:
        unit = row.unit
        texts = (unit.number, unit.text, unit.lead, unit.coord, unit.deadline)
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    document.save(io.BytesIO())


def telegram(asked: Sequence[Turn]) -> Check:
    """Replies a second under load: how many times ours those of the echo bot are."""
    load = bench_telegram.measure(asked)
    detail = f"echo bot {load.echo:.0f} / {load.ours:.0f} replies a second"
    return Check("Telegram under load", load.echo / load.ours, 1 / bench_telegram.LEAST, detail)


def web() -> list[Check]:
    """Requests a second under load: how many times ours those of the bare handler are; and the memory after many."""
    load = bench_web.measure()
    rates = f"bare handler {load.bare:.0f} / {load.ours:.0f} requests a second"
    held = f"{load.late / 1024:.0f} MB / {load.early / 1024:.0f} MB"
    return [
        Check("API under load", load.bare / load.ours, 1 / bench_web.LEAST, rates),
        Check("API, memory growth", load.late / load.early, bench_web.GROWTH, held),
    ]


def main() -> int:
    """Measure, print, and say by the exit code whether every bound is kept."""
    service, asked = load_service(), load_turns("dev")
    print(f"{len(asked)} development messages\n")
    print("\n".join(beside(service, asked)), end="\n\n")
    print(f"{'':26}{'measured':>9}{'bound':>8}")
    checks = [
        cold(),
        *warm(service, asked),
        memory(asked),
        *plans(service, asked),
        export(service),
        telegram(asked),
        *web(),
    ]
    for check in checks:
        verdict = "" if check.held else "   BEYOND THE BOUND"
        print(f"{check.name:26}{check.value:9.3f}{check.most:8.2f}   {check.detail}{verdict}")
    return int(not all(check.held for check in checks))


if __name__ == "__main__":
    sys.exit(main())

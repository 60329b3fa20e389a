"""The command `hoi`: what each command prints and how it ends, at a terminal, in a pipe, with broken input."""

from __future__ import annotations

import fcntl
import io
import json
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.answer import Outcome, Reason
from bot.cli import main
from bot.commands import ask, chat, terminal
from bot.commands.words import Words, load_words
from bot.service import Service
from knowledge.load import Knowledge
from knowledge.model import Kind
from knowledge.yamlfile import DataError

ROOT = Path(__file__).parents[2]
HOI = [sys.executable, "-m", "bot"]
CREDIT = "Cơ quan nào chủ trì việc cho hợp tác xã vay vốn ngân hàng?"
BANK = "Ngân hàng Nhà nước chi nhánh Thanh Hóa"
BOLD = "\033["
CONTROLS = {b"\x03", b"\x04"}
QUIET, PATIENCE = 0.1, 60.0
"""Seconds of silence after which a prompt is taken for one, and in which a run at a terminal must end."""


class Ended(NamedTuple):
    """How a run of `hoi` ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def hoi(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs `hoi` in this process."""

    def run(*words: str) -> Ended:
        code = main(words)
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on standard input."""

    def put(content: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))

    return put


@pytest.fixture(scope="module")
def words() -> Words:
    """The command line's words."""
    return load_words()


def process(*arguments: str | bytes, given: bytes = b"", **environment: str) -> Ended:
    """Runs `hoi` as a process of its own, without a terminal."""
    done = subprocess.run(
        [*HOI, *arguments],
        cwd=ROOT,
        input=given,
        capture_output=True,
        check=False,
        env=os.environ | environment,
    )
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def at_terminal(*arguments: str, columns: int = 80, keys: bytes = b"", **environment: str) -> Ended:
    """Runs `hoi` at a terminal of so many columns; `keys` are pressed at its prompt, a control key until it ends."""
    mine, its = pty.openpty()
    fcntl.ioctl(its, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in {"COLUMNS", "LINES", "NO_COLOR"}}
    made = kept | {"TERM": "xterm"} | environment
    with subprocess.Popen(
        [*HOI, *arguments],
        cwd=ROOT,
        stdin=its,
        stdout=its,
        stderr=its,
        env=made,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # noqa: PLW1509  # so that Ctrl-C comes as a signal
    ) as child:
        os.close(its)
        said, part = b"", b"-"
        until = time.monotonic() + PATIENCE
        while part and time.monotonic() < until:
            if select.select([mine], [], [], QUIET)[0]:
                part = _read(mine)
                said += part
            elif keys and said.rstrip().endswith(b":"):  # it waits at its prompt
                os.write(mine, keys)
                keys = keys if keys in CONTROLS else b""
        if part:  # it has not ended in time
            child.kill()
    os.close(mine)
    return Ended(child.returncode, said.decode("utf-8").replace("\r\n", "\n"), "")


def _read(end: int) -> bytes:
    try:
        return os.read(end, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""


def records(out: str) -> list[dict[str, Any]]:
    """The JSON records of an output, one a line."""
    return [json.loads(line) for line in out.splitlines()]


# hoi ask


def test_ask_prints_the_answer_and_where_it_stands(hoi: Callable[..., Ended]) -> None:
    """The answer as text, 0."""
    code, out, err = hoi("ask", CREDIT)
    assert (code, err) == (0, "")
    assert out.startswith(BANK)
    assert "Mục III, nhóm II, nhiệm vụ 5" in out


def test_ask_takes_words_without_quotes(hoi: Callable[..., Ended]) -> None:
    """Several words are one question."""
    assert hoi("ask", *CREDIT.split()).out == hoi("ask", CREDIT).out


def test_ask_json_is_one_record(hoi: Callable[..., Ended]) -> None:
    """One line with the fields of a record, in order, letters unescaped."""
    code, out, _ = hoi("ask", "--json", CREDIT)
    (record,) = records(out)
    assert code == 0
    assert list(record) == ["outcome", "reason", "text", "citations", "choices", "see_also", "notes", "elapsed_ms"]
    assert record["citations"][0]["id"] == "III-II-5"
    assert BANK in out


@pytest.mark.parametrize("message", ["", "   ", "?!…", "😀😀", "\x00\x07", "\ud800", "<b>", "a" * 100_000])
def test_ask_answers_anything_politely(hoi: Callable[..., Ended], message: str) -> None:
    """No message is a failure: something is said, 0."""
    code, out, err = hoi("ask", message)
    assert (code, err) == (0, "")
    assert out.strip()


def test_a_message_too_long_is_asked_to_be_shortened(hoi: Callable[..., Ended]) -> None:
    """100,000 characters abstain as too long."""
    (record,) = records(hoi("ask", "--json", "a" * 100_000).out)
    assert (record["outcome"], record["reason"]) == (Outcome.ABSTAIN, Reason.TOO_LONG)


def test_ask_survives_bytes_that_are_no_text() -> None:
    """Invalid UTF-8 on the command line is passed over."""
    code, out, err = process("ask", b"\xff\xfe " + CREDIT.encode())
    assert (code, err) == (0, "")
    assert BANK in out


def test_ask_writes_utf8_whatever_the_locale() -> None:
    """An ASCII locale loses no letter."""
    assert BANK in process("ask", CREDIT, PYTHONIOENCODING="ascii", LC_ALL="C").out


# hoi ask --jsonl


def lines(*messages: object) -> bytes:
    """Lines of input; bytes as they are, anything else as JSON."""
    return b"".join((m if isinstance(m, bytes) else json.dumps(m).encode()) + b"\n" for m in messages)


def test_jsonl_answers_each_line(hoi: Callable[..., Ended], typed: Callable[[bytes], None]) -> None:
    """A record a line, in order; an empty message is answered too; a last line may lack its end."""
    typed(lines({"q": CREDIT}, {"q": ""}, {"q": "chào bạn", "session": None})[:-1])
    code, out, err = hoi("ask", "--jsonl")
    assert (code, err) == (0, "")
    assert [r["reason"] for r in records(out)] == [Reason.FOUND, Reason.UNREADABLE, Reason.SMALL_TALK]


def test_jsonl_keeps_conversations_apart(hoi: Callable[..., Ended], typed: Callable[[bytes], None]) -> None:
    """The same session is one conversation, in order; without one a message stands alone."""
    then = "bao giờ xong?"
    typed(
        lines(
            {"q": CREDIT, "session": "a"},
            {"q": "Ai chủ trì việc hướng dẫn thủ tục thuế?", "session": 2},
            {"q": then, "session": "a"},
            {"q": then, "session": 2},
            {"q": then},
        ),
    )
    made = records(hoi("ask", "--jsonl").out)
    assert [r["citations"][0]["id"] for r in made[2:4]] == ["III-II-5", "III-II-6"]
    assert made[4]["outcome"] == Outcome.CLARIFY


BROKEN = {
    "not JSON": b"nope",
    "cut short": b'{"q": "a',
    "blank": b"",
    "a list": b'["q"]',
    "no q": b'{"session": "a"}',
    "q a number": b'{"q": 1}',
    "q null": b'{"q": null}',
    "session a list": b'{"q": "a", "session": []}',
    "not UTF-8": b'{"q": "\xff"}',
    "nested too deep": b"[" * 200_000,
    "a number too long": b'{"q": 1' + b"0" * 5000 + b"}",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_broken_line_spoils_no_other(
    hoi: Callable[..., Ended],
    typed: Callable[[bytes], None],
    broken: bytes,
) -> None:
    """Its number is named on standard error, a record stands in its place, the others are answered, 1 at the end."""
    typed(lines({"q": CREDIT}, broken, {"q": "chào bạn"}))
    code, out, err = hoi("ask", "--jsonl")
    made = records(out)
    assert code == 1
    assert [r["reason"] for r in made] == [Reason.FOUND, Reason.UNREADABLE, Reason.SMALL_TALK]
    assert (made[1]["outcome"], made[1]["citations"]) == (Outcome.ABSTAIN, [])
    assert err.count("\n") == 1
    assert "dòng 2:" in err


def test_a_line_without_end_takes_no_memory(service: Service, words: Words, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a line beyond the limit no more is kept; the next line is read from its beginning."""
    monkeypatch.setattr(terminal, "LONGEST_LINE", 40)
    kept = list(terminal.lines(io.BytesIO(b'{"q": "' + b"a" * 5000 + b'"}\n{"q": "ok"}\r\n' + b"b" * 40)))
    assert [len(line) for line in kept] == [41, 11, 40]
    made = list(ask.answers(kept, service, words))
    assert ["40" in problem for _, problem in made] == [True, False, False]


def test_only_so_many_conversations_are_remembered(
    service: Service,
    words: Words,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The conversation that was silent longest is forgotten first."""
    monkeypatch.setattr(ask, "_SESSIONS", 2)
    said = [(CREDIT, "a"), (CREDIT, "b"), ("chào", "a"), (CREDIT, "c"), ("bao giờ xong?", "a"), ("bao giờ xong?", "b")]
    given = [json.dumps({"q": q, "session": session}).encode() for q, session in said]
    outcomes = [record["outcome"] for record, _ in ask.answers(given, service, words)]
    assert outcomes[4:] == [Outcome.ANSWER, Outcome.CLARIFY]


def test_jsonl_answers_while_the_pipe_is_open() -> None:
    """Each record is written as soon as its line is read."""
    with subprocess.Popen([*HOI, "ask", "--jsonl"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        for _ in range(2):
            child.stdin.write(lines({"q": CREDIT}))
            child.stdin.flush()
            assert json.loads(child.stdout.readline())["outcome"] == Outcome.ANSWER
        child.stdin.close()
    assert child.returncode == 0


@pytest.mark.parametrize("command", ["ask --jsonl", "units --jsonl", "units", "chat", "--help"])
def test_a_reader_may_have_enough(command: str) -> None:
    """Whoever reads the output may go, as `head` does: nothing is said of it, 0."""
    with subprocess.Popen(
        [*HOI, *command.split()],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout is not None
        child.stdout.close()
        _, err = child.communicate(lines(*[{"q": CREDIT}] * 50))
    assert (child.returncode, err) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no device that is always full")
def test_a_full_disk_is_said() -> None:
    """What cannot be written is an expected failure: one line, 1."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([*HOI, "units"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert done.stderr.decode().count("\n") == 1


# hoi chat


def test_chat_is_one_conversation(hoi: Callable[..., Ended], typed: Callable[[bytes], None]) -> None:
    """A line is a message, what was said counts, the end of input ends it politely; no prompt without a terminal."""
    typed(f"{CREDIT}\nbao giờ xong?\n\n".encode() + b"\xff\n")
    code, out, err = hoi("chat")
    assert (code, err) == (0, "")
    assert "Thời gian thực hiện: Quý IV/2022" in out
    assert out.count("Mình chưa đọc được câu hỏi") == 2
    assert "Hỏi: " not in out
    assert out.endswith("hẹn gặp lại.\n")


@pytest.mark.parametrize("leave", ["thoát", "THOÁT", unicodedata.normalize("NFD", "thoát"), " exit "])
def test_chat_ends_at_a_word(hoi: Callable[..., Ended], typed: Callable[[bytes], None], leave: str) -> None:
    """A word of leaving, however it is typed, ends the conversation; what follows is not read."""
    typed(f"{leave}\n{CREDIT}\n".encode())
    code, out, _ = hoi("chat")
    assert code == 0
    assert BANK not in out


def test_chat_ends_at_the_end_of_input(hoi: Callable[..., Ended], typed: Callable[[bytes], None]) -> None:
    """No input at all: a greeting and a goodbye, 0."""
    typed(b"")
    code, out, err = hoi("chat")
    assert (code, err) == (0, "")
    assert out.count("\n") == 2


def test_chat_goes_on_after_a_failure(
    words: Words,
    service: Service,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
    typed: Callable[[bytes], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A message whose answering fails gets a polite line with the id that is logged; the next is answered."""

    class Failing:
        voice = service.voice

        def answer(self, text: str, state: object) -> object:
            if text == "boom":
                raise RuntimeError("broken on purpose")
            assert state is None
            return service.answer(text)

    monkeypatch.setattr(chat, "load_service", Failing)
    typed(f"boom\n{CREDIT}\n".encode())
    assert chat.run(None, words) == 0  # type: ignore[arg-type]  # chat has no arguments
    out = capsys.readouterr().out
    (logged,) = caplog.records
    assert logged.message.split()[-1] in out
    assert BANK in out


def test_chat_at_a_terminal_leaves_at_ctrl_d() -> None:
    """It prompts, answers, and leaves at the end of input with a goodbye, 0."""
    code, out, _ = at_terminal("chat", keys=b"\x04")
    assert code == 0
    assert "Hỏi: " in out
    assert out.rstrip().endswith("hẹn gặp lại.")


def test_chat_at_a_terminal_leaves_at_ctrl_c() -> None:
    """An interruption is no failure: a goodbye, 0."""
    code, out, _ = at_terminal("chat", keys=b"\x03")
    assert code == 0
    assert out.rstrip().endswith("hẹn gặp lại.")
    assert "Traceback" not in out


def test_chat_at_a_terminal_answers_in_bold() -> None:
    """What was asked for is in bold; the message is read whole, marks and all."""
    code, out, _ = at_terminal("chat", keys=f"{CREDIT}\nthoát\n".encode())
    assert code == 0
    assert f"\033[1m{BANK}" in out


def test_an_interruption_ends_quietly() -> None:
    """Ctrl-C while lines are read: no traceback, 1."""
    with subprocess.Popen(
        [*HOI, "ask", "--jsonl"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        child.stdin.write(lines({"q": CREDIT}))
        child.stdin.flush()
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        assert child.stderr.read() == b""
    assert child.returncode == 1


# hoi show


def test_show_gives_a_place_verbatim(hoi: Callable[..., Ended], knowledge: Knowledge) -> None:
    """Label, words and cells as printed, for each of the places."""
    for unit in knowledge.plan.units:
        code, out, err = hoi("show", unit.id)
        assert (code, err) == (0, "")
        assert out.startswith(f"{unit.id} · ")
        assert all(line in out for line in unit.text.split("\n"))
        assert all(cell in out for cell in (unit.lead, unit.coord, unit.deadline))
        assert ("Chủ trì" in out) or unit.kind is not Kind.TASK


def test_show_takes_an_id_in_any_case(hoi: Callable[..., Ended]) -> None:
    """The id "iii-ii-5" is III-II-5."""
    assert hoi("show", "iii-ii-5") == hoi("show", "III-II-5")


@pytest.mark.parametrize(("wrong", "near"), [("III-II-55", "III-II-5"), ("QD-dieu-3", "QD-dieu-1"), ("IV4", "IV-1")])
def test_show_names_the_nearest_of_an_unknown_id(hoi: Callable[..., Ended], wrong: str, near: str) -> None:
    """One line on standard error with the id and the nearest there are, 1."""
    code, out, err = hoi("show", wrong)
    assert (code, out) == (1, "")
    assert f"“{wrong}”" in err
    assert near in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("wrong", ["", "\033[31m", "\udcff", "x" * 100_000])
def test_show_survives_any_id(hoi: Callable[..., Ended], wrong: str) -> None:
    """A short line without control characters, 1."""
    code, out, err = hoi("show", wrong)
    assert (code, out) == (1, "")
    assert len(err) < 200
    assert "\033" not in err


# hoi units


def test_units_carries_the_plan(hoi: Callable[..., Ended], source: str) -> None:
    """75 places with their words at their offsets, a row's span around its cells, keys in their order."""
    code, out, _ = hoi("units", "--jsonl")
    made = records(out)
    keys = ["id", "kind", "number", "text", "lead", "coord", "deadline", "start", "end"]
    assert code == 0
    assert len(made) == 75
    for unit in made:
        row = ["row_start", "row_end"] if unit["kind"] == Kind.TASK else []
        assert list(unit) == keys + row
        assert source[unit["start"] : unit["end"]] == unit["text"]
        if row:
            span = source[unit["row_start"] : unit["row_end"]]
            assert span.startswith(unit["number"])
            assert all(unit[cell] in span for cell in ("text", "lead", "coord", "deadline"))
    assert sum("row_start" in unit for unit in made) == 45


def test_units_lists_ids_with_names(hoi: Callable[..., Ended]) -> None:
    """For people: an id and what the place is called, a line each."""
    code, out, _ = hoi("units")
    assert code == 0
    assert "III-II-5     Vay ngân hàng\n" in out
    assert out.count("\n") == 75


# hoi explain, hoi check


def test_explain_shows_what_the_line_made(hoi: Callable[..., Ended], service: Service) -> None:
    """Repairs, names, kinds, places with the parts of their scores, the decision, the numbers, and the answer."""
    code, out, err = hoi("explain", "Sowr Công Thương lamf gì?")
    assert (code, err) == (0, "")
    for part in (
        "Sowr → so",
        "so cong thuong = agency sct",
        "duties 0.",
        "phrases -",
        "Quyết định\n  duties, vì ",
        "agencies=sct",
        f"decline {service.thresholds['decline']:g}",
        "Sở Công Thương được nêu tên chủ trì",
    ):
        assert part in out


def test_explain_shows_each_of_several_questions(hoi: Callable[..., Ended]) -> None:
    """A message that asks two things is explained question by question."""
    code, out, _ = hoi("explain", "Sở Công Thương làm gì, nữ giám đốc 2045 bao nhiêu phần trăm?")
    assert code == 0
    assert "Các câu hỏi trong tin nhắn" in out
    assert out.count("Câu đọc được") == 2
    assert out.index("agencies=sct") < out.index("figure, vì ")


def test_explain_says_what_was_not_read(hoi: Callable[..., Ended]) -> None:
    """A message that is too long has no steps to show, and is said to be so."""
    code, out, _ = hoi("explain", "a" * 100_000)
    assert code == 0
    assert "quá 1000 ký tự" in out
    assert "too_long" in out


def test_check_prints_each_problem(hoi: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    """A line a problem and 1; where there is none one line and 0."""
    monkeypatch.setattr("bot.commands.check.problems", lambda: ["a.yaml: b: c", "a.yaml: d: e"])
    assert hoi("check") == Ended(1, "a.yaml: b: c\na.yaml: d: e\n", "")
    monkeypatch.setattr("bot.commands.check.problems", list)
    code, out, _ = hoi("check")
    assert (code, out.count("\n")) == (0, 1)


# Usage, failures, looks


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "cần một lệnh"),
        ("hỏi", "không có lệnh hỏi"),
        ("ask", "cần một câu hỏi"),
        ("ask --jsonl vay", "không kèm câu hỏi"),
        ("ask --json --jsonl", "không dùng --jsonl cùng với --json"),
        ("ask --jso vay", "không có tham số --jso"),
        ("ask --json=1 vay", "--json không nhận giá trị"),
        ("show", "còn thiếu MÃ"),
        ("show I-1 I-2", "không có tham số I-2"),
        ("explain", "còn thiếu CÂU HỎI"),
    ],
)
def test_wrong_usage_is_said_in_vietnamese(hoi: Callable[..., Ended], command: str, said: str) -> None:
    """The usage and what is wrong, on standard error, 2."""
    code, out, err = hoi(*command.split())
    assert (code, out) == (2, "")
    assert err.startswith("Cách dùng: hoi")
    assert said in err


def test_a_usage_message_of_another_version_is_still_vietnamese(words: Words) -> None:
    """What argparse says in words that we do not know is no reason to speak English."""
    assert words.usage("something new: 'x'") == words.say("usage.wrong")


@pytest.mark.parametrize(
    "command", ["", "ask", "chat", "show", "units", "explain", "check", "telegram", "report", "health"]
)
def test_help_is_in_vietnamese(hoi: Callable[..., Ended], command: str) -> None:
    """Help on standard output, 0, none of it in argparse's English."""
    code, out, err = hoi(*command.split(), "--help")
    assert (code, err) == (0, "")
    assert out.startswith("Cách dùng: hoi")
    assert not {"usage:", "options:", "positional", "show this"} & set(out.split(" "))


def test_broken_data_is_an_expected_failure(hoi: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch) -> None:
    """File and place in one line, 1."""

    def broken() -> None:
        raise DataError("a.yaml: b: c")

    monkeypatch.setattr("bot.commands.units.load_knowledge", broken)
    code, out, err = hoi("units")
    assert (code, out) == (1, "")
    assert err.endswith("a.yaml: b: c\n")


def test_an_unexpected_failure_is_logged_under_an_id(
    hoi: Callable[..., Ended],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The person reads a polite line with the id of the log's entry, 3."""

    def broken() -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr("bot.commands.units.load_knowledge", broken)
    code, out, err = hoi("units")
    (logged,) = caplog.records
    assert (code, out) == (3, "")
    assert logged.message.split()[-1] in err
    assert "xin lỗi" in err
    assert logged.exc_info is not None


def test_colours_only_at_a_terminal_that_wants_them() -> None:
    """Bold at a terminal; none in a pipe, with NO_COLOR, or at a dumb one."""
    assert BOLD in at_terminal("show", "I-1").out
    assert BOLD not in at_terminal("show", "I-1", NO_COLOR="1").out
    assert BOLD not in at_terminal("show", "I-1", TERM="dumb").out
    assert BOLD not in process("show", "I-1").out


@pytest.mark.parametrize(
    "command",
    [("ask", CREDIT), ("show", "III-II-5"), ("show", "QD-noi-nhan"), ("units",), ("explain", CREDIT), ("--help",)],
    ids=lambda command: " ".join(command[:2])[:16],
)
def test_forty_columns_are_enough(command: tuple[str, ...]) -> None:
    """At a terminal of 40 columns no line is longer, and in a pipe none is broken."""
    code, out, _ = at_terminal(*command, columns=40, NO_COLOR="1")
    assert code == 0
    assert max(len(line) for line in out.split("\n")) <= 40


def test_a_pipe_gets_unbroken_lines(hoi: Callable[..., Ended], knowledge: Knowledge) -> None:
    """Without a terminal a place's words stand in one line."""
    assert knowledge.units["III-II-5"].text in hoi("show", "III-II-5").out


def heavy() -> Iterator[str]:
    """Modules that a quick command must not wait for."""
    yield from ("underthesea", "numpy", "rapidfuzz", "nlp.model")


@pytest.mark.parametrize("command", ["--help", "units --jsonl", "show I-1"])
def test_quick_commands_load_nothing_heavy(command: str) -> None:
    """Help and the plan's own words need neither the model nor the tokeniser."""
    script = f"import sys; from bot.cli import main; main({command.split()!r}); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not set(heavy()) & set(done.stdout.splitlines()[-1].split())

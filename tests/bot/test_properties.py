"""What holds of every answer: nothing invented or misquoted, no text breaks the line, dress changes nothing."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.answer import Answer, Fields, Items, NoteKind, Outcome, Quote, Reason, Text
from bot.render import plain, record
from bot.service import LIMIT, Reply, Service
from knowledge.load import Knowledge
from nlp.ask import Kind
from nlp.bank import Phrase, load_phrases
from nlp.mention import Name
from nlp.state import State

SAMPLE = 1500
DRESSED = 500
# At most this share of dressed messages may change outcome or places; the project allows 3% to ask back.
CHANGED = 0.03
QUOTED = re.compile(r"(?P<before>\w*)\s?“(?P<words>[^”]+)”")
# Quotation marks around words to type, not around the plan's: 'hỏi “…” để xem', 'ví dụ “…”', a label of ours.
EXAMPLE_BEFORE = {"hỏi", "dụ"}
TOKEN = re.compile(r"\d+(?:[./]\d+)*(?:[/-]\w+)*(?:-\w+)*%?")
SHARE = re.compile(r"(\d+) trong (\d+) nhiệm vụ[^“”]*, tức (\d+)%")
"""Rows counted, of how many, in percent."""
TASKS = re.compile(r"\d+ nhiệm vụ")
COUNTED = re.compile(
    r"(\d+)(?= (?:nhiệm vụ|việc con|việc|nhóm|dòng|nơi|ngày|cơ quan|một mình|chung|con số|gạch đầu dòng|ý|đoạn"
    r"|đề án|chương trình|cùng)\b)",
)


@pytest.fixture(scope="module")
def replies(ask: Callable[[str], Reply], sample: Callable[[int], list[Phrase]]) -> list[tuple[str, Reply]]:
    """Many messages of the banks with their replies."""
    return [(phrase.text, ask(phrase.text)) for phrase in sample(SAMPLE)]


def written(answer: Answer) -> Iterator[str]:
    """The words of an answer, piece by piece, without places named by their label."""
    for block in answer.blocks:
        match block:
            case Text(text) | Quote(_, text):
                yield text
            case Fields(rows):
                yield from (value for _, value in rows)
            case Items(title, items):
                yield title
                yield from (f"{text}" for _, text in items)


def shown(problems: list[str]) -> str:
    """The first few problems, for a failing test."""
    return f"{len(problems)} problems:\n" + "\n".join(problems[:12])


def test_citations_are_true(replies: list[tuple[str, Reply]], service: Service) -> None:
    """Every id exists, once; its label is the place's; its quote is the place's words."""
    units = service.knowledge.units
    for message, reply in replies:
        answer = reply.answer
        ids = [citation.id for citation in answer.citations]
        assert len(set(ids)) == len(ids), message
        for citation in answer.citations:
            assert citation.quote == units[citation.id].text, message
            assert citation.label == service.voice.label(units[citation.id]), message
        assert {place.id for place in (*answer.choices, *answer.see_also)} <= set(units), message


def test_quotes_are_printed_in_the_plan(replies: list[tuple[str, Reply]], source: str) -> None:
    """Quoted blocks, quotation marks and citations hold words of the source, what "…" leaves out aside."""
    folded = source.casefold()
    problems = []
    for message, reply in replies:
        quotes = [citation.quote for citation in reply.answer.citations]
        quotes += [block.text for block in reply.answer.blocks if isinstance(block, Quote)]
        if reply.answer.outcome is Outcome.ANSWER and reply.answer.reason is not Reason.SMALL_TALK:
            for text in written(reply.answer):
                quotes += [m["words"] for m in QUOTED.finditer(text) if m["before"] not in EXAMPLE_BEFORE]
        for quote in quotes:
            pieces = [piece.strip(" ;") for piece in quote.split("…")]
            problems += [f"{message!r}: {piece!r}" for piece in pieces if piece.casefold() not in folded]
    assert not problems, shown(problems)


def test_listed_places_stand_in_their_own_words(replies: list[tuple[str, Reply]], service: Service) -> None:
    """An item that names a place gives that place's words (shortened by "…") and its cells, nothing else.

    A group's words may be followed by the number of its numbered tasks, and of its rows where these are more; or how
    many rows a body leads there stands alone.
    """
    units, groups = service.knowledge.units, service.knowledge.groups
    by_label = {service.voice.label(unit): unit for unit in units.values()}
    sizes = {group: sum(not units[row].parent for row in rows) for group, rows in groups.items()}
    coordinates = service.voice.say("fields.coord")
    problems = []
    for message, reply in replies:
        for block in reply.answer.blocks:
            for label, text in block.items if isinstance(block, Items) else ():
                unit = by_label.get(label)
                if unit is None:
                    continue
                words = text.removeprefix(unit.text)
                if unit.id in sizes and TASKS.fullmatch(text):
                    continue
                if unit.id in sizes:
                    count, rows = sizes[unit.id], len(groups[unit.id])
                    key = "rank.tasks_rows" if rows > count else "rank.tasks"
                    words = words.removesuffix(f"({service.voice.say(key, count=count, rows=rows)})")
                for cell in filter(None, (unit.deadline, unit.coord, unit.lead)):
                    before, _, after = words.rpartition(cell)
                    words = before + after.replace(f"{coordinates}: ", "") if before or after else words
                left = [p.strip(" ()·:").removesuffix(coordinates).strip(" ()·:") for p in words.split("…")]
                problems += [f"{message!r}: {p!r}" for p in left if p and p not in unit.text]
    assert not problems, shown(problems)


def test_a_counted_list_is_as_long_as_it_says(replies: list[tuple[str, Reply]]) -> None:
    """A title that ends in a colon and says how many is followed by so many."""
    problems = []
    for message, reply in replies:
        for block in reply.answer.blocks:
            count = re.search(r"(\d+) nhiệm vụ[^“”]*:$", block.title) if isinstance(block, Items) else None
            if count and isinstance(block, Items) and block.items and int(count[1]) != len(block.items):
                problems.append(f"{message!r}: {block.title!r} has {len(block.items)}")
    assert not problems, shown(problems)


def joined(text: str) -> str:
    """A text with the stray blanks of "20- NQ/TW" taken out."""
    return re.sub(r"(?<=\d)- (?=[A-Z])", "-", text)


class Evidence:
    """What an answer may say: the words of its places, of its notes, and what the message itself named."""

    def __init__(self, service: Service, message: str, reply: Reply) -> None:
        answer, knowledge = reply.answer, service.knowledge
        places = [c.id for c in answer.citations] or [place.id for place in answer.see_also]
        units = [knowledge.units[place] for place in places]
        self.parts = [f"{u.id} {u.number} {u.text} {u.lead} {u.coord} {u.deadline}" for u in units]
        # A group's heading says which numbers its rows have.
        self.parts += [knowledge.units[row].number for place in places for row in knowledge.groups.get(place, ())]
        self.parts += [note.text for note in answer.notes]
        # Words about the assistant itself and the document as a whole name the document, on no place's behalf.
        self.parts += [service.voice.say("document")]
        self.parts += [o.text for o in knowledge.oddities if set(o.units) & set(places)]
        # A refusal may say which years the targets have; our sentence on the whole document rests on its headings.
        summary = Text(service.voice.say("overview.summary"), strong=True)
        if answer.outcome is Outcome.ABSTAIN or summary in answer.blocks:
            self.parts += [heading.text for heading in knowledge.plan.headings]
        self.text = joined(" ".join(self.parts))
        self.message = message
        understanding = reply.trace.understanding
        self.asked = set(understanding.named(Name.AGENCY)) if understanding else set()
        self.said = {m.value for m in understanding.mentions} if understanding else set()
        self.derived = any(note.kind is NoteKind.DERIVED for note in answer.notes)

    def holds(self, token: str) -> bool:
        """Whether a number, date or document number is in the evidence, or echoes the message in a correction."""
        found = re.search(rf"(?<![\d.]){re.escape(token)}(?!\d)", self.text)
        return found is not None or token.rstrip("%") in self.said

    def names(self, knowledge: Knowledge, agency_id: str) -> bool:
        """Whether an agency is in the evidence by any of the plan's forms, or was asked about."""
        agency = knowledge.agencies[agency_id]
        forms = (agency.name, *agency.plan_forms)
        return agency_id in self.asked or any(form.lower() in self.text.lower() for form in forms)


def unfounded(service: Service, message: str, reply: Reply) -> Iterator[str]:
    """What an answer says that neither its places nor its notes hold."""
    evidence = Evidence(service, message, reply)
    for text in written(reply.answer):
        claims = joined(text)
        for label in (service.voice.label(unit) for unit in service.knowledge.units.values()):
            claims = claims.replace(label, "")
        counts = {m.start() for m in COUNTED.finditer(claims)} if evidence.derived or ":" in claims else set()
        told = SHARE.finditer(claims) if evidence.derived else ()
        shares = (m for m in told if int(m[3]) == round(100 * int(m[1]) / int(m[2])))
        counts.update(m.start(group) for m in shares for group in (1, 2, 3))
        for found in TOKEN.finditer(claims):
            if found.start() not in counts and not evidence.holds(found[0].rstrip("./")):
                yield f"{message!r}: number {found[0]!r} in {text[:90]!r}"
        # The longest names first: "UBND tỉnh" is not meant in "Văn phòng UBND tỉnh".
        for agency in sorted(service.knowledge.agencies.values(), key=lambda each: -len(each.name)):
            named = agency.name in claims
            claims = claims.replace(agency.name, "")
            if named and not evidence.names(service.knowledge, agency.id):
                yield f"{message!r}: agency {agency.name!r} in {text[:90]!r}"


def test_nothing_is_invented(replies: list[tuple[str, Reply]], service: Service) -> None:
    """Every number, date, document number and agency stands in a cited unit (text or cells), a note or the question.

    Plain counts ("9 nhiệm vụ") are let through where a derived note says that we counted, or before a list that
    another test counts.
    """
    problems = [
        problem
        for message, reply in replies
        if reply.answer.outcome is Outcome.ANSWER and reply.answer.reason is not Reason.SMALL_TALK
        for problem in unfounded(service, message, reply)
    ]
    assert not problems, shown(problems)


def test_declining_invents_nothing(replies: list[tuple[str, Reply]], service: Service) -> None:
    """A refusal gives no number, date or agency but those of the nearest places that it shows."""
    problems = [
        problem
        for message, reply in replies
        if reply.answer.outcome is Outcome.ABSTAIN and reply.answer.see_also
        for problem in unfounded(service, message, reply)
    ]
    assert not problems, shown(problems)


def test_notes_say_where_they_come_from(replies: list[tuple[str, Reply]]) -> None:
    """A fact from outside the plan has source and date; every note is part of the text."""
    for message, reply in replies:
        for note in reply.answer.notes:
            assert note.text, message
            if note.kind is NoteKind.OUTSIDE:
                assert note.source, message
                assert note.date, message


def test_remarks_on_the_text_are_notes(replies: list[tuple[str, Reply]], service: Service) -> None:
    """What we find odd in the plan is no word of the plan: whoever reads only the record's notes sees it too."""
    remarks = {oddity.text for oddity in service.knowledge.oddities}
    for message, reply in replies:
        said = " ".join(written(reply.answer))
        noted = " ".join(note.text for note in reply.answer.notes)
        assert {r for r in remarks if r in said} <= {r for r in remarks if r in noted}, message


def test_outcomes_keep_their_shape(replies: list[tuple[str, Reply]]) -> None:
    """A refusal cites nothing; a clarification offers 2 to 10 places, or none, the same in both lists."""
    for message, reply in replies:
        answer = reply.answer
        if answer.outcome is Outcome.ABSTAIN:
            assert answer.citations == (), message
        if answer.outcome is Outcome.CLARIFY:
            assert [c.id for c in answer.citations] == [p.id for p in answer.choices], message
            assert len(answer.choices) == 0 or 2 <= len(answer.choices) <= 10, message
        assert answer.blocks, message


Speak = Callable[[str, State | None], State | None]
Draw = Callable[[str, int], list[str]]


# Functions, not the assistant itself, go into the fuzzed tests: what fails is printed with its arguments.
@pytest.fixture(scope="module")
def speak(service: Service) -> Speak:
    """Says a message; the reply must be a whole record; gives the state after it."""

    def spoken(text: str, state: State | None) -> State | None:
        reply = service.answer(text, state)
        made = record.render(reply.answer, service.voice, reply.elapsed_ms)
        json.dumps(made, ensure_ascii=False).encode()
        assert made["outcome"] in {"answer", "clarify", "abstain"}
        assert made["text"].strip()
        assert {citation["id"] for citation in made["citations"]} <= set(service.knowledge.units)
        return reply.state

    return spoken


@pytest.fixture(scope="module")
def draw(service: Service) -> Draw:
    """The lines of the answer to a message, wrapped at a width."""
    return lambda text, width: plain.render(service.answer(text).answer, service.voice, width=width).splitlines()


@pytest.fixture(scope="module")
def check_state(service: Service) -> Callable[[State], None]:
    """Holds a state against the plan: what is remembered exists."""
    units, agencies = service.knowledge.units, service.knowledge.agencies

    def check(state: State) -> None:
        assert {*state.units, *state.earlier, *state.choices} <= set(units)
        assert set(state.agencies) <= set(agencies)
        assert state.kind == "" or state.kind in set(Kind)
        assert state.role in {"", "lead", "coord"}
        assert state.part == "" or any(unit == state.part or unit.startswith(f"{state.part}-") for unit in units)
        assert state.alive(service.clock())

    return check


TEXTS = st.one_of(
    st.text(max_size=300),
    st.text(alphabet=st.characters(categories=["Cc", "Cf", "Zs", "So", "Sk", "Mn"]), max_size=40),
    st.text(alphabet="vay vốn hợp tác xã 0123456789%./-IVXivx?điều nhóm mục", max_size=80),
    st.text(alphabet="\u0300\u0301\u0309\u0303\u0323aăâeêioôơuưyđ ", max_size=40),
)


@given(TEXTS)
@settings(max_examples=400)
@example("")
@example("\x00\x01\x02\x1b[31m")
@example(unicodedata.normalize("NFD", "Sở nào chủ trì nhiệm vụ tín dụng?"))
@example("<b>Sở Công Thương</b> <script>alert(1)</script> làm gì & sao")
@example("Сở Công Thương làm gì 财政局 وزارة")
@example("🙂🙏👨‍👩‍👧 vay vốn 🏦")
@example("\u202evốn vay\u202c\u200b\ufeff")
@example("cu the hoa nghi quyet")  # one candidate alone
@example("Tỷ lệ 60% và 90% khác nhau thế nào?")  # compared, yet no two tasks
@example("' OR 1=1; --")
@example("{0} {reason} %s %(x)s")
@example("..........1.1.1.1.1.1.1.1")
@example("III" * 300)
@example("a" * LIMIT)
@example("hợp tác xã " * 90)
@example("1" * LIMIT)
@example("½ ² ٣ Ⅳ ①  điều ² nhóm ⅳ 3️⃣")
def test_any_text_gives_a_valid_record(speak: Speak, text: str) -> None:
    """Control characters, decomposed and mixed scripts, HTML, emoji, format strings, long runs: never a traceback."""
    speak(text, None)


@pytest.mark.parametrize("text", ["a" * (LIMIT + 1), "vay vốn " * 12_500, "\n" * 100_000, "1." * 50_000])
def test_beyond_the_limit(ask: Callable[[str], Reply], text: str) -> None:
    """A message that is too long is not read; the reply says so."""
    reply = ask(text)
    assert reply.answer.reason is Reason.TOO_LONG
    assert reply.trace.question is None


@given(st.text(max_size=120), st.sampled_from([20, 40, 80]))
@settings(max_examples=60)
def test_any_text_fits_the_terminal(draw: Draw, text: str, width: int) -> None:
    """No line is longer than the width, whatever was asked."""
    assert all(len(line) <= width for line in draw(text, width))


FOLLOW_UPS = (
    "ai phối hợp?",
    "thế bao giờ xong",
    "còn gì nữa không",
    "cái thứ 2",
    "số 1",
    "cái cuối",
    "nhiệm vụ 3",
    "chi tiết hơn",
    "quay lại cái trước",
    "còn Sở Tài chính thì sao",
    "à nhầm, ý tôi là quỹ hỗ trợ",
    "cảm ơn",
    "thôi",
    "đúng không",
    "2",
    "mục IV",
    "nguyên văn",
    "",
)
MESSAGES = st.one_of(
    st.sampled_from(FOLLOW_UPS),
    st.sampled_from([phrase.text for phrase in load_phrases()[::7]]),
    st.text(max_size=30),
)


@given(st.lists(MESSAGES, min_size=1, max_size=7))
@settings(max_examples=150)
def test_any_conversation_keeps_a_valid_state(
    speak: Speak,
    check_state: Callable[[State], None],
    messages: list[str],
) -> None:
    """Whatever is said in whatever order, what is remembered exists and every reply is a whole record."""
    state: State | None = None
    for message in messages:
        state = speak(message, state)
        if state is not None:
            check_state(state)


def test_the_same_conversation_gives_the_same_answers(service: Service) -> None:
    """No hidden memory: replies depend on message and state alone."""

    def talk() -> list[Answer]:
        state: State | None = None
        made = []
        for message in ("Sở Công Thương làm gì", *FOLLOW_UPS):
            reply = service.answer(message, state)
            state = reply.state
            made.append(reply.answer)
        return made

    assert talk() == talk()


def unmarked(text: str) -> str:
    """A text as typed without diacritics."""
    stripped = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return stripped.replace("đ", "d").replace("Đ", "D")


def bare(text: str) -> str:
    """A text without its closing punctuation."""
    return text.rstrip("?!. …")


DRESSES: dict[str, Callable[[str], str]] = {
    "no marks": unmarked,
    "upper case": str.upper,
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "question mark": lambda text: f"{bare(text)} ?",
    "exclamation marks": lambda text: f"{bare(text)}!!!",
    "full stop": lambda text: f"{bare(text)}.",
    "ạ": lambda text: f"{bare(text)} ạ",
    "dạ cho em hỏi": lambda text: f"dạ cho em hỏi {text}",
    "với nhé": lambda text: f"{bare(text)} với nhé",
}


def outcome_and_places(reply: Reply) -> tuple[Outcome, frozenset[str]]:
    """What must not change when a message is dressed differently."""
    return reply.answer.outcome, frozenset(citation.id for citation in reply.answer.citations)


@pytest.mark.parametrize("dress", DRESSES)
def test_dress_does_not_change_the_answer(
    ask: Callable[[str], Reply],
    sample: Callable[[int], list[Phrase]],
    dress: str,
) -> None:
    """Marks, case, punctuation and polite particles change neither outcome nor places of 97 in 100 messages.

    Answerable and not; the messages that do change are shown.
    """
    phrases = sample(DRESSED)
    texts = [phrase.text for phrase in phrases]
    assert sum(phrase.answered for phrase in phrases) in range(DRESSED // 2, DRESSED * 3 // 4)
    changed = [text for text in texts if outcome_and_places(ask(text)) != outcome_and_places(ask(DRESSES[dress](text)))]
    assert len(changed) <= CHANGED * len(texts), shown([repr(text) for text in changed])

"""`hoi check`: all data is well, and each kind of problem in a broken copy is found."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot import check
from bot.kinds import KINDS
from bot.service import Service, WeightsFile
from bot.web import said
from knowledge import check as knowledge_check
from knowledge import yamlfile
from knowledge.yamlfile import DataError
from nlp import check as nlp_check
from nlp.bank import (
    Asks,
    Followups,
    Openings,
    Phrases,
    Unanswerable,
    digest,
    load_followups,
    load_openings,
    load_phrases,
)
from nlp.language import Recurring
from nlp.model import Model

ROOT = Path(__file__).parents[1]
EVAL = ROOT / "tests" / "eval"


@pytest.fixture(scope="module")
def loaded() -> dict[str, Any]:
    """All data files as typed values, and what the code asks of them."""
    made: dict[str, Any] = {"code": check.read_code(check.sources(), said.sources())}
    for package, files in (
        (knowledge_check.PACKAGE, knowledge_check.FILES),
        (nlp_check.PACKAGE, {**nlp_check.FILES, "weights.yaml": WeightsFile}),
        ("bot", check.FILES),
    ):
        content, found = knowledge_check.load_all(package, files)
        assert not found
        made |= content
    return made


def test_all_data_is_well() -> None:
    """What is committed has no problems, over all three packages."""
    assert check.problems() == []


def test_every_file_is_checked() -> None:
    """No YAML file of the packages stands beside the check."""
    for package, files in (("nlp", {*nlp_check.FILES, "weights.yaml"}), ("bot", set(check.FILES))):
        assert files == {path.name for path in (ROOT / package / "data").glob("*.yaml")}


def test_the_check_needs_neither_tokeniser_nor_trainer() -> None:
    """It runs where the wheel is built, in a second, without underthesea and scikit-learn."""
    script = "import sys; from bot.check import problems; problems(); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)
    assert not {"underthesea", "sklearn"} & set(done.stdout.split())


def asked() -> Iterator[str]:
    """The test questions that one may look at."""
    for name in ("dev.jsonl", "validation.jsonl"):
        for line in (EVAL / name).read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            yield from (turn["q"] for turn in item.get("turns", [item]))


def test_no_bank_holds_a_test_question() -> None:
    """What is learned from is not what is tested with, however it is typed."""
    messages = [(f"{phrase.unit or 'none'} {phrase.asks}", phrase.text) for phrase in load_phrases()]
    for name, bank in (("openings", load_openings()), ("followups", load_followups())):
        messages += [(name, text) for text, _ in bank.texts()]
    assert list(nlp_check.leaks(messages, asked())) == []
    question = next(asked())
    leaked = nlp_check.leaks([("III-I-1 lead", question.upper().rstrip("?") + " !")], [question])
    assert [problem.partition(":")[0] for problem in leaked] == ["III-I-1 lead"]


def more(rules: Any, loaded: dict[str, Any], name: str, value: object) -> list[str]:  # noqa: ANN401  # of any package
    """What those rules that read a file find more when it has another value."""
    reading = tuple((rule, files) for rule, files in rules if name in files)
    before = knowledge_check.apply(reading, loaded)
    return [p for p in knowledge_check.apply(reading, loaded | {name: value}) if p not in before]


def nlp_problems(loaded: dict[str, Any], name: str, value: object) -> list[str]:
    """What the rules of nlp find more when one file has another value."""
    return more(nlp_check.RULES, loaded, name, value)


def bot_problems(loaded: dict[str, Any], name: str, value: object) -> list[str]:
    """The same for the rules of bot."""
    return more(check.RULES, loaded, name, value)


def only(found: list[str], message: str) -> bool:
    """Whether something was found, and nothing but what has a message in it."""
    return bool(found) and all(message in problem for problem in found)


def phrases(content: dict[str, dict[str, list[str]]], shared: object = ()) -> Phrases:
    """A phrase bank."""
    return yamlfile.build({"phrases": content, "shared": list(shared)}, Phrases, "p")  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("bank", "message"),
    [
        (phrases({"III-9": {"lead": ["a b"]}}), "phrases.yaml: unknown 'III-9'"),
        (phrases({"III-I-1": {"leads": ["a b"]}}), "phrases.yaml: III-I-1: unknown 'leads'"),
        (phrases({"III-I-1": {"lead": ["Vay vốn?"], "coord": ["vay von"]}}), "vay von: stands twice under III-I-1"),
        (
            phrases({"III-I-1": {"lead": ["Vay vốn?"]}, "III-I-2": {"lead": ["vay von"]}}),
            "vay von: stands under III-I-1, III-I-2 and is not in shared",
        ),
        (
            phrases({"III-I-1": {"lead": ["a b"]}}, [{"phrase": "A b!", "units": ["III-I-1", "X"]}]),
            "A b!: unknown 'X'",
        ),
        (
            phrases({"III-I-1": {"lead": ["a b"]}}, [{"phrase": "c d", "units": ["III-I-1", "III-I-2"]}]),
            "c d: shared, and stands under none of its places",
        ),
    ],
)
def test_broken_phrases(loaded: dict[str, Any], bank: Phrases, message: str) -> None:
    """Unknown places and kinds, phrases under two places, `shared` about nothing."""
    assert only(nlp_problems(loaded, "phrases.yaml", bank), message)


def test_a_shared_phrase_is_well(loaded: dict[str, Any]) -> None:
    """Two places may have one phrase where `shared` says so."""
    both = {"III-I-1": {"lead": ["Vay vốn?"]}, "III-I-2": {"lead": ["vay von"]}}
    bank = phrases(both, [{"phrase": "vay vốn", "units": ["III-I-1", "III-I-2"]}])
    assert nlp_problems(loaded, "phrases.yaml", bank) == []


def test_broken_unanswerable(loaded: dict[str, Any]) -> None:
    """Unknown nearest places, and a message that another bank holds as answered."""
    held = loaded["unanswerable.yaml"].unanswerable
    answered = load_phrases()[0].text
    for more, message in (
        ({"III-9": ("x y",)}, "unanswerable.yaml: money: unknown 'III-9'"),
        ({"none": (answered.upper(),)}, "stands in another bank as answered"),
    ):
        broken = Unanswerable(unanswerable=held | {"money": held["money"] | more})
        assert only(nlp_problems(loaded, "unanswerable.yaml", broken), message)


def test_broken_asks(loaded: dict[str, Any]) -> None:
    """A kind that is none."""
    broken = Asks(asks=loaded["asks.yaml"].asks | {"whole": ("x y",)})
    assert only(nlp_problems(loaded, "asks.yaml", broken), "nlp/data/asks.yaml: unknown 'whole'")


def test_broken_openings(loaded: dict[str, Any]) -> None:
    """A place that is none, a message on both sides."""
    bank = loaded["openings.yaml"]
    text = bank.held["none"][0]
    for broken, message in (
        (Openings(held=bank.held | {"III-VII": ("x y",)}, unheld=bank.unheld), "unknown 'III-VII'"),
        (Openings(held=bank.held, unheld=(*bank.unheld, text)), "stands under held and unheld"),
    ):
        assert only(nlp_problems(loaded, "openings.yaml", broken), message)


def test_broken_followups(loaded: dict[str, Any]) -> None:
    """A message that stands twice, or on both sides."""
    held, unheld = loaded["followups.yaml"].held, loaded["followups.yaml"].unheld
    for broken, message in (
        (Followups(held=(*held, held[0].upper()), unheld=unheld), "stands under held and held"),
        (Followups(held=held, unheld=(*unheld, held[0])), "stands under held and unheld"),
    ):
        assert only(nlp_problems(loaded, "followups.yaml", broken), message)


@pytest.mark.parametrize(
    ("abbreviations", "rewrites", "message"),
    [
        ({"qđ": "quyết định", "qd": "quân đội"}, {}, "abbreviations: qd: quyết định and quân đội"),
        ({"mô": "mô hình"}, {"mô": "nào"}, "mô: both an abbreviation and a rewrite"),
        ({}, {"hoà ước": "một", "hòa ước": "hai"}, ": hai and một"),
    ],
)
def test_broken_lexicon(
    loaded: dict[str, Any],
    abbreviations: dict[str, str],
    rewrites: dict[str, str],
    message: str,
) -> None:
    """Keys that are one as they are matched and stand for different words."""
    broken = msgspec.structs.replace(loaded["lexicon.yaml"], abbreviations=abbreviations, rewrites=rewrites)
    (problem,) = nlp_check.lexicon(broken)
    assert problem.startswith("nlp/data/lexicon.yaml: ")
    assert message in problem


def test_clashing_aliases(loaded: dict[str, Any]) -> None:
    """A form that names two bodies, or a body and a document, typed without marks as well."""
    agencies = loaded["agencies.yaml"]
    first, *rest = agencies.agencies
    for form, other in (("so tai chinh", "stc"), ("Nghị quyết 20", "nq-20"), ("Sở Dân tộc", "bdt")):
        broken = msgspec.structs.replace(first, people_forms=(form,))
        found = nlp_problems(loaded, "agencies.yaml", msgspec.structs.replace(agencies, agencies=(broken, *rest)))
        assert only(found, " and ".join(sorted((first.id, other))))


def test_broken_cues(loaded: dict[str, Any]) -> None:
    """Levels, parts and things lacked that nothing else knows; a form written twice."""
    cues = loaded["cues.yaml"]
    for field, more, message in (
        ("places", {"page": ("trang",)}, "cues.yaml: places: unknown 'page'"),
        ("parts", {"V": ("phần năm",)}, "cues.yaml: parts: unknown 'V'"),
        ("lacks", {"weather": ("trời",)}, "cues.yaml: lacks: unknown 'weather'"),
        ("may_lack", {"weather": ("trời",)}, "cues.yaml: may_lack: unknown 'weather'"),
        ("recurring", {"fund": Recurring(("quỹ",), ("III-IX-9",))}, "recurring: fund: unknown 'III-IX-9'"),
        ("recurring", {"fund": Recurring(("quỹ", "quỹ"), ("III-IV-9",))}, "recurring: fund: quỹ: stands 2 times"),
        ("cues", {"lead": ("chủ trì", "chủ trì")}, "cues.yaml: lead: chủ trì: stands 2 times"),
    ):
        broken = msgspec.structs.replace(cues, **{field: getattr(cues, field) | more})
        assert only(nlp_problems(loaded, "cues.yaml", broken), message)


def test_a_stale_or_broken_model(service: Service) -> None:
    """A model made from other data, or that cannot be loaded, is to be made anew."""

    def torn() -> Model:
        raise DataError("nlp/data/model.msgpack: file: torn")

    def lost() -> Model:
        raise FileNotFoundError("lost")

    assert list(nlp_check.model(lambda: replace(service.model, digest=digest()))) == []
    (stale,) = nlp_check.model(lambda: replace(service.model, digest="0"))
    assert stale == "nlp/data/model.msgpack: digest: made from other data; make model"
    assert list(nlp_check.model(torn)) == ["nlp/data/model.msgpack: file: torn"]
    assert list(nlp_check.model(lost)) == ["nlp/data/model.msgpack: file: lost"]


def with_code(loaded: dict[str, Any], path: str, text: str) -> list[str]:
    """What the rules of bot find when a module has some more lines."""
    return bot_problems(loaded, "code", both(loaded["code"], check.read_code({path: text}, {})))


def both(code: check.Code, more: check.Code) -> check.Code:
    """What the code asks of the data and some more of it."""
    return check.Code(
        code.texts | more.texts,
        code.shapes + more.shapes,
        code.says + more.says,
        code.cues | more.cues,
        code.numbers | more.numbers,
        code.names | more.names,
    )


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ('voice.say("lead.nobody")', "bot/data/wording.yaml: lead.nobody: missing"),
        ('key = "lead.nobody" if lead else "lead.natural"', "bot/data/wording.yaml: lead.nobody: missing"),
        ('words.say("errors.nothing")', "bot/data/cli.yaml: errors.nothing: missing"),
        (
            'voice.say("lead.natural")',
            "bot/data/wording.yaml: lead.natural: bot/kinds/new.py: line 1 does not give lead",
        ),
        ('found = "weather" in context.cues', "nlp/data/cues.yaml: cues.weather: missing"),
        ('found = {"weather", "lead"} & u.cues', "nlp/data/cues.yaml: cues.weather: missing"),
        ('least = weights["weather"]', "nlp/data/weights.yaml: weights.weather: missing"),
        ('least = case.thresholds["weather"]', "nlp/data/weights.yaml: thresholds.weather: missing"),
    ],
)
def test_what_code_asks_for_and_data_lack(loaded: dict[str, Any], line: str, message: str) -> None:
    """Words, values of words, cues, weights and thresholds that the code uses and no file holds."""
    assert only(with_code(loaded, "bot/kinds/new.py", line), message)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{{ say('ask.nothing') }}", "bot/data/web.yaml: ask.nothing: missing"),
        (
            "{{ say('card.duties') }}",
            "bot/data/web.yaml: card.duties: bot/web/templates/new.html: line 1 does not give agency",
        ),
        ("{% for each in at('about.nothing') %}", "bot/data/web.yaml: about.nothing: missing"),
        ("{{ voice.say('lead.nobody') }}", "bot/data/wording.yaml: lead.nobody: missing"),
    ],
)
def test_what_templates_ask_for_and_data_lack(loaded: dict[str, Any], line: str, message: str) -> None:
    """Words, and values of words, that a page says and no file holds."""
    more = check.read_code({}, {"bot/web/templates/new.html": line})
    assert only(bot_problems(loaded, "code", both(loaded["code"], more)), message)


def test_what_no_template_says(loaded: dict[str, Any]) -> None:
    """Words that only a template said, once it is gone."""
    fewer = {path: text for path, text in said.sources().items() if not path.endswith("/thanks.html")}
    found = bot_problems(loaded, "code", check.read_code(check.sources(), fewer))
    assert found == [f"bot/data/web.yaml: opinion.{name}: said nowhere" for name in ("helps", "back")]


def wording(loaded: dict[str, Any], change: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """The wording, changed."""
    copied: dict[str, Any] = json.loads(json.dumps(loaded["wording.yaml"]))
    change(copied)
    return copied


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda words: words["lead"].update(nobody="x"), "wording.yaml: lead.nobody: said nowhere"),
        (lambda words: words.update(nobody="x"), "wording.yaml: nobody: said nowhere"),
        (lambda words: words["decline"]["things"].pop("money"), "wording.yaml: decline.things.money: missing"),
        (lambda words: words["decline"]["things"].update(nobody="x"), "decline.things.nobody: said nowhere"),
        (lambda words: words["labels"].pop("task"), "wording.yaml: labels.task: missing"),
        (lambda words: words["labels"].pop("target_2045"), "wording.yaml: labels.target_2045: missing"),
        (lambda words: words["clarify"].update(place="{"), "wording.yaml: clarify.place: "),
        (lambda words: words["decline"].update(plain="{what}"), "does not give what"),
        (lambda words: words.update(chat="x"), "chat"),
    ],
)
def test_broken_wording(loaded: dict[str, Any], change: Callable[[dict[str, Any]], object], message: str) -> None:
    """Words that nothing says, that are missing, that cannot be filled in, that stand in both files."""
    assert only(bot_problems(loaded, "wording.yaml", wording(loaded, change)), message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda words: words["says"].update(nobody="x"), "telegram.yaml: says.nobody: said nowhere"),
        (lambda words: words["says"].pop("cancelled"), "telegram.yaml: says.cancelled: missing"),
        (lambda words: words["says"].update(failed="{what}"), "does not give what"),
        (lambda words: words["menus"]["figures"].pop("htx"), "telegram.yaml: menus.figures.htx: missing"),
        (
            lambda words: words["menus"]["figures"].update(nobody="x"),
            "telegram.yaml: menus.figures.nobody: said nowhere",
        ),
        (lambda words: words["menus"]["bounds"].pop("over"), "telegram.yaml: menus.bounds.over: missing"),
        (lambda words: words["inline"]["usual"].append("III-9"), "telegram.yaml: inline.usual: unknown 'III-9'"),
        (lambda words: words["inline"]["usual"].append("III-II-5"), "inline.usual: III-II-5: stands 2 times"),
        (lambda words: words.update(labels="x"), "labels"),
    ],
)
def test_broken_telegram(loaded: dict[str, Any], change: Callable[[dict[str, Any]], object], message: str) -> None:
    """The bot's words: said nowhere, missing, of figures that are none, not filled in; usual places likewise."""
    copied: dict[str, Any] = json.loads(json.dumps(loaded["telegram.yaml"]))
    change(copied)
    assert only(bot_problems(loaded, "telegram.yaml", copied), message)


def test_broken_places(loaded: dict[str, Any]) -> None:
    """A unit without a name, a name without a unit, places beside it that are none, a name twice."""
    places = loaded["places.yaml"]
    first = places.places["I-1"]
    rest = {unit: words for unit, words in places.places.items() if unit != "III-VI-4"}
    for content, message in (
        (rest, "bot/data/places.yaml: III-VI-4: missing"),
        (places.places | {"X": msgspec.structs.replace(first, label="x")}, "bot/data/places.yaml: unknown 'X'"),
        (places.places | {"I-1": msgspec.structs.replace(first, see=("X",))}, "places.yaml: I-1: unknown 'X'"),
        (places.places | {"I-1": msgspec.structs.replace(first, see=("I-1",))}, "places.yaml: I-1: unknown 'I-1'"),
        (
            places.places | {"I-2": msgspec.structs.replace(first, see=())},
            f"bot/data/places.yaml: {first.label}: stands 2 times",
        ),
    ):
        assert only(bot_problems(loaded, "places.yaml", msgspec.structs.replace(places, places=content)), message)


def test_broken_themes_and_weights(loaded: dict[str, Any]) -> None:
    """What no code looks at: a theme, a weight, a threshold; a name both a cue and a theme."""
    cues, weights = loaded["cues.yaml"], loaded["weights.yaml"]
    idle = msgspec.structs.replace(cues, themes=cues.themes | {"weather": ("trời",)})
    assert only(bot_problems(loaded, "cues.yaml", idle), "cues.yaml: themes.weather: tested nowhere")
    both = msgspec.structs.replace(cues, themes=cues.themes | {"lead": ("chủ trì",)})
    assert only(bot_problems(loaded, "cues.yaml", both), "cues.yaml: lead: stands in cues and in themes")
    for table in ("weights", "thresholds"):
        more = msgspec.structs.replace(weights, **{table: getattr(weights, table) | {"weather": 1.0}})
        assert only(bot_problems(loaded, "weights.yaml", more), f"weights.yaml: {table}.weather: looked up nowhere")


def test_closed_sets(loaded: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of question without a module, a reason that no answer gives."""
    fewer = {path: text.replace("Reason.COMPARED", "Reason.FOUND") for path, text in check.sources().items()}
    assert only(
        bot_problems(loaded, "code", check.read_code(fewer, said.sources())),
        "bot/answer.py: Reason.COMPARED: given nowhere",
    )
    kind, *others = KINDS
    monkeypatch.setattr("bot.check.KINDS", {other: KINDS[other] for other in others})
    assert f"bot/kinds/__init__.py: KINDS: {kind} missing" in check.closed_sets(loaded["code"])


def test_all_packages_speak_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Problems of several files are listed together."""
    read = yamlfile.read

    def broken(package: str, name: str) -> Any:  # noqa: ANN401  # as the function that it stands for
        content = read(package, name)
        return content | {"extra": "1"} if name in {"times.yaml", "lexicon.yaml", "places.yaml"} else content

    monkeypatch.setattr(yamlfile, "read", broken)
    found = [problem for problem in check.problems() if "extra" in problem]
    assert found == [
        f"{package}/data/{name}: extra: unknown field"
        for package, name in (("knowledge", "times.yaml"), ("nlp", "lexicon.yaml"), ("bot", "places.yaml"))
    ]

"""The check of the language data: every problem at once, each as `file: place: message`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields

from knowledge import check
from knowledge.load import Agencies, Changes, Documents
from knowledge.model import Plan, Record
from knowledge.yamlfile import DataError
from nlp.ask import Kind
from nlp.bank import NOWHERE, Asks, Followups, Openings, Phrases, Unanswerable, digest
from nlp.charts import ChartsFile
from nlp.language import CuesFile, LexiconFile, syllables
from nlp.lexicon import make_lexicon
from nlp.model import FILE, Model, load_model
from nlp.normalise import canonical, clean, fold, split
from nlp.numbered import Numbered

PACKAGE = "nlp"
FILES: Mapping[str, type[Record]] = {
    "phrases.yaml": Phrases,
    "unanswerable.yaml": Unanswerable,
    "asks.yaml": Asks,
    "openings.yaml": Openings,
    "followups.yaml": Followups,
    "lexicon.yaml": LexiconFile,
    "cues.yaml": CuesFile,
    "charts.yaml": ChartsFile,
}


def problems() -> list[str]:
    """All problems of the package's data; none where all is well. What ails the plan's own files is not said here."""
    loaded, found = check.load_all(PACKAGE, FILES)
    plan, _ = check.load_all(check.PACKAGE, check.FILES)
    found.extend(check.apply(RULES, loaded | plan))
    found.extend(model(load_model))
    return found


def key(text: str) -> str:
    """A message as it is compared with others: its folded words, without punctuation."""
    return " ".join(split(fold(clean(text))))


def phrases(read: Phrases, plan: Plan) -> Iterator[str]:
    """Phrases ask known things of known places, and none stands twice unless `shared` says whose it is as well."""
    place = "nlp/data/phrases.yaml"
    units = [unit.id for unit in plan.units]
    yield from check.unknown(read.phrases, units, place)
    stands: dict[str, list[str]] = {}
    for unit, kinds in read.phrases.items():
        yield from check.unknown(kinds, Kind, f"{place}: {unit}")
        for text in (text for texts in kinds.values() for text in texts):
            stands.setdefault(key(text), []).append(unit)
    shared = {key(each.phrase): set(each.units) for each in read.shared}
    for phrase, where in stands.items():
        if len(where) > len(set(where)):
            yield f"{place}: {phrase}: stands twice under {where[0]}"
        if len(set(where)) > 1 and not set(where) <= shared.get(phrase, set()):
            yield f"{place}: {phrase}: stands under {', '.join(sorted(set(where)))} and is not in shared"
    for each in read.shared:
        yield from check.unknown(each.units, units, f"{place}: {each.phrase}")
        if not set(each.units) & set(stands.get(key(each.phrase), ())):
            yield f"{place}: {each.phrase}: shared, and stands under none of its places"


def banks(read: Phrases, unanswerable: Unanswerable, asks: Asks, plan: Plan) -> Iterator[str]:
    """The other banks name known places and kinds, and no message is said to be both answered and not."""
    place = "nlp/data/unanswerable.yaml"
    units = [unit.id for unit in plan.units]
    answered = {key(text) for kinds in read.phrases.values() for texts in kinds.values() for text in texts}
    answered |= {key(text) for texts in asks.asks.values() for text in texts}
    for wants, places in unanswerable.unanswerable.items():
        yield from check.unknown(places, [*units, NOWHERE], f"{place}: {wants}")
        for text in (text for texts in places.values() for text in texts):
            if key(text) in answered:
                yield f"{place}: {wants}: {text!r} stands in another bank as answered"
    yield from check.unknown(asks.asks, Kind, "nlp/data/asks.yaml")


def openings(read: Openings, plan: Plan) -> Iterator[str]:
    """The places are known, and no message stands twice, or is said to be both held and not."""
    place = "nlp/data/openings.yaml"
    yield from check.unknown(read.held, [*(unit.id for unit in plan.units), NOWHERE], place)
    yield from _judged(read.texts(), place)


def followups(read: Followups) -> Iterator[str]:
    """No message stands twice, or is said to be both held and not."""
    yield from _judged(read.texts(), "nlp/data/followups.yaml")


def _judged(texts: Iterable[tuple[str, bool]], place: str) -> Iterator[str]:
    stands: dict[str, list[str]] = {}
    for text, held in texts:
        stands.setdefault(key(text), []).append("held" if held else "unheld")
    yield from (f"{place}: {text}: stands under {' and '.join(s)}" for text, s in stands.items() if len(s) > 1)


def leaks(messages: Iterable[tuple[str, str]], questions: Iterable[str]) -> Iterator[str]:
    """Messages of the banks, each with its place, that are test questions."""
    asked = {key(question) for question in questions}
    yield from (f"{place}: {text}: is a test question" for place, text in messages if key(text) in asked)


def lexicon(read: LexiconFile) -> Iterator[str]:
    """No two keys are one as they are matched, the marks of abbreviations aside."""
    place = "nlp/data/lexicon.yaml"
    yield from _clash(((fold(short), words) for short, words in read.abbreviations.items()), f"{place}: abbreviations")
    forms = {**read.abbreviations, **read.rewrites}
    if len(forms) < len(read.abbreviations) + len(read.rewrites):
        both = sorted(read.abbreviations.keys() & read.rewrites.keys())
        yield from (f"{place}: {form}: both an abbreviation and a rewrite" for form in both)
    rewritten = ((" ".join(map(canonical, form.split())), words) for form, words in read.rewrites.items())
    yield from _clash(rewritten, f"{place}: rewrites")


def aliases(agencies: Agencies, changes: Changes, documents: Documents, words: LexiconFile) -> Iterator[str]:
    """No form, as it is matched, names two agencies, two documents or one of either."""
    known = make_lexicon(words.abbreviations, words.rewrites)
    named = [(text, a.id) for a in agencies.agencies for text in (a.name, *a.plan_forms, *a.people_forms, *a.members)]
    named += [(text, change.agency) for change in changes.changes for text in change.forms]
    named += [(text, d.id) for d in documents.documents for text in (d.number, *d.forms) if text]
    forms = ((" ".join(syllables(text, known)), owner) for text, owner in named)
    yield from _clash(forms, "knowledge/data/agencies.yaml, changes.yaml, documents.yaml")


def cues(read: CuesFile, unanswerable: Unanswerable, plan: Plan) -> Iterator[str]:
    """Levels of numbered places, parts, places and things lacked are those that the rest of the line knows."""
    place = "nlp/data/cues.yaml"
    levels = {field.name for field in fields(Numbered)} - {"start", "end", "loose"} | {"section"}
    yield from check.unknown(read.places, levels, f"{place}: places")
    yield from check.unknown(read.parts, {unit.id.split("-")[0] for unit in plan.units}, f"{place}: parts")
    yield from check.unknown(read.lacks, unanswerable.unanswerable, f"{place}: lacks")
    yield from check.unknown(read.may_lack, unanswerable.unanswerable, f"{place}: may_lack")
    nameless = (*read.nameless.named, *read.nameless.counted)
    yield from check.unknown(nameless, unanswerable.unanswerable, f"{place}: nameless")
    for section, topics in (("recurring", read.recurring), ("surveys", read.surveys)):
        for name, topic in topics.items():
            yield from check.unknown(topic.units, [unit.id for unit in plan.units], f"{place}: {section}: {name}")
            yield from check.twice(topic.words, f"{place}: {section}: {name}")
    for name, forms in read.cues.items():
        yield from check.twice(forms, f"{place}: {name}")
    own = {"pronouns": read.own.pronouns, "told": read.own.told, "at": read.own.at}
    sorts = {"bodies": read.own.bodies, "duties": read.own.duties, "others": read.own.others}
    for name, forms in (own | {name: sort.nouns for name, sort in sorts.items()}).items():
        yield from check.twice(forms, f"{place}: own: {name}")


def model(load: Callable[[], Model]) -> Iterator[str]:
    """The model can be loaded, and was made from the data as it is."""
    place = f"nlp/data/{FILE}"
    try:
        if load().digest != digest():
            yield f"{place}: digest: made from other data; make model"
    except DataError as error:
        yield str(error)
    except OSError as error:
        yield f"{place}: file: {error}"


def _clash(pairs: Iterable[tuple[str, str]], place: str) -> Iterator[str]:
    """Forms that stand for more than one thing."""
    meant: dict[str, set[str]] = {}
    for form, thing in pairs:
        meant.setdefault(form, set()).add(thing)
    yield from (f"{place}: {form}: {' and '.join(sorted(all_))}" for form, all_ in meant.items() if len(all_) > 1)


RULES: tuple[tuple[Callable[..., Iterator[str]], tuple[str, ...]], ...] = (
    (phrases, ("phrases.yaml", "plan.yaml")),
    (banks, ("phrases.yaml", "unanswerable.yaml", "asks.yaml", "plan.yaml")),
    (openings, ("openings.yaml", "plan.yaml")),
    (followups, ("followups.yaml",)),
    (lexicon, ("lexicon.yaml",)),
    (aliases, ("agencies.yaml", "changes.yaml", "documents.yaml", "lexicon.yaml")),
    (cues, ("cues.yaml", "unanswerable.yaml", "plan.yaml")),
)

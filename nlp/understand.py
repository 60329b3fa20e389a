"""What a message wants, of what: probabilities of both, names, cues, topic words. No decision is taken here."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from knowledge.model import changed
from nlp import aside, cells, stretches, topics, wordings
from nlp.aside import PAIR
from nlp.cues import Span
from nlp.features import ask_features, place_features
from nlp.filter import TIMED
from nlp.language import ANSWERS, AREA, COVERS, LACKS, MAY_LACK, SURVEYS, Language
from nlp.link import link
from nlp.mention import Mention, Name
from nlp.model import Model
from nlp.numbered import Numbered
from nlp.own import Mine
from nlp.question import Question
from nlp.understanding import Understanding, confirms

_Placed = TypeVar("_Placed", Mention, Numbered, Mine)
_SIDE_BY_SIDE = frozenset({"compare", "each", "pair"})
_TOLD = 0.3
"""A message that asks for confirmation is read without its bodies where some place is surer of the rest than this."""
_TOLD_OF_PART = -0.3
"""… and one that asks whether a body leads or joins something."""
_FEW = 2
"""So many syllables may stand before the groups that a message leaves out ("không thuộc hai nhóm IV, V")."""
_TOPIC = 4
"""Words of a topic beside which a stretch still tells rows of the table."""
_NARROWING = TIMED | {"shared", "jointly", "collective", "subtasks", "schemes", "programmes"}
_SORTED_OUT = frozenset({"schemes", "programmes"})
_ROLES = frozenset({"lead", "coord"})
_WITHIN = "of_whole"
_ASKING = frozenset({"asking", "which", "body"})
_ENDS = frozenset({"most", "least"})
_OF_OTHERS = (SURVEYS, ANSWERS, COVERS, AREA, aside.ASIDE, cells.CELL)
"""What begins the signals that are read where they stand, and tell nothing of the message as a whole."""
_HOLDING = frozenset({"spoken", "pair", "about"})
_LISTED = frozenset({"which", "which_schemes", "tasks", "places", "all", "rows"})


def understand(question: Question, language: Language, model: Model, *, follows: bool = False) -> Understanding:
    """Understand a read message; what it sets aside apart from the rest, without what it takes in besides.

    Args:
        question: the message as read.
        language: the words that signal something.
        model: the trained models.
        follows: whether something was said before, from which the message may go on.
    """
    signals = aside.hear(question, language.cues)
    stretch = signals.stretch
    if stretch is None:
        return _understood(question, signals, language, model, follows=follows)
    said = _alone(question.part(stretch.said, stretch.end), language, model, follows=follows)
    whole = stretch.start == 0 and stretch.end == len(question.syllables)
    end = _end(said, stretch, whole=whole)
    if end:
        stretch = replace(stretch, end=stretch.said + end)
        said = _alone(question.part(stretch.said, stretch.end), language, model, follows=follows)
    narrows = _narrows(said, stretch) and not (stretch.denies and _celled(question, signals, language))
    instead = stretch.denies and stretch.start == 0 and bool(said.numbered)
    if not (narrows or instead):
        return _understood(question, signals, language, model, follows=follows)
    rest = _alone(question.without(stretch.start, stretch.end), language, model, follows=follows)
    if instead and rest.numbered and not _LISTED & rest.cues:
        return changed(rest, cues=rest.cues | {"correction"})  # "Không phải 4.1, 4.2 cơ".
    rest = _placed(changed(rest, signals=signals), question, stretch)
    bodied = bool(said.named(Name.AGENCY))
    # "Tính cả Sở A và Sở B": bodies taken in narrow nothing beside another, and are those asked about else.
    beside = bool(rest.named(Name.AGENCY)) or not bodied
    if stretch.adds and beside and stretch.end - stretch.start < len(question.syllables):
        return changed(rest, cues=rest.cues | {"including"})
    # "Không phải của Cục Thuế", and no more, is said of rows too; "không phải, Cục Thuế" is not.
    denied = whole and bodied and stretch.said not in question.breaks
    of_rows = bool(_LISTED & rest.cues) or (denied and not said.asks_whether)
    asks_rows = of_rows and "check" not in rest.cues and not rest.asks_whether
    if stretch.adds and _ENDS & rest.cues:
        # "Ai nhiều nhất, kể cả huyện": it is ranked with the others.
        added = _understood(question, signals, language, model, follows=follows)
        return changed(added, cues=added.cues | {"including"})
    if not narrows or stretch.adds or (stretch.denies and not asks_rows):
        return _understood(question, signals, language, model, follows=follows)
    return changed(rest, aside=said)


def _celled(question: Question, signals: aside.Signals, language: Language) -> bool:
    """Whether a message speaks of columns, or denies a body's role: its cells say what is denied."""
    return cells.spoken(signals) or bool(cells.says(question, signals, link(question, language)[0]))


def _end(said: Understanding, stretch: aside.Stretch, *, whole: bool) -> int:
    """Where what a stretch says ends before it does, 0 for nowhere."""
    bodies = [mention for mention in said.mentions if mention.name in {Name.AGENCY, Name.DISTRICT}]
    dated = stretch.denies and _dated(said)
    if dated or (whole and _ASKING & said.cues):
        # The body that is asked about ends it: "trừ việc thường xuyên Sở Nông nghiệp chủ trì …", "không hết hạn trong
        # 2023 của Sở Nông nghiệp".
        body = min((mention.start for mention in bodies if mention.name is Name.AGENCY), default=0)
        if body:
            return body
    if not stretch.denies:
        return 0
    # "Không do Liên minh chủ trì trong nhóm III": where it is asked of is not denied.
    scopes = (start for start, _ in said.signals.of(_WITHIN))
    scope = min((start for start in scopes if bodies and start >= bodies[0].end), default=0)
    # "Không thuộc nhóm VI là những việc nào …", "… có hạn năm 2023": the groups end it.
    return scope or max((each.end for each in said.numbered if each.group and not each.task), default=0)


def _placed(rest: Understanding, question: Question, stretch: aside.Stretch) -> Understanding:
    """What is left of a message when a stretch is cut out, with its places in the whole message."""

    def moved(each: _Placed) -> _Placed:
        by = stretch.end - stretch.start if each.start >= stretch.start else 0
        return replace(each, start=each.start + by, end=each.end + by)

    return changed(
        rest,
        question=question,
        mentions=tuple(map(moved, rest.mentions)),
        numbered=tuple(map(moved, rest.numbered)),
        own=tuple(map(moved, rest.own)),
    )


def _dated(said: Understanding) -> bool:
    """Whether a year or a quarter is named."""
    return bool(said.named(Name.QUARTER) or said.named(Name.YEAR))


def _narrows(said: Understanding, stretch: aside.Stretch) -> bool:
    """Whether a stretch tells rows of the table, by body, time, number or how they are led, and nothing else."""
    bodies = bool(said.named(Name.AGENCY) or said.named(Name.DISTRICT))
    pointed = any(start == 0 for start, _ in said.signals.of("anaphora"))
    if bodies and (pointed or "that_task" in said.cues):
        return False  # "Ngoài (mấy) việc ấy Sở Tài chính còn …": the body is whom it asks about.
    if _ASKING & said.cues and not stretch.denies:
        return False  # Without punctuation the stretch would be the whole message.
    groups = (each.start for each in said.numbered if each.group and not each.task)
    grouped = next(groups, _FEW) < _FEW  # "Không thuộc nhóm IV", but not "không có thời hạn trong nhóm I".
    sorts = _SORTED_OUT & said.cues  # "Cái nào không phải đề án".
    sorted_out = bool(sorts) or (bool(said.numbered or _NARROWING & said.cues) and not stretch.denies)
    told = bodies or grouped or _dated(said) or sorted_out or "collective" in said.cues
    told = told or (stretch.adds and len(_ROLES & said.cues) == 1)  # "Tính cả chủ trì lẫn phối hợp" asks for both.
    return told and len(said.topic) <= _TOPIC and not said.surely_lacks


def _alone(question: Question, language: Language, model: Model, *, follows: bool) -> Understanding:
    """Understand a part of a message by itself."""
    return _understood(question, aside.hear(question, language.cues), language, model, follows=follows)


def _understood(
    question: Question, signals: aside.Signals, language: Language, model: Model, *, follows: bool
) -> Understanding:
    """Understand a message as a whole, in which these `signals` are."""
    mentions, numbered = link(question, language)
    spans = {place for mention in mentions for place in range(mention.start, mention.end)}
    found, cued = language.cues.told(span for span in signals.spans if not _broken(span, question))
    cues = frozenset(cue for cue in found if not cue.startswith(_OF_OTHERS))
    dated = [mention for mention in mentions if mention.name in {Name.YEAR, Name.QUARTER}]
    cues |= aside.tells_apart(question, signals, dated)
    cues |= cells.manners(signals)
    if cells.headed(question, signals, mentions, language.connectors):
        cues |= {"beside"}
    ends = any(end == len(question.syllables) for _, end in signals.of("insists"))
    if ends and not _ASKING & cues:
        cues |= {"correction"}
    whether = wordings.asks_whether(question, language)
    own = language.own.find(question)
    spans |= {place for mine in own for place in range(mine.start, mine.end)}
    topic = language.fillers.topic(question, spans | cued, model.words)
    strange = sum(1 for syllable in topic if syllable not in model.used)
    besides, meant = stretches.besides(question, signals.stretch, model)
    if not besides and not whether:
        meant = stretches.affirmed(question, signals)
    keys = ask_features(question, mentions).keys(model.vocabulary)
    # Where nothing is named or set aside, what both models know of a message is among the same keys.
    plain = meant is question and not mentions
    said = keys if plain else place_features(meant.folded, meant.marked).keys(model.vocabulary)
    judged = beyond = model.judges.judge(keys)
    if numbered:
        rest = _without(question, numbered)
        beyond = model.judges.judge(ask_features(rest, link(rest, language)[0]).keys(model.vocabulary))
    scores = model.places.scores_of(said)
    margins = bare = model.places.by_label(scores)
    bodies = [mention for mention in mentions if mention.name is Name.AGENCY]
    if bodies:
        told = _without(question, bodies)
        beside = model.places.scores_of(place_features(told.folded, told.marked).keys(model.vocabulary))
        bare = model.places.by_label(beside)
        least = _TOLD if "check" in cues else _TOLD_OF_PART
        if topic and confirms(cues, asks_whether=whether) and max(bare.values()) > least:
            scores, margins = beside, bare
    return Understanding(
        question=question,
        signals=signals,
        mentions=mentions,
        numbered=numbered,
        asks=model.wanted(judged, follows=follows),
        kinds_held=model.kinds_held,
        kinds_lacked=model.kinds_lacked,
        lacking_next=beyond.followups if follows or numbered else 0.0,
        places=model.places.probabilities(scores),
        margins=margins,
        bare=bare,
        clauses=tuple(" ".join(s.folded for s in clause) for clause in question.clauses(language.connectors)),
        parts=stretches.parts(question, margins, language, model),
        halves=stretches.halves(question, language, model) if _SIDE_BY_SIDE & cues else (),
        besides=besides,
        cells=cells.says(question, signals, mentions),
        akin=topics.akin(besides, language),
        own=own,
        works_at=language.own.told(question, mentions),
        cues=cues,
        topic=topic,
        unknown=strange / len(topic) if topic else 0.0,
        vague=bool(topic) and language.vague.issuperset(topic),
        goes_on=wordings.begins(question, language.going_on) or cells.refuses(question, signals),
        asks_whether=whether,
        counts=tuple(wordings.counts(question.folded, language)),
        nth=wordings.nth(question.folded, language),
        spoken=language.holding(question, topic, mentions) if _HOLDING & cues else (),
        recurring=topics.recurring(cues, language),
        contrasted=language.contrasted(question, mentions),
        surveyed=topics.surveyed(found, topic, language),
        met=topics.met(found, language),
        answering=topics.answering(found, language),
        covering=topics.covering(found, language),
        sought_document=wordings.sought_document(question.folded, cues, language),
        surely_lacks=_lacking(cues, LACKS),
        may_lack=_lacking(cues, MAY_LACK) or wordings.may_lack(question, [body.start for body in bodies], language),
        measured=topics.measured(topic, language),
    )


def _broken(span: Span, question: Question) -> bool:
    """Whether punctuation parts what the plan lacks, or so many ("ai, ký ngày nào", "không phải nhóm 2, nhóm 3")."""
    cue, start, end = span
    return cue.signal.startswith((LACKS, MAY_LACK, PAIR)) and any(start < place < end for place in question.breaks)


def _lacking(cues: Collection[str], sort: str) -> str:
    """The kind of thing that the plan lacks by the wordings of a sort, the first by name; "" for none."""
    return min((cue.removeprefix(sort) for cue in cues if cue.startswith(sort)), default="")


def _without(question: Question, named: Sequence[Mention] | Sequence[Numbered]) -> Question:
    """A message without some of what it names: bodies may be just what is wrong, numbers hide what is asked."""
    places = {place for each in named for place in range(each.start, each.end)}
    kept = tuple(s for place, s in enumerate(question.syllables) if place not in places)
    return Question(question.text, kept, frozenset())

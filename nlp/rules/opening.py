"""Messages without words, code, small talk."""

from __future__ import annotations

import re

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import FEW, SHORT, Case, asks_role

_CODE = re.compile(r"\((?<=\w\()[^)]*\)|\{|\}|;\s*--|==|=(?<=\w=)['\"]|\$\(|<\?|SELECT\b(?<=\bSELECT).*\bFROM\b")
"""Calls, blocks, attributes and the like. Each begins with a sign of its own, and what stands before it is looked back
at: most messages, which hold no sign, are looked through fast."""
_ASKS = frozenset({"asking", "body", "check", "lead", "coord", "send"})
_REQUESTS = frozenset({"lead", "coord", "check", "how_many", "date", "tasks", "targets", "survey", "spoken", "summary"})
_CHATS = frozenset({"greet", "thanks", "bye", "ok", "sorry", "praise"})
_OF_IT = frozenset({"send", "sole", "verbatim", "detail", "rest"})
"""Cues that ask of what was spoken of, in words that else are small talk."""
_UNASKED = frozenset({"off_topic", "absent_target", "eligibility", "names", "person", "status", "opinion"})
"""Things that the plan lacks which a message seems to want that only tells something."""
_TALK = ("greet", "thanks", "bye", "ok", "sorry", "who", "able", "praise", "blame")


def empty(case: Case) -> Ask | None:
    """A message without words."""
    if case.u.question.syllables:
        return None
    return Ask(Kind.UNCLEAR, "no words", missing="unreadable")


def code(case: Case) -> Ask | None:
    """A piece of code is no question, nor is what tells us to be somebody else."""
    foreign = _CODE.search(case.u.question.text) or case.u.surely_lacks == "off_topic"
    return case.decline("code or orders", "off_topic") if foreign else None


def insult(case: Case) -> Ask | None:
    """An insult beside which no place is spoken of."""
    named = case.u.mentions or case.margin >= case.thresholds["weak"]
    insulted = "insult" in case.u.cues and "bye" not in case.u.cues  # "di ngu" is no insult.
    return case.decline("an insult", "off_topic") if insulted and not named else None


def story(case: Case, ask: Ask) -> Ask | None:
    """Somebody introduces themselves, or tells what troubles them, and asks nothing yet: they are asked what they want.

    What was decided for such a message is that the plan does not hold it.
    """
    u, spoken_of = case.u, case.state is not None and case.state.units
    if ask.kind is not Kind.DECLINE or ask.wants not in _UNASKED or u.surely_lacks or u.may_lack or spoken_of:
        return None
    if "introduces" in u.cues and _asks_nothing(case) and len(u.topic) <= SHORT:
        return Ask(Kind.SMALL_TALK, "an introduction", wants="greet")
    if "troubled" not in u.cues or "?" in u.question.text:
        return None
    likely = tuple(c.unit for c in case.match.candidates[:FEW] if u.margins[c.unit] > case.thresholds["unspoken"])
    missing = "place" if len(likely) > 1 else "referent"
    return Ask(Kind.UNCLEAR, "a trouble told, and nothing asked", units=likely, missing=missing, role=Kind.CONTENT)


def _asks_nothing(case: Case) -> bool:
    """Whether nothing in a message asks or requests."""
    return not (_REQUESTS | {"asking", "wanting"}) & case.u.cues and not case.doubts and "?" not in case.u.question.text


def talk(case: Case) -> Ask | None:
    """Greetings, thanks and the like, where nothing else is said."""
    u = case.u
    said = [name for name in _TALK if name in u.cues]
    spoken_of = case.state is not None and bool(case.state.units)
    # A doubt is about what was said, as is "dài quá"; a body pointed back to is asked about.
    if spoken_of and ({"sure", "briefly"} & u.cues or (case.pointed and not said)):
        return None
    wants = said[0] if said else "ok" if spoken_of else "able"
    whether = u.asks_whether and (u.topic or "tasks" in u.cues)
    greets = "greet" in u.cues and u.ask() == Kind.SMALL_TALK and not u.surely_lacks and not asks_role(case)
    introduced = {"greet", "introduces"} <= u.cues and not _REQUESTS & u.cues and "?" not in u.question.text
    unasked = case.state is None and "introduces" in u.cues and _asks_nothing(case) and len(u.topic) <= FEW
    unasked = unasked and not u.named(Name.AGENCY) and "correction" not in u.cues
    introduced = introduced or unasked
    told = "greet" in u.cues and introduced and _asks_nothing(case) and len(u.topic) <= SHORT
    told = told or (unasked and case.margin < case.thresholds["owned"])
    if ((greets or introduced) and case.weak) or told:
        bodies = u.named(Name.AGENCY)[:1] if introduced else ()
        return Ask(Kind.SMALL_TALK, "a greeting, and words of no place", agencies=bodies, wants="greet")
    likely = u.asks.get(Kind.SMALL_TALK, 0.0)
    unspoken = case.margin < case.thresholds["background"] and not {"asking", "anaphora"} & u.cues
    of_it = spoken_of and (u.asks_whether or bool(_OF_IT & u.cues))
    tells = unspoken and not (u.mentions or u.surely_lacks or of_it)
    if tells and likely >= case.thresholds["small_talk" if u.topic or u.cues else "structured"]:
        return Ask(Kind.SMALL_TALK, "words of small talk, and of no place", wants=wants)
    goes_on = bool(u.topic) and (u.goes_on or "also" in u.cues)
    on_topic = whether or goes_on
    chats = bool(said) and said[0] in _CHATS and not on_topic and not _ASKS & u.cues
    if chats and case.weak and not u.surely_lacks and not u.named(Name.AGENCY):
        return Ask(Kind.SMALL_TALK, "small talk at length", wants=said[0])
    if u.mentions or u.surely_lacks or len(u.topic) > FEW or goes_on or (u.carries_on and u.topic):
        return None
    if spoken_of and _OF_IT & u.cues:
        return None
    if {"asking", "back"} & u.cues and len(u.topic) > 1 and not case.weak:
        return None
    sure = likely >= case.thresholds["structured" if unspoken and case.state is None else "small_talk"]
    # "Không, tôi hỏi thu hút cán bộ": the words of a place are none of small talk.
    sure = sure and not (u.topic and not said and case.margin >= case.thresholds["faint"])
    small = (
        bool(said)
        and not (said[0] in _CHATS and "asking" in u.cues)
        and len(u.topic) <= 1
        and len(u.question.syllables) <= SHORT
        and u.lacking < case.thresholds["certain"]
    )
    if sure or (small and case.margin < case.thresholds["faint"] and not asks_role(case)):
        return Ask(Kind.SMALL_TALK, "small talk", wants=wants)
    return None

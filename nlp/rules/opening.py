"""Messages without words, code, small talk."""

from __future__ import annotations

import re

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.rules.case import FEW, SHORT, Case, asks_role

_CODE = re.compile(r"\w\([^)]*\)\s*;?|[{}]|;\s*--|==|\bSELECT\b.*\bFROM\b|\$\(|<\?|\w=['\"]")
_ASKS = frozenset({"asking", "check", "lead", "coord", "send"})
_REQUESTS = frozenset({"lead", "coord", "check", "how_many", "date", "tasks", "targets", "survey", "spoken", "summary"})
_CHATS = frozenset({"greet", "thanks", "bye", "ok", "praise"})
_TALK = ("greet", "thanks", "bye", "ok", "who", "able", "praise", "blame")


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
    return case.decline("an insult", "off_topic") if "insult" in case.u.cues and not named else None


def talk(case: Case) -> Ask | None:
    """Greetings, thanks and the like, where nothing else is said."""
    u = case.u
    said = [name for name in _TALK if name in u.cues]
    whether = u.asks_whether and (u.topic or "tasks" in u.cues)
    greets = "greet" in u.cues and u.ask() == Kind.SMALL_TALK and not u.surely_lacks and not asks_role(case)
    introduced = {"greet", "introduces"} <= u.cues and not _REQUESTS & u.cues and "?" not in u.question.text
    if (greets or introduced) and case.weak:
        bodies = u.named(Name.AGENCY)[:1] if introduced else ()
        return Ask(Kind.SMALL_TALK, "a greeting, and words of no place", agencies=bodies, wants="greet")
    chats = bool(said) and said[0] in _CHATS and not whether and not _ASKS & u.cues
    if chats and case.weak and not u.surely_lacks and not u.named(Name.AGENCY):
        return Ask(Kind.SMALL_TALK, "small talk at length", wants=said[0])
    if u.mentions or u.surely_lacks or len(u.topic) > FEW or (case.carries_on and len(u.topic) > 1):
        return None
    if case.state is not None and case.state.units and {"send", "sole", "verbatim", "detail", "rest"} & u.cues:
        return None
    likely = u.asks.get(Kind.SMALL_TALK, 0.0)
    unspoken = case.margin < case.thresholds["background"] and not {"asking", "anaphora"} & u.cues
    sure = likely >= case.thresholds["structured" if unspoken and case.state is None else "small_talk"]
    small = (
        bool(said)
        and not (said[0] in _CHATS and "asking" in u.cues)
        and len(u.topic) <= 1
        and len(u.question.syllables) <= SHORT
    )
    if sure or (small and case.margin < case.thresholds["faint"] and not asks_role(case)):
        return Ask(Kind.SMALL_TALK, "small talk", wants=said[0] if said else "able")
    return None

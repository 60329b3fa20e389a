"""What a message takes for granted, confirmed or put right before the answer."""

from __future__ import annotations

from bot.answer import Block, Note, NoteKind, Text
from bot.kinds.context import Context
from knowledge.landmarks import BASES
from knowledge.model import Kind, Unit
from nlp.claims import Claim, claims
from nlp.held import Held
from nlp.mention import Name

_VALUES = frozenset({Name.NUMBER, Name.PERCENT, Name.DAY, Name.NONE})


def verdict(context: Context, unit: Unit) -> tuple[list[Block], list[Note]]:
    """Whether what was said of a place is so, where the message asks or takes it for granted; corrections as notes.

    Bodies are left to `lead.check`, which says their role.
    """
    if unit.kind is Kind.RECIPIENTS and ("check" in context.cues or context.understanding.asks_whether):
        return _received(context, unit), []
    if "bases" in context.cues and context.understanding.asks_whether and _no_basis(context, unit):
        return [Text(context.voice.say("verdict.no_basis"), strong=True)], []
    met = Held(context.understanding, unit, context.knowledge).reached
    if met is not None:
        return [Text(context.voice.say("verdict.reached" if met else "verdict.short"), strong=True)], []
    if not (context.understanding.asks_whether or "check" in context.cues or context.ask.wants == "premise"):
        return [], []
    said = claims(context.understanding, unit.id, context.knowledge)
    valued = context.understanding.asks_whether and any(claim.name in _VALUES for claim in said)
    if not said or not (valued or "check" in context.cues or context.ask.wants == "premise"):
        return [], []
    wrong = [_said(context, claim) for claim in said if claim.right is False and claim.name is not Name.AGENCY]
    if wrong:
        text = context.voice.say("verdict.wrong", said=context.voice.join(list(dict.fromkeys(wrong))))
        return [Text(text, strong=True)], [Note(text, NoteKind.CORRECTION, inline=True)]
    if any(claim.name is Name.AGENCY for claim in said):
        return [], []
    if all(claim.right for claim in said):
        return [Text(context.voice.say("verdict.right"), strong=True)], []
    if len(said) == 1 and said[0].right is None:
        return [Text(context.voice.say("verdict.only"))], []
    return [], []


def confirmed(context: Context, unit: Unit) -> bool:
    """Whether a message that asks for confirmation says nothing wrong of a place."""
    return "check" in context.cues and all(
        claim.right is not False for claim in claims(context.understanding, unit.id, context.knowledge)
    )


def _no_basis(context: Context, unit: Unit) -> bool:
    """Whether a place cites a document that the message names, and no basis of the decision does."""
    documents = context.knowledge.documents
    cited = [documents[d].units for d in context.understanding.named(Name.DOCUMENT) if unit.id in documents[d].units]
    return bool(cited) and not any(place.startswith(BASES) for places in cited for place in places)


def _received(context: Context, unit: Unit) -> list[Block]:
    """Whether those to whom the decision is sent name a body."""
    bodies = (context.knowledge.agencies[agency] for agency in context.ask.agencies)
    keys = ((body.name, "received" if body.stands_in(unit.text) else "not_received") for body in bodies)
    return [Text(context.voice.say(f"verdict.{key}", agency=name), strong=True) for name, key in keys]


def _said(context: Context, claim: Claim) -> str:
    """A claim as it is said back."""
    knowledge = context.knowledge
    if claim.name is Name.DOCUMENT:
        document = knowledge.documents[claim.value]
        return f"{document.kind} {document.number}"
    if claim.name is Name.NUMBER:
        return f"{int(claim.value):,}".replace(",", ".")
    key = {Name.YEAR: "verdict.year", Name.NONE: "verdict.words", Name.QUARTER: "schedule.quarter"}.get(claim.name)
    return context.voice.say(key, number=claim.value) if key else claim.value

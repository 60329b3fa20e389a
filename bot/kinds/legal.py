"""Documents: number, date, issuer, what it is about; bases, effect, recipients."""

from __future__ import annotations

from bot.answer import Answer, Block, Outcome, Quote, Reason, Text
from bot.kinds import card, content
from bot.kinds.context import Context
from bot.kinds.verdict import verdict
from knowledge.landmarks import EFFECT, ISSUED
from knowledge.model import Document, Unit
from nlp.mention import OWN_DECISION, Name
from nlp.normalise import plain_words


def compose(context: Context) -> Answer:
    """The document that is meant first (one that the place cites), then the place's words."""
    unit = context.unit
    if context.ask.wants == "source":
        return _own(context)
    wants = context.ask.wants
    after_it = unit.id == EFFECT and context.ask.from_context and "effect" not in context.cues and not wants
    if wants in {"status", "replaced"} or after_it:
        doubted, notes = verdict(context, unit) if wants == "replaced" else ([], [])
        return card.answer(context, [*doubted, Text(unit.text.rpartition("; ")[2], strong=True)], unit, notes=notes)
    if unit.id == EFFECT and "effect" in context.cues:
        # The day of signing stands elsewhere, in the line with the decision's number.
        since = Text(card.sentence(unit, ("hieu", "luc")), strong=True)
        return card.answer(context, [since, Quote(ISSUED, context.knowledge.units[ISSUED].text)], unit, more=[ISSUED])
    document = _document(context, unit)
    if document is None:
        return content.compose(context)
    said, corrected = verdict(context, unit)
    if corrected:
        return content.compose(context)
    if said and "bases" not in context.cues and not _known(document, unit).issuperset(context.understanding.topic):
        said = []  # What is asked of it may be just what it is not ("của Quốc hội phải không").
    head: list[Block] = [*said, Text(_line(context, document), strong=True)]
    return card.answer(context, head, unit, whole=True)


def _own(context: Context) -> Answer:
    """The decision itself: number and date, what it replaces, what is known from outside on whether it stands."""
    voice, unit = context.voice, context.unit
    head = Text(_line(context, context.knowledge.documents[OWN_DECISION]), strong=True)
    blocks = (head, Text(unit.text.rpartition("; ")[2]))
    return Answer(Outcome.ANSWER, Reason.FOUND, blocks, voice.cite([ISSUED, unit.id]), notes=(voice.status(),))


def _document(context: Context, unit: Unit) -> Document | None:
    """The document decided on, else one named in the message that the place cites, else the only one that it cites."""
    documents = context.knowledge.documents
    if context.ask.wants in documents:
        return documents[context.ask.wants]
    named = [documents[d] for d in context.understanding.named(Name.DOCUMENT) if unit.id in documents[d].units]
    dated = [document for document in named if document.date]
    if named:
        return dated[0] if dated else None
    cited = [document for document in documents.values() if unit.id in document.units and document.number]
    return cited[0] if len(cited) == 1 else None


def _known(document: Document, unit: Unit) -> frozenset[str]:
    """The words that the plan says of a document, where it stands."""
    return plain_words(f"{document.kind} {document.issuer} {document.about} {unit.text}")


def _line(context: Context, document: Document) -> str:
    if not document.number:
        return context.voice.say("legal.plain", about=document.about, date=document.date)
    return context.voice.say(
        "legal.document",
        kind=document.kind,
        number=document.number,
        date=document.date,
        issuer=document.issuer,
        about=document.about,
    )

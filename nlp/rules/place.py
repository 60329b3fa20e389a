"""Questions about one place, and asking back where several fit."""

from __future__ import annotations

from knowledge.landmarks import YEARLY_REPORT
from knowledge.model import Kind as UnitKind
from nlp.ask import Ask, Kind
from nlp.figures import told_of
from nlp.language import RECURS
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.case import FEW, Case, asks_both, asks_role

_MOST_PARTS = 3
_CELLS = frozenset({Kind.LEAD, Kind.COORD, Kind.DEADLINE})
"""What every task holds, so that it may be asked in any words."""


def _leading(case: Case) -> str:
    """Where bodies are asked for and a target is likeliest, the likeliest task: targets have no bodies; "" for none."""
    best, asked = case.match.best, max(case.likely(Kind.LEAD), case.likely(Kind.COORD))
    target = case.knowledge.units[best.unit].kind is UnitKind.TARGET
    if not target or asked < case.thresholds["structured"] or case.u.margins[best.unit] >= case.thresholds["owned"]:
        return ""
    tasks = [c.unit for c in case.match.candidates if c.unit in case.knowledge.tasks]
    return tasks[0] if tasks and case.u.margins[tasks[0]] >= case.thresholds["unspoken"] else ""


def _kind(case: Case) -> Kind:
    """What is asked of the likeliest place.

    "Sở Y tế có giúp … không" asks of a task whether the body is in it, whatever else the task says.
    """
    u, unit = case.u, case.match.best.unit
    kind = Kind.REPORT if unit == YEARLY_REPORT and case.place_kind is Kind.DEADLINE else case.place_kind
    kind = Kind.CONTENT if unit in u.answering and not asks_role(case) else kind
    whether = kind is Kind.CONTENT and bool(u.named(Name.AGENCY)) and case.doubts
    alone = "sole" in u.cues and bool(case.agencies)
    led = whether or alone or (kind is Kind.COORD and asks_both(case))
    return Kind.LEAD if led and unit in case.knowledge.tasks else kind


def place(case: Case) -> Ask:
    """A question about one place, or asking back where two fit alike."""
    u, best, kind = case.u, case.match.best, _kind(case)
    years, agencies = u.named(Name.YEAR), case.agencies
    if u.unknown > case.thresholds["strange"] and best.probability < case.thresholds["certain"]:
        return case.decline("words that the plan does not know", "off_topic")
    leading = _leading(case)
    if leading:
        return Ask(kind, "the task of a topic whose target was likelier", units=(leading,), agencies=agencies)
    spoken_of = case.state.units if case.state is not None else ()
    nothing = case.elliptic and not (u.topic or u.mentions or "own_plan" in u.cues)
    if spoken_of and best.unit not in spoken_of and nothing:
        return case.decline("words of no place, and another one was spoken of", "off_topic")
    # What is left when a place is set aside is spoken of in few words.
    least = case.thresholds["unspoken" if u.besides else "background"]
    if best.probability < case.thresholds["place"] or u.margins.get(best.unit, 0.0) < least:
        return _unlikely(case, kind)
    several = _several(case, kind)
    if several is not None:
        return several
    districts = u.named(Name.DISTRICT)
    if kind in {Kind.LEAD, Kind.COORD} and districts and not agencies and "whether" in u.cues and case.doubts:
        return Ask(Kind.LEAD, "whether a district is in it", units=(best.unit,), agencies=districts)
    documented = any(best.unit in document.units for document in case.knowledge.documents.values() if document.number)
    if kind is Kind.LEGAL and best.unit in case.knowledge.tasks and not documented and {"number_of", "issued"} & u.cues:
        return case.decline("the place names no document", "document_number")
    alike = tuple(
        c.unit for c in case.match.candidates[:2] if best.probability - c.probability < case.thresholds["gap"]
    )
    if len(alike) > 1:
        return _alike(case, kind, alike)
    return Ask(kind, "one place", units=(best.unit,), agencies=agencies, role=case.role, years=years)


def _several(case: Case, kind: Kind) -> Ask | None:
    """Several places at once: those of a topic that recurs, places alike, those that single clauses are sure of."""
    u, best = case.u, case.match.best
    bodies = "several_bodies" in u.cues and kind is not Kind.COORD and len(u.topic) <= FEW
    met = (unit for unit in u.surveyed if unit in case.knowledge.tasks)
    rows = tuple(dict.fromkeys((*u.recurring, *met)))
    if bodies and best.unit in rows and len(rows) > 1 and len(u.parts) <= 1:
        return Ask(kind, "the bodies of a topic that recurs", units=rows, agencies=case.agencies)
    recurring = _recurring(case) if kind in {Kind.LEAD, Kind.COORD} and len(u.parts) <= 1 else ()
    if best.unit in recurring and len(recurring) > 1:
        return Ask(kind, "a topic that recurs, and nothing else", units=recurring, agencies=case.agencies)
    if len(u.contrasted) > 1 and best.unit in u.contrasted:
        units = tuple(sorted(u.contrasted, key=lambda unit: -u.margins[unit]))
        return Ask(kind, "places alike, told by their words", units=units, agencies=case.agencies, role=case.role)
    if len(u.parts) <= 1 or best.unit not in u.parts:
        return None
    told = (c.unit for c in case.match.candidates if c.unit in u.parts and c.unit not in u.besides)
    # The titles of groups hold no figure.
    held = [unit for unit in told if kind is not Kind.FIGURE or unit not in case.knowledge.groups]
    if kind is Kind.FIGURE and case.figures_said and not case.valued:
        # "… hơn nghìn hợp tác xã, con số chính xác là bao nhiêu" says the words of one target's figures.
        said = {unit for unit in held if told_of(u.question.plain, unit, case.knowledge.figures)}
        held = [u for u in held if u in said or case.knowledge.units[u].kind is not UnitKind.TARGET]
    years, units = u.named(Name.YEAR), tuple(held[:_MOST_PARTS])
    # None is left where all are set aside ("ngoài ba đơn vị chủ trì còn ai nữa").
    if not units:
        return None
    return Ask(kind, "several places asked for", units=units, agencies=case.agencies, role=case.role, years=years)


def _recurring(case: Case) -> tuple[str, ...]:
    """The tasks of a topic that recurs where nothing else is named ("chuyển đổi số ai lo"), likeliest first."""
    spans = [(start, end) for cue, start, end in case.u.signals.spans if cue.signal.startswith(RECURS)]
    few = len(case.u.topic) <= len({place for start, end in spans for place in range(start, end)})
    tasks = [unit for unit in case.u.recurring if unit in case.knowledge.tasks]
    alone = few or all(plain_words(case.knowledge.units[unit].text).issuperset(case.u.topic) for unit in tasks)
    return tuple(sorted(tasks, key=lambda unit: -case.u.margins[unit])) if alone else ()


def _unlikely(case: Case, kind: Kind) -> Ask:
    """No place is likely enough: the duties of a body named, asking back, declining."""
    u, best = case.u, case.match.best
    if best.unit != u.best and u.margins[u.best] >= case.thresholds["spoken"]:
        return Ask(kind, "the place of the words alone", units=(u.best,), agencies=case.agencies)
    if case.agencies and len(u.topic) <= FEW and not u.surely_lacks:
        return Ask(Kind.DUTIES, "a body, and words of no likely place", agencies=case.agencies, role=case.role)
    told = case.spoken_of
    cell = kind in _CELLS and case.likely(kind) >= case.thresholds["asked_of_told"]
    if told is not None and told.id in case.knowledge.tasks and cell and len(u.topic) <= FEW and not case.names:
        return Ask(kind, "of the place spoken of, in words of none", units=(told.id,), from_context=True)
    close = tuple(c.unit for c in case.match.candidates[:4] if c.probability > best.probability / 4)
    unspoken = u.margins.get(best.unit, 0.0) < case.thresholds["unspoken"]
    if len(close) <= 1 or not u.topic or unspoken:
        return case.decline("no place is likely", "off_topic")
    return Ask(Kind.UNCLEAR, "no place is likely enough", units=close, missing="place", role=kind)


def _alike(case: Case, kind: Kind, alike: tuple[str, ...]) -> Ask:
    """Two places are alike: all are the body's, one is spoken of already, else asking back."""
    tasks, agencies = case.knowledge.tasks, case.agencies
    if agencies and all(unit in tasks and set(agencies) <= set(tasks[unit].lead) for unit in alike):
        return Ask(Kind.DUTIES, "all alike are the body's", agencies=agencies, role=case.role)
    if kind in {Kind.LEAD, Kind.COORD} and set(alike) <= set(case.u.recurring):
        return Ask(kind, "two alike of a topic that recurs", units=alike, agencies=agencies)
    units = case.knowledge.units
    if all(units[unit].kind is UnitKind.BASIS for unit in alike):
        return Ask(Kind.SECTION, "all bases", units=tuple(u for u in units if units[u].kind is UnitKind.BASIS))
    groups = tuple(unit for unit in alike if unit in case.knowledge.groups)
    if "groups" in case.u.cues and len(groups) == 1:
        return Ask(kind, "of two alike the group", units=groups)
    focus = case.state.units[:1] if case.state is not None else ()
    if focus and focus[0] in alike:
        years = case.u.named(Name.YEAR)
        return Ask(kind, "of two alike the one spoken of", units=focus, agencies=agencies, years=years)
    return Ask(Kind.UNCLEAR, "two places alike", units=alike, missing="place", role=kind)

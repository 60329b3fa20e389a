"""Another place than the one spoken of: set against it, beside it, told before it, or of the same time or topic."""

from __future__ import annotations

from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.case import FEW, SHORT, Case, asks_role
from nlp.state import State

_PARTS = {"led": "lead", "joined": "coord"}
"""The part of a body by the word after a noun that tells it."""


def against(case: Case, state: State) -> Ask | None:
    """The place under discussion set against another ("so với nhiệm vụ thanh tra thì …")."""
    u, units, years = case.u, case.knowledge.units, case.u.named(Name.YEAR)
    if "against" not in u.cues or case.agencies or not state.units or len(u.halves) > 1:
        return None
    # A year tells which target is meant.
    rows = [unit for unit in units if not years or (units[unit].kind is UnitKind.TARGET and years[0] in unit)]
    spoken_of, topic = state.units[0], set(u.topic)
    earlier = () if u.vague or not topic else (*state.told, *state.earlier)
    before = [unit for unit in earlier if topic <= plain_words(units[unit].text)]
    best = next((unit for unit in before if unit != spoken_of), max(rows, key=lambda unit: u.margins[unit], default=""))
    sure = bool(best) and (best in before or u.margins[best] >= case.thresholds["owned"])
    if not sure or best == spoken_of or units[best].kind is not units[spoken_of].kind or "which" in u.cues:
        return None
    return Ask(Kind.COMPARE, "set against the place spoken of", units=(spoken_of, best), from_context=True)


def beyond(case: Case, state: State) -> Ask | None:
    """Where else, when the place spoken of is set aside ("ngoài ngân hàng còn chỗ nào", "họ không cho thì còn ai").

    Another place that the words tell, else one of the same topic.
    """
    u, asked = case.u, {"places", "which", "body"} & case.u.cues
    if not asked or asks_role(case) or case.agencies or u.surely_lacks or "same_time" in u.cues:
        return None
    if "other" in u.cues and not {"tasks", "all"} & u.cues and len(state.listed) <= 1 and not case.weak:
        kind = Kind.CONTENT if "places" in u.cues else Kind.LEAD
        other = u.best in case.knowledge.tasks and u.best not in state.units
        why = "another place than the one spoken of"
        return Ask(kind, why, units=(u.best,), from_context=True) if other else None
    akin = sorted(u.akin, key=lambda unit: -u.margins[unit])
    meant = [unit for unit in (*state.listed, *state.near, *akin) if unit in u.akin]
    if not meant or case.margin >= case.thresholds["background"]:
        return None
    return Ask(Kind.CONTENT, "another place of the topic set aside", units=(meant[0],), from_context=True)


def same_time(case: Case, state: State) -> Ask | None:
    """The other tasks of the time of the task under discussion ("còn việc nào cũng đến hạn khi đó")."""
    units, tasks = case.knowledge.units, case.knowledge.tasks
    spoken_of = next((unit for unit in state.units if unit in tasks), "")
    asked = {"other", "which", "places", "body"} & case.u.cues
    if "same_time" not in case.u.cues or not asked or not spoken_of or len(case.u.topic) > FEW or case.u.surely_lacks:
        return None
    rows = tuple(u for u in tasks if units[u].deadline == units[spoken_of].deadline and u != spoken_of)
    return Ask(Kind.COUNT, "others of the same time", units=rows, from_context=True) if rows else None


def in_role(case: Case, state: State) -> Ask | None:
    """Of the tasks told the one where the body under discussion has a part.

    Of those listed, or of the table, the only one ("việc phối hợp kia"), of those told before the last one ("việc chủ
    trì lúc nãy").
    """
    u, tasks, back = case.u, case.knowledge.tasks, "back" in case.u.cues
    role = next((role for cue, role in _PARTS.items() if cue in u.cues), case.role if back else "")
    carried = ("also" in u.cues or "asking" not in u.cues) and state.kind in PLACE_KINDS
    kind = Kind(state.kind) if carried and "date" not in u.cues else case.place_kind
    if not role or not case.elliptic or kind not in {Kind.DEADLINE, Kind.COORD, Kind.LEAD}:
        return None
    if "other" in u.cues and kind == role:
        return None  # "Còn chủ trì gì nữa" asks for other tasks.
    bodies = set(case.agencies or state.agencies)
    rows = (*state.units, *state.earlier) if back else state.listed or tuple(tasks)
    told = (unit for unit in rows if unit in tasks)
    held = [u for u in told if bodies & set(tasks[u].lead if role == "lead" else tasks[u].coord)]
    # "Còn việc phối hợp?" after a body's duties asks for all that it coordinates.
    asked = kind != role or {"body", "asking"} & u.cues
    if not held or not (back or (len(held) == 1 and asked)):
        return None
    return Ask(kind, "the task told before in a role", units=(held[0],), from_context=True)


def inside_group(case: Case, state: State) -> Ask | None:
    """Of the places of the topic spoken of the one in a group that is named ("bên quản lý nhà nước")."""
    u, best = case.u, case.match.best.unit
    said = {"a_group", "summary", "all", "where", "which", "how_many"} & u.cues
    if best not in case.knowledge.groups or said or case.agencies or u.numbered or len(u.topic) > SHORT:
        return None
    inside = [unit for unit in (*state.told, *state.near) if unit in case.knowledge.groups[best]]
    if not inside or best in state.units:
        return None
    return Ask(case.kind_carried, "the one in the group named", units=tuple(inside[:1]), from_context=True)


def contrast(case: Case, state: State) -> Ask | None:
    """The task beside the one under discussion that the topic tells from it ("à nhầm, nông nghiệp cơ").

    Of several that hold the topic's words it is the one whose text is most like the other's.
    """
    u, units = case.u, case.knowledge.units
    parent = case.spoken_of.parent if case.spoken_of is not None else ""
    if not case.carries_on or not u.topic or case.agencies or u.surely_lacks or {"asking", "correction"} <= u.cues:
        return None
    near = tuple(row for row in state.near if row in case.knowledge.tasks)
    rows = case.knowledge.children[parent] if parent else near
    beside = (unit for unit in rows if unit not in state.units)
    held = [unit for unit in beside if plain_words(units[unit].text).issuperset(u.topic)]
    best, sure = case.match.best.unit, case.margin >= case.thresholds["owned"]
    if not held or best not in (*held, *state.units) or (sure and best not in held):
        return None
    if sure:
        return Ask(case.kind_carried, "the one beside it", units=(best,), from_context=True)
    most = max(held, key=lambda unit: referents.alike(state.units[0], unit, case.knowledge)) if state.units else held[0]
    return Ask(case.kind_carried, "the one beside it", units=(most,), from_context=True)


def told_apart(case: Case, state: State) -> Ask | None:
    """The one of places alike whose words a message says, of those spoken of ("loại phi nông nghiệp nhé, HTX tôi …").

    Or the one alike to the place spoken of ("bên nông nghiệp"); a message of some length asks of something else.
    """
    u, unit = case.u, next(iter(case.u.contrasted), "")
    several = unit in state.units and 1 < len(state.units) <= referents.SIDES
    other = unit not in state.units and referents.partner(unit, case.knowledge) in state.units[:1] if unit else False
    long = len(u.topic) > FEW + 1 and (other or "asking" in u.cues)
    if not (several or other) or len(u.contrasted) > 1 or long or u.mentions or u.surely_lacks or u.may_lack:
        return None
    elsewhere = case.margin >= case.thresholds["told"] and case.match.best.unit != unit
    if elsewhere or {"how_many", "other", "all", "compare"} & u.cues:
        return None
    return Ask(case.kind_carried, "the one of places alike, by its words", units=(unit,), from_context=True)


def same_of_another(case: Case, state: State) -> Ask | None:
    """The same question of another place ("còn phi nông nghiệp?", "à nhầm, đề án nông nghiệp")."""
    u, best = case.u, case.match.best
    if "asking" in u.cues or not case.carries_on or not u.topic or not state.units or case.agencies or u.surely_lacks:
        return None
    if u.lacking >= case.thresholds["sure"] or best.probability < case.thresholds["place"]:
        return None
    parents = [case.knowledge.units[unit].parent for unit in (best.unit, *state.units[:1])]
    beside = parents[0] and len(set(parents)) == 1
    held = beside and plain_words(case.knowledge.units[best.unit].text).issuperset(u.topic)
    near = "unspoken" if beside else "background"
    if not held and u.margins[best.unit] < case.thresholds[near if case.same_sort(best.unit) else "faint"]:
        return None
    again = best.unit in state.units and u.asks_whether
    kind = case.kind_carried if case.same_sort(best.unit) and not again else case.place_kind
    return Ask(kind, "the same of another place", units=(best.unit,), from_context=True)


def surveyed(case: Case, state: State) -> Ask | None:
    """The same question of a topic met at several places, no more than named ("rồi tới vốn")."""
    u = case.u
    goes_on = case.carries_on or "also" in u.cues
    if not goes_on or not u.surveyed or len(u.topic) > FEW or u.mentions or case.lacks or "asking" in u.cues:
        return None
    if not state.units or case.margin >= case.thresholds["owned"] or case.kind_carried is Kind.FIGURE:
        return None
    units = tuple(sorted(u.surveyed, key=lambda unit: -u.margins[unit]))
    return Ask(case.kind_carried, "the same of a topic met at several places", units=units, from_context=True)

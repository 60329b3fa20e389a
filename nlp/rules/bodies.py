"""The body that a message or a conversation is about: alone, one more, the same or its other role, what falls due."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from knowledge.landmarks import RECEIVER, YEARLY_REPORT
from nlp import referents
from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.filter import EVERY_ROW, SHARED, Filter
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.case import FEW, Case, asks_both, asks_role
from nlp.state import State
from nlp.understanding import Understanding

_JOINING = frozenset({"shared", "jointly"})
_REPORT = ("bao", "cao")
_ROLES = frozenset({"lead", "coord", "sole", "shared", "jointly"})
"""Cues of a body's part, which ask for more than whether it is the one that was named."""
_OF_ALL = frozenset({"own_plan", "whole_table", "groups", "parts", "times"})
"""Cues of more than what was spoken of, or of other ends than bodies."""
_MORE = frozenset({"which", "places", "all", "other", "how_many", "rest"})
"""Cues of more rows than the one spoken of."""
_OF_ROWS = frozenset({Kind.DUTIES, Kind.COUNT})
_OF_TABLE = _OF_ROWS | {Kind.SCHEDULE}
_OF_A_BODY = frozenset({Kind.DUTIES, Kind.COUNT, Kind.SCHEDULE, Kind.RANK, Kind.DECLINE, Kind.UNCLEAR})
"""Kinds that a message comes to which means a body that nobody has named."""


def alone(case: Case, state: State) -> Ask | None:
    """Whether the task under discussion is led alone ("sở ấy làm một mình à", "việc đào tạo ấy, một mình sở này à")."""
    u, tasks = case.u, case.knowledge.tasks
    if "sole" not in u.cues or "which" in u.cues or u.named(Name.AGENCY) or not state.units:
        return None
    if not case.elliptic:
        best = case.match.best.unit
        told = best in tasks and case.margin >= case.thresholds["background"] and case.pointed
        return Ask(Kind.LEAD, "whether it is led alone", units=(best,), from_context=True) if told else None
    if state.units[0] not in tasks or (state.kind in LISTS - {Kind.SECTION} and len(state.listed) > 1):
        return None
    return Ask(Kind.LEAD, "whether it is led alone", units=state.units[:1], from_context=True)


def body(case: Case, state: State) -> Ask | None:
    """A body alone: whether it is in the task under discussion, or its duties."""
    u, agencies = case.u, case.agencies
    # "Huyện cũng được đề xuất à": what the body is said to do stands in the place, and is sure of no other.
    told = case.spoken_of is not None and u.topic and plain_words(case.spoken_of.text).issuperset(u.topic)
    told = told and "asking" not in u.cues and u.bare_margin < case.thresholds["told"]
    within = ("inside" in u.cues or told) and len(u.topic) < FEW and len(state.units) == 1 and _checks(u)
    if agencies and case.wonders:
        return _in_task(case, state)
    hopeless = u.surely_lacks or u.lacking >= case.thresholds["sure"] or (u.may_lack and case.lacks)
    # "Nhóm nào nói về Mặt trận" asks for the group.
    if not (case.elliptic or within) or not agencies or hopeless or {"groups", "spoken"} <= u.cues:
        return None
    both = _side_by_side(case, state)
    if both:
        return Ask(Kind.COMPARE, "the bodies pointed at side by side", agencies=both)
    led = referents.led_by_each(case.referred, state, case.knowledge)
    if len(led) > 1 and "coord" in u.cues and not {"which", "tasks", "asking"} & u.cues:
        return Ask(Kind.LEAD, "whether they join each other", units=led, agencies=agencies, from_context=True)
    found = _in_task(case, state)
    if found is not None:
        return found
    if {"unshared", "sole"} <= u.cues and state.agencies and not set(state.agencies) & set(agencies):
        return Ask(Kind.DUTIES, "led alone", agencies=state.agencies[:1], role=case.role or state.role)
    joined = {"jointly", "body"} & u.cues == {"jointly"} or (
        "shared" in u.cues and (case.carries_on or {"anaphora", "which"} & u.cues)
    )
    # "Có cùng Sở Nông nghiệp làm gì không": what joins stands right before the body.
    beside = {end for _, end in u.signals.of(*_JOINING)}
    joined = joined or ("whether" in u.cues and any(m.start in beside for m in u.mentions if m.name is Name.AGENCY))
    if joined and len(agencies) == 1 and (case.pointed or not _is_subject(u)):
        agencies = tuple(dict.fromkeys((*case.bodies[:1], *agencies)))
    counted = "how_many" in u.cues and "tasks" in u.cues
    role = case.role or (state.role if state.kind == Kind.DUTIES else "")
    return Ask(
        Kind.COUNT if counted else Kind.DUTIES,
        "the body's duties",
        agencies=agencies,
        role=role,
        filter=_kept(case, state, agencies),
        years=u.named(Name.YEAR),
    )


def _is_subject(u: Understanding) -> bool:
    """Whether a message asks what the body that it names does with others, not what the body before does with it.

    "Còn Sở Tài chính, mấy việc chung": it stands before what asks and what joins; "việc nào chung với Sở Tài chính".
    """
    body = min((mention.start for mention in u.mentions if mention.name is Name.AGENCY), default=len(u.question.folded))
    joins = all(start > body for start, _ in u.signals.of(*_JOINING))
    asks = [start for start, _ in u.signals.of("which")]
    return joins and (min(asks) > body if asks else u.carries_on)


def _side_by_side(case: Case, state: State) -> tuple[str, ...]:
    """The bodies that a message sets side by side: those named or pointed at, or one named and the one spoken of."""
    u, bodies = case.u, case.agencies
    if len(bodies) > 1:
        compared = {"compare", "comparative"} | ({"most", "least"} if case.referred else set())
        return bodies if compared & u.cues else ()
    other = tuple(body for body in state.agencies if body not in bodies)
    set_against = "against" in u.cues or ("comparative" in u.cues and state.kind in _OF_ROWS)
    return (*other, *bodies) if set_against and len(other) == 1 and "sort_so" not in u.cues else ()


def instead(case: Case, state: State) -> Ask | None:
    """The same of a body that is named in place of the one before ("à nhầm, hỏi cho Sở Tài chính").

    When one reports is asked of another as well by only going on to it.
    """
    u = case.u
    named = tuple(m.value for m in u.mentions if m.name is Name.AGENCY and m.start not in case.denied)
    asks = "asking" in u.cues or len(u.topic) >= FEW or case.names - {Name.AGENCY}
    goes_on = "correction" in u.cues or (case.carries_on and state.kind == Kind.REPORT)
    if not goes_on or asks or not named or not state.agencies:
        return None
    why = "the same of a body named instead"
    if state.kind == Kind.REPORT:
        return Ask(Kind.REPORT, why, units=(YEARLY_REPORT,), agencies=named, wants="body")
    if state.kind not in _OF_ROWS:
        return None
    return Ask(Kind(state.kind), why, agencies=named, role=case.role or state.role, filter=state.filter)


def _kept(case: Case, state: State, agencies: tuple[str, ...]) -> Filter:
    """What stays of the conditions when a body is asked about: the group opened, where it leads something.

    Of a body named again, which is only narrowed, all of them stay ("chỉ mình liên minh thôi"); of another one that a
    message only goes on to, those that it was asked with ("còn Liên minh?").
    """
    if agencies == state.agencies and case.conditions.alone and state.filter.inside:
        return state.filter
    goes_on = (case.carries_on or "also" in case.u.cues) and not ({"asking", "lead", "coord"} & case.u.cues)
    if goes_on and len(agencies) == 1 and state.kind in _OF_TABLE and not case.conditions.timed:
        kept = state.filter.common
        if state.agencies and not case.led_by_others(kept.inside, state.agencies):
            kept = replace(kept, inside=())  # The rows of those before are no condition on another's.
        if state.filter.alone == "sole":
            kept = replace(kept, alone="sole")
        return kept if state.agencies or kept.dated else Filter()
    rows = case.knowledge.groups.get(state.filter.group, ())
    led = any(set(agencies) & set(case.knowledge.tasks[row].lead) for row in rows)
    stays = led and "which" in case.u.cues and not ("whole_table" in case.u.cues or case.conditions.alone)
    group = state.filter.group if stays else ""
    also = len(agencies) > 1 and "also" in case.u.cues
    return Filter(group=group, alone=state.filter.alone if also else "")


def _in_task(case: Case, state: State) -> Ask | None:
    """Whether a body is in the one place under discussion, who leads it beside the body, the same of its only task."""
    u, body, tasks, spoken_of = case.u, case.agencies[0], case.knowledge.tasks, state.units[:1]
    # "Việc này" after a few rows may be any of them.
    several = len(state.units) != 1 and state.kind not in PLACE_KINDS
    few = several and len(state.units) <= referents.SIDES and _pointed_at(u)
    if (several and not few) or "same_time" in u.cues:
        return None  # "Cục Thuế cũng ghi vậy à" asks of its own rows.
    task = tasks.get(state.units[0]) if state.units else None
    inside = task is not None and body in (*task.lead, *task.coord) and "part_in" in u.cues and not case.pointed
    if state.units and (inside or _doubts_body(case, state)):
        kind, units = Kind.LEGAL if task is None else Kind.LEAD, state.units if few else spoken_of
        return Ask(kind, "whether the body is in it", units=units, agencies=case.agencies, from_context=True)
    if few:
        return None
    beside = "body" in u.cues and "other" not in u.cues and not case.referred
    if task is not None and beside and body in task.lead:
        kind = Kind.COORD if "coord" in u.cues and "lead" not in u.cues else Kind.LEAD
        return Ask(kind, "who is beside the body", units=spoken_of, from_context=True)
    dated = case.place_kind is Kind.DEADLINE and case.likely(Kind.DEADLINE) >= case.thresholds["sure"]
    if task is not None and case.pointed and body in task.lead and dated and not _MORE & u.cues:
        return Ask(Kind.DEADLINE, "when what the body leads is due", units=spoken_of, from_context=True)
    again = state.kind == Kind.LEAD and (case.carries_on or "also" in u.cues) and not {"asking", *_ROLES} & u.cues
    if task is not None and again and set(state.agencies) - set(task.lead):
        return Ask(Kind.LEAD, "whether another body is in it", units=spoken_of, agencies=case.agencies)
    own = tuple(unit for unit, task in tasks.items() if body in task.lead)
    carried = case.carries_on and state.kind in {Kind.DEADLINE, Kind.COORD, Kind.LEAD}
    if carried and len(own) == 1 and not {"asking", "check", "shared"} & u.cues:
        return Ask(Kind(state.kind), "the same of the body's only task", units=own, from_context=True)
    return None


def _doubts_body(case: Case, state: State) -> bool:
    """Whether a message asks if a body is in the place under discussion."""
    u, sure_duties = case.u, case.likely(Kind.DUTIES) >= case.thresholds["sure"]
    # "Sở đó phải không": whether it is the one that was named.
    # "Sở đó có phối hợp với Sở Tài chính không": whether the one named is.
    further = {"asking", "tasks", "other", *(() if u.named(Name.AGENCY) else _ROLES)}
    if case.pointed and (sure_duties or further & u.cues or not case.doubts):
        return False
    words = plain_words(case.knowledge.units[state.units[0]].text)
    if "asking" in u.cues and not words.issuperset(u.topic) and case.margin >= case.thresholds["background"]:
        return False
    # "Chủ trì hay phối hợp việc đó" asks for its part there.
    role = (asks_both(case) and "which" not in u.cues) or ("asking" not in u.cues and asks_role(case))
    doubted = _pointed_at(u) and "besides_this" not in u.cues and ("part_in" in u.cues or role)
    # "Liên minh hay Sở Tài chính" after what one place says asks which of them it is.
    either = len(u.named(Name.AGENCY)) > 1 and state.kind in PLACE_KINDS and not (u.topic or case.carries_on)
    either = either and u.cues <= {"agencies", "check", "lead", "coord"}
    return doubted or either or case.wonders or (_checks(u) and not sure_duties)


def _pointed_at(u: Understanding) -> bool:
    """Whether a message points back to a task, by a general noun or by one that needs a referent ("đề án đó")."""
    return "that_task" in u.cues or (u.vague and "anaphora" in u.cues)


def _checks(u: Understanding) -> bool:
    """Whether a message asks for a yes or no of what is spoken of, not for more."""
    return not {"other", "which"} & u.cues and bool({"check", "whether", "blame"} & u.cues or u.asks_whether)


def same_body(case: Case, state: State) -> Ask | None:
    """What the same body does besides ("còn làm gì nữa không")."""
    if not case.elliptic or case.u.mentions:
        return None
    asks_other = "other" in case.u.cues and case.place_kind in {Kind.CONTENT, Kind.LEAD}
    asks_other = (asks_other or {"besides_this", "asking"} <= case.u.cues) and "body" not in case.u.cues
    asks_other = asks_other or {"all", "tasks", "lead"} <= case.u.cues
    if case.likely(Kind.DUTIES) < case.thresholds["structured"] and not asks_other:
        return None
    if not case.bodies or (state.kind == Kind.COORD and asks_role(case)) or (case.group and not state.agencies):
        return None
    return Ask(Kind.DUTIES, "the same body's duties", agencies=case.bodies, role=case.role, from_context=True)


def other_role(case: Case, state: State) -> Ask | None:
    """What the body under discussion does in the other role ("còn phối hợp?", "có phối hợp không")."""
    u, bodies = case.u, state.agencies
    if state.kind != Kind.DUTIES or len(bodies) != 1 or not case.role or u.topic or u.mentions:
        return None
    goes_on = case.carries_on or bool({"also", "tasks", "correction", "whether"} & u.cues)
    switched = state.role not in {"", case.role} or (goes_on and state.role != case.role)
    # "Phối hợp chứ không phải chủ trì" doubts nothing, "có phối hợp không" asks for it.
    doubts = (u.asks_whether or "check" in u.cues) and not {"correction", "whether"} & u.cues
    if not switched or {"asking", "anaphora", "sole", "shared"} & u.cues or doubts:
        return None
    return Ask(Kind.DUTIES, "the same body in the other role", agencies=bodies, role=case.role, from_context=True)


def beside(case: Case, state: State) -> Ask | None:
    """Whom the body under discussion has beside it in the rows listed ("phối hợp với ai", "chung với ai")."""
    u, listed = case.u, state.kind in _OF_ROWS and len(state.listed) > 1
    whom = "beside" in u.cues or {"shared", "body"} <= u.cues
    whom = whom and case.conditions.alone != "sole"  # "Không chung với ai" asks for no one.
    if "that_task" in u.cues and len(state.units) == 1:
        return None  # The one row that the list was narrowed to.
    if not whom or not listed or len(state.agencies) != 1 or not case.elliptic or u.mentions or case.referred:
        return None
    narrowed = state.filter if "beside" in u.cues else state.filter.narrowed(SHARED)
    why = "whom the body has beside it"
    return Ask(Kind.DUTIES, why, agencies=state.agencies, role="lead", filter=narrowed, from_context=True)


def how_many_bodies(case: Case, state: State) -> Ask | None:
    """How many bodies lead or join the one task spoken of ("mấy cơ quan chủ trì")."""
    u, wide = case.u, {"own_plan", "all", "total", "rows", "tasks", "groups"} & case.u.cues
    told = bool(case.role) or state.kind in PLACE_KINDS
    if "bodies" not in u.cues or not told or wide or u.topic or u.mentions or len(state.units) != 1:
        return None
    if state.units[0] not in case.knowledge.tasks:
        return None
    return Ask(case.place_kind, "the bodies of the task spoken of", units=state.units, from_context=True)


def directs(case: Case, state: State) -> Ask | None:
    """Who directs the bodies of the task spoken of: the one task whose text names them ("ai chỉ đạo họ")."""
    tasks, agencies, units = case.knowledge.tasks, case.knowledge.agencies, case.knowledge.units
    if "directs" not in case.u.cues or len(case.u.topic) > 1 or not state.units or state.units[0] not in tasks:
        return None
    bodies = {*state.agencies, *tasks[state.units[0]].lead}
    named = (unit for unit in tasks if any(agencies[body].stands_in(units[unit].text) for body in bodies))
    rows = case.led_by_others(named, bodies)
    return Ask(Kind.LEAD, "who directs the bodies spoken of", units=rows, from_context=True) if len(rows) == 1 else None


def ranked(case: Case, state: State) -> Ask | None:
    """Who leads most in the group spoken of, or of the rows listed that are no body's ("ai chủ trì nhiều nhất")."""
    u, groups = case.u, case.knowledge.groups
    told = {"most", "least"} & u.cues and "body" in u.cues and {"lead", "tasks"} & u.cues and not _OF_ALL & u.cues
    if not told or not case.elliptic or u.mentions or u.numbered or u.aside is not None:
        return None
    if state.agencies and not case.group:
        return None
    group = case.group or state.filter.group or (state.part if state.part in groups else "")
    within = Filter(group=group) if case.group or not state.filter.dated else state.filter.common
    return Ask(Kind.RANK, "who leads most of what was spoken of", filter=within) if within != EVERY_ROW else None


def due(case: Case) -> Ask | None:
    """What of a body falls due next, or is over ("Sở Công Thương sắp tới hạn gì")."""
    u = case.u
    if {"overdue", "issue_day"} <= u.cues and not u.topic:
        led = tuple(unit for unit, task in case.knowledge.tasks.items() if set(case.agencies) & set(task.lead))
        if len(led) == 1:
            return Ask(Kind.DEADLINE, "whether a time was over on the day of issue", units=led, agencies=case.agencies)
    wants = next((cue for cue in ("overdue", "next") if cue in case.u.cues), "")
    goes_on = case.state is not None and case.elliptic and not u.mentions and not {"other", "same_time"} & u.cues
    bodies = case.agencies or (case.state.agencies if case.state is not None and goes_on else ())
    if not wants or not bodies or len(u.topic) >= FEW or u.numbered or case.lacks:
        return None
    if u.bare_margin >= case.thresholds["weak"] and u.topic:
        return None
    return Ask(Kind.SCHEDULE, f"what of a body is {wants}", agencies=bodies, wants=wants)


def report(case: Case) -> Ask | None:
    """When a body reports, or to whom, whatever else the plan says of it ("Liên minh HTX phải báo cáo khi nào")."""
    u, folded = case.u, case.u.question.folded
    named = [mention for mention in u.mentions if mention.name is Name.AGENCY]
    gets = {"send", "body"} <= u.cues
    if len(named) != 1 or set(u.topic) - set(_REPORT) or u.numbered or ("body" in u.cues and not gets):
        return None
    if "gathers" in u.cues and RECEIVER in case.agencies:
        return None  # It gets those of all others.
    # "Báo cáo gửi Liên minh HTX": a body that comes after is who gets it.
    reports = _REPORT in pairwise(folded[named[0].end :])
    if not reports or case.place_kind not in {Kind.REPORT, Kind.DEADLINE}:
        return None
    dated = "days_left" in u.cues or (case.lacking_kind == "date" and not u.may_lack)
    if case.lacks and not dated:
        return None
    # Where it is asked to whom, the body that gets it is spoken of next.
    told, wants = ((RECEIVER,), "") if gets else (case.agencies, "body")
    return Ask(Kind.REPORT, "when a body reports, or to whom", units=(YEARLY_REPORT,), agencies=told, wants=wants)


def by_task(case: Case) -> Ask | None:
    """What a body does that a message tells by a task of it ("sở lo sàn thương mại điện tử còn chủ trì gì nữa")."""
    u, task = case.u, case.knowledge.tasks.get(case.match.best.unit)
    begins = any(start <= 1 for start, _ in u.signals.of("by_task"))
    asked = "asking" in u.cues and ("other" in u.cues or ("tasks" in u.cues and _MORE & u.cues))
    if not (begins and asked and u.topic) or {"body", "date"} & u.cues or u.mentions or u.numbered or case.lacks:
        return None
    if task is None or case.margin < case.thresholds["faint"] or len(task.lead) != 1 or task.lead_reaches:
        return None
    kind = Kind.COUNT if "how_many" in u.cues else Kind.DUTIES
    return Ask(kind, "a body told by a task of it", agencies=task.lead, role=case.role)


def all_report(case: Case) -> Ask | None:
    """The day of the reports, asked for of no body and no other term ("báo cáo trước ngày nào")."""
    u = case.u
    bare = len(set(u.topic)) < FEW and not (u.mentions or u.counts or "quarterly" in u.cues)
    told = case.match.best.unit == YEARLY_REPORT and {"report", "date"} <= u.cues
    if not (case.lacks and bare and told) or u.surely_lacks or u.may_lack:
        return None
    return Ask(case.place_kind, "when all report", units=(YEARLY_REPORT,))


def unnamed(case: Case, ask: Ask) -> Ask | None:
    """Which body its writer works at, where a message comes to nothing else without it ("nhiệm vụ của tôi")."""
    u = case.u
    if not u.own or {mention.name for mention in u.mentions} - {Name.PLACE} or case.agencies:
        return None
    duties = case.likely(Kind.DUTIES) >= case.thresholds["structured"]
    if not (duties or case.elliptic or ask.kind in _OF_A_BODY):
        return None
    if case.lacks or len(u.topic) >= FEW or case.margin >= case.thresholds["faint"]:
        return None
    common = tuple(unit for unit, task in case.knowledge.tasks.items() if "so" in task.lead_reaches)
    return Ask(Kind.UNCLEAR, "a body of the person's own", units=common, missing="body", role=Kind.DUTIES)

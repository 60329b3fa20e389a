"""Picks from what was offered or listed: by number, group, body, topic or meaning."""

from __future__ import annotations

from collections.abc import Sequence

from knowledge.landmarks import SCHEMES, TABLE, YEARLY_REPORT
from nlp import referents
from nlp.ask import LISTS, PLACE_KINDS, Ask, Kind
from nlp.mention import Name
from nlp.normalise import fold, plain_words
from nlp.rules.case import FEW, SHORT, Case
from nlp.state import State
from nlp.stretches import BACKGROUND

_TWO = 2
_MOST = 12
"""A number alone that is greater than this is no row's."""
_PLURAL = frozenset({"other", "all", "places", "how_many", "inside", "only", "groups"})
"""Cues of messages that ask for more than one of a list."""


def pick(case: Case) -> Ask | None:
    """A choice among places offered, or one of a list."""
    state = case.state
    if state is None:
        return None
    if state.choices:
        return None if case.asks_title else _of_choices(case, state)
    return _of_group(case, state) or _of_list(case, state)


def _of_choices(case: Case, state: State) -> Ask | None:
    """A choice among places offered: by its group, number, body or topic, or by meaning."""
    kind = Kind(state.pending) if state.pending in PLACE_KINDS else Kind.CONTENT
    grouped = _in_group(case, state.choices) if not _PLURAL & case.u.cues else ()
    if len(grouped) == 1:
        return Ask(kind, "picked by its group", units=grouped, from_context=True)
    together = "pair" in case.u.cues
    if together and case.elliptic and referents.count(case.u) == len(state.choices):
        asked = case.place_kind if "asking" in case.u.cues else kind
        return Ask(asked, "all that were offered", units=state.choices, from_context=True)
    elsewhere = any(each.group or each.part for each in case.u.numbered)
    order = None if together or elsewhere else _ordinal(case, state.choices)
    if order is not None:
        return Ask(kind, "picked by number", units=(state.choices[order],), from_context=True)
    asks_rows = {"all", "how_many", "other"} & case.u.cues or (
        "tasks" in case.u.cues and {"which", "places"} & case.u.cues
    )
    if case.agencies and case.elliptic and not case.lacks and not asks_rows:
        tasks = case.knowledge.tasks
        led = [unit for unit in state.choices if unit in tasks and case.agencies[0] in tasks[unit].lead]
        if len(led) == 1:
            return Ask(kind, "picked by its body", units=(led[0],), from_context=True)
    told = _best_told(case, state.choices)
    if told:
        return Ask(kind, "picked by its topic", units=(told,), from_context=True)
    chosen = _meant(case, state.choices)
    return Ask(kind, "picked by meaning", units=(chosen,), from_context=True) if chosen else None


def _meant(case: Case, choices: Sequence[str]) -> str:
    """The likeliest choice, "" where it is not likely or another place is meant."""
    by_unit = {c.unit: c.probability for c in case.match.candidates}
    chosen = max(choices, key=lambda unit: by_unit.get(unit, 0.0))
    sure = by_unit.get(chosen, 0.0)
    meant = sure >= case.thresholds["place"] or ("correction" in case.u.cues and sure > case.thresholds["hint"])
    best = case.match.best.unit
    other = best not in choices and case.u.margins[best] > max(case.u.margins[unit] for unit in choices)
    elsewhere = other and case.margin >= case.thresholds["weak"]
    return chosen if case.u.topic and meant and not case.lacks and not elsewhere else ""


def _in_group(case: Case, rows: Sequence[str]) -> tuple[str, ...]:
    """Those of some rows that stand in the group told by its numeral or its words, of them the one of the topic."""
    u, best = case.u, case.match.best.unit
    if len(u.numbered) > 1 or any(each.task for each in u.numbered) or not (u.numbered or "a_group" in u.cues):
        return ()
    numerals = {f"{TABLE}-{numeral}" for each in u.numbered for numeral in (each.group, *each.loose)}
    groups = numerals or {case.topical_group}
    inside = tuple(unit for unit in rows if case.knowledge.units[unit].group in groups)
    if not (u.topic or u.named(Name.DOCUMENT)) or (best in groups and not numerals) or not inside:
        return inside
    return (best,) if best in inside else inside[:1] if len(inside) == 1 and case.weak else ()


def _of_list(case: Case, state: State) -> Ask | None:
    """One of the places just listed ("cái thứ 2 nói rõ hơn", "việc đầu hạn bao giờ")."""
    u, rows = case.u, _row(case, state)
    vain = _vain(case, rows)
    if vain is not None:
        return vain
    if case.lacks and u.may_lack:
        return None
    singled = _singled_out(case, state, rows)
    if singled is not None:
        return singled
    told_last = len(rows) > 1 and referents.one_of_two(u, state, case.knowledge)
    found = "" if told_last else _by_number(case, rows)
    # A task with rows of its own opens their list.
    beside = not case.knowledge.children.get(found)
    if found and u.topic:
        kind = Kind.LEGAL if u.sought_document else case.place_kind
        return Ask(kind, "one of the list, whatever is asked of it", units=(found,), from_context=beside)
    # "Hai việc về quỹ khác nhau chỗ nào" asks of two.
    told = _told(case, state) if not ({"pair", "compare"} <= u.cues or "against" in u.cues) else ""
    if told:
        return Ask(case.kind_carried, "one of the list, by its topic", units=(told,), from_context=True)
    some = _by_numbers(case, rows)
    if some:
        kind = Kind.COMPARE if referents.SIDE_BY_SIDE & u.cues else case.kind_carried
        return Ask(kind, "several of the list, by their numbers", units=some, from_context=True)
    if not _counts_rows(case, rows) or told_last or not case.elliptic_but_numbered:
        return None
    several = next((number for number in u.counts if 1 < number < len(rows)), 0) if "ends" in u.cues else 0
    if several:
        some = rows[-several:] if "last" in u.cues else rows[:several]
        return Ask(case.place_kind, "the first or last of the list", units=some, from_context=True)
    if not found:
        beyond = _bare(case) and u.counts[0] <= _MOST
        return Ask(Kind.SECTION, "no such number in the list", units=rows, missing="place") if beyond else None
    # A number looks like a figure; "còn 3?" goes on with what was asked of another.
    unasked = case.place_kind in {Kind.CONTENT, *([] if "asking" in u.cues else [Kind.FIGURE, Kind.LEGAL])}
    whole = {"detail", "verbatim"} & u.cues or unasked
    carried = case.kind_carried if case.carries_on and _bare(case) and len(state.units) == 1 else Kind.SECTION
    kind = carried if whole else case.place_kind
    return Ask(kind, "one of the list", units=(found,), from_context=beside)


def _vain(case: Case, rows: Sequence[str]) -> Ask | None:
    """What the plan lacks, asked of one of a list; of days it holds that of the reports."""
    u, meant = case.u, _by_number(case, rows)
    if meant == YEARLY_REPORT and "date" in u.cues:
        return Ask(Kind.REPORT, "the day of the reports, of a list", units=(meant,), from_context=True)
    # "Cái thứ hai nói rõ hơn đi" has no topic of the plan, and needs none.
    vain = bool(u.may_lack or u.surely_lacks) or case.lacking_kind != "off_topic"
    vain = vain and (case.lacks or case.goes_on_to_lacking) and len(u.question.syllables) > FEW
    cited = (d for d in case.knowledge.documents.values() if meant in d.units and fold(d.kind) == u.sought_document)
    vain = vain and not any(cited)
    if not vain or meant in {"", case.sure_place}:
        return None
    return case.decline("what the plan lacks, of one of the list")


def _singled_out(case: Case, state: State, rows: Sequence[str]) -> Ask | None:
    """The one of the list by its group, its body, its time ("việc ở nhóm III", "cái của Sở Tài chính", "cái 2025")."""
    u = case.u
    another = case.carries_on and len(state.units) == 1 and state.units[0] in rows
    one = "a_group" in u.cues and ("picks" in u.cues or another) and not _PLURAL & u.cues and len(rows) > 1
    grouped = _in_group(case, state.told if "back" in u.cues else rows) if one else ()
    if 0 < len(grouped) <= (referents.SIDES if u.numbered and not case.agencies else 1):
        kind = case.kind_carried if "asking" in u.cues or another else Kind.SECTION
        return Ask(kind, "the one of the list in a group", units=grouped, from_context=True)
    led = _led(case, state)
    if led:
        kind = case.kind_carried if "asking" in u.cues or state.kind in PLACE_KINDS else Kind.SECTION
        return Ask(kind, "the one of the list that a body leads", units=(led,), from_context=True)
    # What the last list leaves out may stand in one shown before.
    lists = (rows if len(rows) > 1 else state.earlier, *state.lists)
    dated = next((held for each in lists if (held := _dated(case, each))), ())
    return Ask(case.kind_carried, "of the list, by its time", units=dated, from_context=True) if dated else None


def _counts_rows(case: Case, rows: Sequence[str]) -> bool:
    """Whether an ordinal of the message may count in a list: it is no place's of a group, a part or the decision."""
    u = case.u
    placed = any(each.group or each.part or each.article for each in u.numbered)
    counts = {"ordinal", "ends"} & u.cues or _bare(case)
    if len(rows) <= 1 or not counts or {"next_few", "first_body"} & u.cues:
        return False
    return not placed and not (u.numbered and "same_group" in u.cues)


def _bare(case: Case) -> bool:
    """Whether a message is no more than a number ("5", "còn 3 thì sao")."""
    u = case.u
    told = u.topic or u.numbered or case.names or u.asks_whether
    return len(u.counts) == 1 and not told and u.cues <= {"also"} and len(u.question.syllables) <= SHORT


def _by_number(case: Case, rows: Sequence[str]) -> str:
    """The row that an ordinal tells, in a whole group by its number there; "" for none."""
    order = _ordinal(case, rows) if _counts_rows(case, rows) else None
    if order is None:
        return ""
    numbers, step = _numbers(case, rows), referents.step(case.u)
    found = numbers.get(str(order + 1), rows[order])
    every = tuple(case.knowledge.tasks) if numbers else rows
    return next(iter(referents.beside((found,), step, every)), "") if step else found


def _numbers(case: Case, rows: Sequence[str]) -> dict[str, str]:
    """The rows of a whole group by their numbers there; none where the list is no whole group."""
    units = case.knowledge.units
    every = case.knowledge.groups.get(units[rows[0]].group, ())
    # A list of a group leaves out the tasks whose rows it has.
    whole = set(every) - set(rows) <= {units[row].parent for row in rows}
    return {units[row].number: row for row in every} if whole else {}


def _by_numbers(case: Case, rows: Sequence[str]) -> tuple[str, ...]:
    """The rows that two or more numbers tell, and hardly anything else ("việc 1 với việc 2", "còn 3 với 4")."""
    u, tasks = case.u, [int(each.task) for each in case.u.numbered if each.task.isdecimal()]
    said = tuple(dict.fromkeys(tasks or u.counts))
    if "pair" in u.cues and len(said) > _TWO and said[0] == len(said) - 1:
        said = said[1:]  # "Hai việc 3 và 4".
    placed = any(each.group or each.part or each.article or each.loose for each in u.numbered)
    elsewhere = placed or case.doubts or {"how_many", "bodies", "inside", "ends", "next_few"} & u.cues
    joined = len(said) > 1 and (len(u.clauses) > 1 or not u.cues)
    if elsewhere or not joined or u.topic or case.names - {Name.PLACE} or len(rows) < _TWO:
        return ()
    numbers = _numbers(case, rows) or {str(place): row for place, row in enumerate(rows, 1)}
    found = tuple(numbers.get(str(number), "") for number in said)
    return found if all(found) else ()


def _of_group(case: Case, state: State) -> Ask | None:
    """A task of the group last opened by its bare number, where tasks are spoken of so ("thế số 10")."""
    u, rows = case.u, case.knowledge.groups.get(state.part, ())
    if (
        not state.numbered
        or state.listed
        or not ("ordinal" in u.cues or _bare(case))
        or u.topic
        or u.numbered
        or case.names
        or len(u.counts) != 1
    ):
        return None
    found = tuple(unit for unit in rows if case.knowledge.units[unit].number == str(u.counts[0]))
    return Ask(Kind.SECTION, "a number in the group opened", units=found, from_context=True) if found else None


def _row(case: Case, state: State) -> tuple[str, ...]:
    """What an ordinal counts: a group's rows, what was told from the first on, the list, else what was told."""
    told, tasks = referents.told(case.u, state, case.knowledge), case.knowledge.tasks
    named = case.u.named(Name.AGENCY) or case.referred
    if named and not all(row in tasks and set(named) & {*tasks[row].lead, *tasks[row].coord} for row in state.listed):
        return tuple(unit for unit, task in tasks.items() if set(named) & set(task.lead))
    if case.group:
        return case.knowledge.groups[case.group]
    if "at_first" in case.u.cues and len(told) > 1:
        return told
    rows = state.listed or referents.clauses(state, case.knowledge) or state.units
    if len(state.units) == 1 and len({case.knowledge.units[row].number for row in rows}) == 1 < len(rows):
        # Of places with one number in several groups one was chosen: others are counted in its group.
        group = case.knowledge.units[state.units[0]].group
        return case.knowledge.groups.get(group) or referents.clauses(state, case.knowledge)
    if state.kind in LISTS and 1 < len(state.units) < len(rows):
        return state.units  # Of those told last.
    schemes = tuple(row for row in rows if case.knowledge.units[row].parent == SCHEMES)
    rows = schemes if "schemes" in case.u.cues and len(schemes) > 1 else rows
    return rows if len(rows) > 1 else told


def _led(case: Case, state: State) -> str:
    """The only one of the list, or the one spoken of or near it, that a body leads ("cái của Sở Tài chính")."""
    u, tasks, body = case.u, case.knowledge.tasks, set(case.u.named(Name.AGENCY))
    more = {"which", "all", "how_many", "lead", "other", "part_in"} & u.cues or case.doubts
    if len(body) != 1 or "picks" not in u.cues or more or case.lacks or not (case.elliptic or u.vague):
        return ""
    if len(state.listed) > 1 and not state.agencies:
        led = [row for row in state.listed if row in tasks and body & set(tasks[row].lead)]
        return led[0] if len(led) == 1 else ""
    if "tasks" in u.cues or state.kind not in PLACE_KINDS or len(state.units) != 1:
        return ""
    near = (*state.units, *state.near[:FEW])
    return next((unit for unit in near if unit in tasks and body & set(tasks[unit].lead)), "")


def _dated(case: Case, rows: Sequence[str]) -> tuple[str, ...]:
    """The one of the list whose time holds the only year named ("cái đến 2030"), or all but it; () for neither."""
    u, units = case.u, case.knowledge.units
    years = u.named(Name.YEAR)
    if "picks" not in u.cues or {"pair", "that_task", "which"} & u.cues or len(u.topic) > 1 or len(years) != 1:
        return ()
    held = tuple(unit for unit in rows if years[0] in units[unit].deadline)
    if len(held) != 1 or len(rows) <= 1:
        return ()
    return tuple(unit for unit in rows if unit not in held) if "rest" in u.cues else held


def _told(case: Case, state: State) -> str:
    """The one of the list, else of the places near the last, that a few words tell ("cái miền núi"), "" for none."""
    told_before = (unit for unit in state.told if unit not in case.knowledge.groups)
    near = (unit for unit in state.near if case.same_sort(unit))
    rows = state.listed or tuple(dict.fromkeys((*told_before, *near)))
    # A noun that needs a referent tells none from another.
    several = not case.u.topic and (not state.listed or bool({"pair", "rest"} & case.u.cues))
    # "Cái đó cũng bên ngân hàng lo à" asks of what was told last.
    asked_of = "that_task" in case.u.cues and case.doubts and not {"asking", "back"} & case.u.cues
    if case.lacks or case.u.vague or several or asked_of or {"most", "least"} & case.u.cues:
        return ""
    told = _best_told(case, rows)
    # Of a few told side by side the one that holds all the words is meant, even where they speak more for another.
    words = _words(case, told) if told and len(rows) <= referents.SIDES else frozenset()
    elsewhere = case.margin >= case.thresholds["told"] and case.match.best.unit != told
    if elsewhere and not (words.issuperset(case.u.topic) and "back" not in case.u.cues):
        return ""
    # The first row of a list may be meant, but not what was just told.
    listed = len(state.units) > 1 and state.kind != Kind.COMPARE
    return told if listed or told not in state.units[:1] else ""


def _best_told(case: Case, rows: Sequence[str]) -> str:
    """The row that a few words speak of clearly more than of the others ("cái cho nông nghiệp"), "" for none."""
    u = case.u
    # "Tui hỏi khúc cho htx vay làm ăn ấy" points at one.
    pointed = "anaphora" in u.cues and not ("correction" in u.cues or u.may_lack or case.lacks)
    most = SHORT if pointed else 2 * FEW if len(rows) <= referents.SIDES else FEW
    if "picks" not in u.cues or len(u.topic) > most or u.mentions or len(rows) < _TWO:
        return ""
    few = len(u.topic) <= FEW
    held = [unit for unit in rows if (few and unit in u.met) or _words(case, unit).issuperset(u.topic)]
    # Of a few a single one may have the words, or be what their topic is met at.
    if u.topic and len(held) == 1 and len(rows) <= referents.SIDES and not {"which", "amount"} & u.cues:
        return held[0]
    if not few:
        return ""
    rank = sorted(rows, key=lambda unit: -u.margins[unit])
    first, second = u.margins[rank[0]], u.margins[rank[1]]
    # Words that elsewhere mean nothing may tell a row ("điểm nào giao cơ quan đầu mối").
    told = first > BACKGROUND if u.topic else case.sure_place == rank[0]
    return rank[0] if told and first - second > case.thresholds["gap"] else ""


def _ordinal(case: Case, rows: Sequence[str]) -> int | None:
    """The place in a list that a message names ("cái thứ 2 …"), in few words ("số 1", "cái cuối"), from 0.

    Of the first or last one more may be said, if mostly in its own words.
    """
    u, listed = case.u, "ordinal" in case.u.cues
    tasks = [int(each.task) for each in u.numbered if each.task.isdecimal()]
    said = len(u.question.syllables) - sum(mention.end - mention.start for mention in u.mentions)
    few = len(u.topic) <= 1 and (listed or said <= SHORT)
    end = len(rows) - 1 if "last" in u.cues else 0 if "first" in u.cues else None
    if "middle" in u.cues and len(rows) % _TWO:
        end = len(rows) // _TWO
    exact = listed and bool(u.nth or tasks)
    if end is not None and not exact:
        spare = len(u.topic) <= FEW and (case.weak or case.match.best.unit in rows)
        return end if few or ("picks" in u.cues and (spare or _quoted(case, rows[end]))) else None
    numbers = (*tasks, u.nth) if exact else (*tasks, *u.counts) if few else ()
    return next((number - 1 for number in numbers if 1 <= number <= len(rows)), None)


def _quoted(case: Case, row: str) -> bool:
    """Whether most words of the topic stand in a row."""
    topic = set(case.u.topic)
    return 2 * len(topic & _words(case, row)) > len(topic)


def _words(case: Case, unit: str) -> frozenset[str]:
    """The words of a place."""
    return plain_words(case.knowledge.units[unit].text)

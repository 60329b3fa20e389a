"""Figures of the targets: in their own words, all of a year; and things that the plan lacks."""

from __future__ import annotations

from collections.abc import Collection

from knowledge.landmarks import SUMMED
from knowledge.model import Kind as UnitKind
from nlp.ask import LACKING, Ask, Kind
from nlp.claims import claims
from nlp.figures import spans_of, told
from nlp.mention import Name
from nlp.normalise import plain_words
from nlp.rules.after_figure import FIGURES
from nlp.rules.case import TARGET_YEARS, Case

_PLAN_YEARS = TARGET_YEARS | {"2021", "2022", "2023", "2025"}
_TWO = 2
_OF_WHOLES = frozenset({"check", "each", "sum", "year_which"})
"""Cues of what is asked of a figure as a whole."""
_NO_FIGURES = frozenset({"absent_target", "money", "other_place", "penalty"})
"""What a wording may ask of a target that no words of its figures make up for."""
_LOCAL, _PROVINCE = "area:local", "area:province"
"""The signals of words for less than the province and for all of it."""
_BROAD = ("II-2-2030-1", "II-2-2045")
"""Targets in whose words alone a message must speak to mean all targets."""


def measured(case: Case) -> Ask | None:
    """A figure of which the message speaks in the figure's own words alone, whatever else the words may look like."""
    u, best = case.u, case.match.best
    if best.unit not in u.measured or best.unit in u.besides or len(u.parts) > 1:
        return None
    years = set(u.named(Name.YEAR))
    if _of_no_figure(case) or _of_others(case) or _of_no_word(case):
        return None
    odd = {Name.DISTRICT, Name.AGENCY, Name.DOCUMENT} & {mention.name for mention in u.mentions}
    asked = case.place_kind is Kind.FIGURE or "how_many" in u.cues
    # The words alone cannot tell a target that is set from one that is not: the figure's own words can.
    unset = sum(u.asks.get(f"{LACKING}{kind}", 0.0) for kind in ("absent_target", "other_year"))
    # Who speaks of targets already and says a figure's words asks for no more than it.
    goes_on = case.figured and bool(case.figures_said) and "how_many" in u.cues
    hopeless = u.surely_lacks or (u.lacking - unset >= case.thresholds["decline"] and not goes_on)
    hopeless = hopeless or u.may_lack in _NO_FIGURES
    if odd or not asked or hopeless:
        return None
    own = {year for year in years if year in best.unit}
    if years != own or best.probability < case.thresholds["sure"]:
        return None
    if own or "present" not in u.cues:
        return Ask(Kind.FIGURE, "a figure in its own words", units=(best.unit,), years=tuple(own))
    return None


def of_several(case: Case) -> Ask | None:
    """Figures of several targets, each told by a clause of its own ("số hợp tác xã, số thành viên, số cán bộ").

    What the words of a clause leave open is a target that another clause tells, else the likelier one.
    """
    u = case.u
    hopeless = FIGURES & case.names or case.agencies or u.surely_lacks or u.may_lack or "compare" in u.cues
    if case.place_kind is not Kind.FIGURE or hopeless:
        return None
    if not plain_words(case.knowledge.target_text).issuperset(u.topic):
        return None
    years = TARGET_YEARS.intersection(u.named(Name.YEAR)) or TARGET_YEARS
    figures = [figure for figure in case.knowledge.figures if figure.year in years]
    # "Bao nhiêu phần trăm hợp tác xã tổ chức và hoạt động theo luật": of all that are counted a share is asked.
    shares = [" ".join(u.question.folded[a:b]) for a, b in u.signals.of("share")]
    parts = [figure for figure in figures if not figure.general]
    clauses = [clause for clause in u.clauses if not set(u.topic).isdisjoint(clause.split())]
    asked = (parts if any(share in clause for share in shares) else figures for clause in clauses)
    found = [{figure.unit for figure in told(clause, of)} for clause, of in zip(clauses, asked, strict=True)]
    if not all(found):
        return None
    sure = {unit for units in found if len(units) == 1 for unit in units}
    likeliest = (max(units & sure or units, key=lambda unit: u.margins[unit]) for units in found)
    meant = tuple(dict.fromkeys(likeliest))
    return Ask(Kind.FIGURE, "the targets that the clauses tell", units=meant) if len(meant) > 1 else None


def of_part(case: Case) -> Ask | None:
    """A part of a figure of the targets ("trong 825 cái bao nhiêu nuôi tôm"): only what is a figure itself is set."""
    u, best = case.u, case.match.best.unit
    opened = {end for _, end in u.signals.of("of_whole")}
    asked = max((end for _, end in u.signals.of("amount")), default=0)
    valued = [m for m in u.mentions if m.name in FIGURES and m.end <= asked]
    wholes = {f"{m.value}%" if m.name is Name.PERCENT else m.value for m in valued}
    figures = [figure for figure in case.knowledge.figures if figure.year in best]
    said = [figure for figure in figures if figure.digits in wholes]
    if len(wholes) != 1 or not said or _OF_WHOLES & u.cues or case.agencies:
        return None
    called = {cue for figure in said for cue in figure.cues}
    parts = [f for f in figures if f not in said and not f.general]
    meant = [f for f in parts if spans_of(u.question.plain, tuple(cue for cue in f.cues if cue not in called))]
    units = () if _against_unset(case) else tuple(dict.fromkeys(figure.unit for figure in meant))
    if units:
        return Ask(Kind.FIGURE, "a figure among those of another", units=units) if best not in units else None
    own = plain_words(case.knowledge.units[best].text)
    beyond = any(word in u.topic and word not in own for word in u.question.folded[max(m.end for m in valued) :])
    if not beyond and opened.isdisjoint(m.start for m in valued):
        return None
    return case.decline("a part of a figure that is none itself", "absent_target")


def of_district(case: Case) -> Ask | None:
    """A district's or a commune's share of a target ("huyện tôi phải có mấy hợp tác xã"): none is set by district.

    It stands before the number asked for, with no punctuation between, and the province nowhere.
    """
    u = case.u
    asked = [start for start, _ in u.signals.of("how_many")]
    local = [end for _, end in u.signals.of(_LOCAL)]
    said = any(end <= amount and u.question.breaks.isdisjoint(range(end, amount)) for end in local for amount in asked)
    said = said and _PROVINCE not in u.signals.at
    target = case.knowledge.units[case.match.best.unit].kind is UnitKind.TARGET
    if not said or not target or u.ask() != Kind.FIGURE:
        return None
    return case.decline("no target by district", "absent_target")


def of_each_year(case: Case) -> Ask | None:
    """The figure of both target years, told by its own words ("liên kết 2030 với 2045").

    Where no year is named the words must be those of both, and no others ("tỷ lệ liên kết").
    """
    u, plain, years = case.u, case.u.question.plain, case.u.named(Name.YEAR)
    of_one = bool(years) and not TARGET_YEARS.issubset(years)
    if of_one or FIGURES & case.names or u.surely_lacks or u.may_lack or case.agencies:
        return None
    if case.place_kind is not Kind.FIGURE or "compare" in u.cues:
        return None
    if not years and (case.figured or (u.cues and not {"how_many", "share"} & u.cues)):
        return None
    of_years = [[f for f in case.knowledge.figures if f.year == year] for year in sorted(TARGET_YEARS)]
    meant = [found[0] for figures in of_years if (found := told(plain, figures))]
    if "either_year" in u.cues:
        # "Phụ nữ đứng đầu HTX là mốc 2030 hay 2045": of one year alone, unless the words are those of both.
        meant = [figure for figure in meant if not figure.general] or meant
    units = tuple(dict.fromkeys(figure.unit for figure in meant))
    either = set(meant) <= set(told(plain, case.knowledge.figures)) and u.measured.issuperset(units)
    if len(units) <= 1 or not (years or either):
        return None
    return Ask(Kind.FIGURE, "the target of each year", units=units)


def unsaid(case: Case) -> Ask | None:
    """A figure asked for without a word of what ("đến 2030 đạt bao nhiêu phần trăm"): the targets to choose from."""
    u = case.u
    years = u.named(Name.YEAR)
    alone = len(u.mentions) == len(years) and TARGET_YEARS.issuperset(years) and not {"all", "anaphora"} & u.cues
    spoken_of = case.state is not None and case.state.units
    if spoken_of or not alone or u.ask() != Kind.FIGURE or "how_many" not in u.cues or u.surely_lacks or u.may_lack:
        return None
    if (u.topic and "targets" not in u.cues) or not u.measured.issuperset(_BROAD if u.topic else ()):
        return None
    if told(u.question.plain, case.knowledge.figures):
        return None
    targets = (unit for unit in case.knowledge.plan.units if unit.kind is UnitKind.TARGET)
    meant = tuple(unit.id for unit in targets if not years or any(year in unit.id for year in years))
    if len(meant) == 1:
        return Ask(Kind.FIGURE, "all figures of a year", units=meant, years=years)
    return Ask(Kind.UNCLEAR, "a figure, and no word of which", units=meant, missing="place", role=Kind.FIGURE)


def _of_no_figure(case: Case) -> bool:
    """Whether a message in a target's own words asks for none of its figures ("năm 2045 bao nhiêu hợp tác xã")."""
    u, unit = case.u, case.match.best.unit
    asked = "how_many" in u.cues or (not u.cues and case.place_kind is Kind.FIGURE)
    if unit not in u.measured or not u.named(Name.YEAR) or not asked or "targets" in u.cues:
        return False
    return not case.figures_said


def _of_no_word(case: Case) -> bool:
    """Whether the targets themselves are counted, in words of no figure ("có bao nhiêu chỉ tiêu đến 2030")."""
    u = case.u
    return u.vague and {"targets", "how_many"} <= u.cues and "share" not in u.cues and not case.figures_said


def _against_unset(case: Case) -> bool:
    """Whether a target is held against another time than those of the targets ("tăng bao nhiêu so với năm 2022")."""
    u, years = case.u, case.u.named(Name.YEAR)
    other = "now" in u.cues or bool(set(years) - TARGET_YEARS)
    return {"against", "how_many"} <= u.cues and other


def _of_others(case: Case) -> bool:
    """Whether a message asks for a figure of those that it is not set for."""
    plain, said = case.u.question.plain, case.figures_said
    if case.u.named(Name.PERCENT) or case.u.named(Name.NUMBER) or not said:
        return False
    return any(spans_of(plain, figure.others) for figure in said) or _of_a_sort(case) or _of_a_share(case)


def _of_a_sort(case: Case) -> bool:
    """Whether the cooperatives of one sort are asked for, of which no target speaks ("số hợp tác xã trồng mía")."""
    u, folded, own = case.u, case.u.question.folded, plain_words(case.knowledge.target_text)
    asked = "how_many" in u.cues or case.place_kind is Kind.FIGURE
    if not asked or "sum" in u.cues:
        return False
    leads = dict(u.signals.of("of_sort"))
    cues = tuple(c for figure in case.figures_said if figure.general and figure.unit == SUMMED for c in figure.cues)
    ends = (len(u.question.plain[:end].split()) for _, end in spans_of(u.question.plain, cues))
    sorts = [() if end in u.question.breaks else folded[leads.get(end, end) :][:_TWO] for end in ends]
    named = (words and words[0] in u.topic and not own.issuperset(set(words) & set(u.topic)) for words in sorts)
    return bool(sorts) and all(named)


def _of_a_share(case: Case) -> bool:
    """Whether a share is asked for where the figures told are none ("phi nông nghiệp chiếm bao nhiêu phần trăm")."""
    return "share" in case.u.cues and not any(figure.value.endswith("%") for figure in case.figures_said)


def all_targets(case: Case) -> Ask | None:
    """All targets of a year ("liệt kê các chỉ tiêu tới 2030")."""
    u = case.u
    years = tuple(year for year in u.named(Name.YEAR) if year in TARGET_YEARS)
    listed = ({"all", "targets"} <= u.cues or ("targets" in u.cues and u.vague)) and not u.surely_lacks
    listed = listed and "check" not in u.cues and not FIGURES & {m.name for m in u.mentions}
    listed = listed and not case.agencies and not u.named(Name.DISTRICT) and u.may_lack != "absent_target"
    broad = not u.topic or all(unit in u.measured for unit in _BROAD)
    if years and listed and broad and "how_many" not in u.cues:
        return Ask(Kind.OVERVIEW, "all targets of a year", years=years)
    return None


_PREMISED = frozenset({"reason", "absent_target", "other_year", "law_content", "opinion"})
"""Things that the plan lacks which a message seems to want that only takes something wrong for granted."""


def premise(case: Case) -> Ask | None:
    """A wrong thing taken for granted is put right, even where the plan lacks what is asked ("Vì sao Sở Y tế …")."""
    u, best = case.u, case.match.best
    if best.probability < case.thresholds["structured"] or case.weak or u.surely_lacks:
        return None
    likeliest = case.lacking_kind
    lacks = case.lacks and likeliest in _PREMISED
    if not (lacks or FIGURES & case.names):
        return None
    said = claims(u, best.unit, case.knowledge)
    # A figure said is taken for granted if it is the plan's, and also a wrong one where none is asked for.
    valued = any(claim.name in FIGURES and (claim.right is not False or "how_many" not in u.cues) for claim in said)
    stated = valued or "reason" in {likeliest, u.may_lack} or ("check" in u.cues and not likeliest.endswith("year"))
    right = {claim.name for claim in said if claim.right is not False}
    # "30% mà không phải 50": what is contrasted is not taken for granted.
    contrasted = right | (FIGURES if FIGURES & right else set()) | {Name.NONE}
    wrong = [claim for claim in said if claim.right is False and claim.name not in contrasted]
    other_year = valued and any(claim.value in TARGET_YEARS for claim in wrong)
    if not stated or not wrong or not (other_year or lacks):
        return None
    kind = Kind.LEAD if any(claim.name is Name.AGENCY for claim in wrong) else case.place_kind
    target = case.knowledge.units[best.unit].kind is UnitKind.TARGET
    return Ask(
        Kind.FIGURE if target else kind,
        "a wrong thing taken for granted",
        units=(best.unit,),
        agencies=case.agencies,
        years=u.named(Name.YEAR),
        wants="premise",
    )


def lacking(case: Case) -> Ask | None:
    """A thing that the plan lacks, by its words; or a target's figure for a year or a district that has none."""
    u = case.u
    if case.lacks:
        others = "absent_target" if "how_many" in u.cues and _of_others(case) and not u.surely_lacks else ""
        return case.decline("the plan lacks the thing wanted", others)
    if "check" in u.cues:
        return None
    unit = case.knowledge.units[case.match.best.unit]
    target = unit.kind is UnitKind.TARGET
    years = set(u.named(Name.YEAR))
    later = {year for year in years - _PLAN_YEARS if year > max(_PLAN_YEARS - TARGET_YEARS)}
    # "2045 là 20% rồi, mốc 2040 thì bao nhiêu" tells the figure of one year and asks for another's.
    asked = years == later or (bool(FIGURES & case.names) and "how_many" in u.cues)
    if later and asked and (target or unit.kind is UnitKind.GENERAL_TARGET or case.weak):
        return case.decline("no target for that year", "other_year")
    if len(years) == 1 and years <= TARGET_YEARS and "how_many" in u.cues:
        told_of = {figure.year for figure in told(u.question.plain, case.knowledge.figures)}
        if told_of and not told_of & years and (target or u.measured):
            return case.decline("the figure is set for another year", "absent_target")
    return _unset(case, unit.id, years) if target and case.place_kind in {Kind.FIGURE, Kind.CONTENT} else None


def _unset(case: Case, unit: str, years: Collection[str]) -> Ask | None:
    """A figure of a target that is not set: of no figure's words, as it stands now, of another year, by district."""
    u = case.u
    if _of_no_figure(case):
        return case.decline("none of the target's figures", "absent_target")
    if _of_others(case):
        return case.decline("a figure that is set for others", "absent_target")
    if _against_unset(case):
        return case.decline("how far a target is from what is not set", "statistic")
    present = u.asks.get(f"{LACKING}statistic", 0.0) >= case.thresholds["backed"]
    if present and {"now", "how_many"} <= u.cues and not years and "targets" not in u.cues:
        return case.decline("a figure as it stands now", "statistic")
    if years and not (_PLAN_YEARS - {"2025"}).intersection(years):
        return case.decline("no target for that year", "other_year")
    if len(years) == 1 and TARGET_YEARS.issuperset(years) and not any(year in unit for year in years):
        return case.decline("the target is set for another year", "absent_target")
    if u.named(Name.DISTRICT) and u.lacking > case.thresholds["near"]:
        return case.decline("no target by district", "absent_target")
    return None

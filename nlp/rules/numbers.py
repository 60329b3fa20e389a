"""Places named by their number."""

from __future__ import annotations

from nlp.ask import Ask, Kind
from nlp.mention import Name
from nlp.numbered import ROMAN, Numbered
from nlp.places import Found, locate
from nlp.rules.case import Case


def numbered(case: Case) -> Ask | None:
    """Places by their number."""
    u = case.u
    if not u.numbered:
        return None
    found = [locate(each, case.state.part if case.state else "", case.knowledge) for each in u.numbered]
    found = [each for each in found if each.units or each.choices or each.near]
    if not found:
        return None
    if len(found) > 1:
        return _several(case, found)
    one = found[0]
    by_numeral = u.question.folded[u.numbered[0].end - 1] in ROMAN
    named_part = u.numbered[0].part and not by_numeral and not _numerals(u.numbered[0])
    if (
        named_part
        and (u.topic or u.named(Name.DOCUMENT))
        and case.match.best.unit not in one.units
        and case.match.best.probability > case.thresholds["sure"]
    ):
        return None
    if len(one.units) > 1 and one.part in case.knowledge.groups:
        whole = _in_group(case, one.part)
        if whole is not None:
            return whole
    if one.choices:
        likely = [
            c.unit for c in case.match.candidates if c.unit in one.choices and c.probability > case.thresholds["sure"]
        ]
        if likely and u.topic:
            return Ask(
                Kind.SECTION, "numbered place, told apart by its topic", units=tuple(likely[:1]), agencies=case.agencies
            )
        return Ask(Kind.UNCLEAR, "a number that several places have", units=one.choices, missing="place")
    if one.units:
        return Ask(Kind.SECTION, "numbered place", units=one.units, group=one.part, agencies=case.agencies)
    return Ask(Kind.SECTION, "no such place", units=one.near, missing="place", group=one.part)


def _numerals(numbered: Numbered) -> bool:
    """Whether a place has more than the name of a part."""
    return bool(numbered.task or numbered.clause or numbered.dash or numbered.loose or numbered.group)


def _several(case: Case, found: list[Found]) -> Ask | None:
    """Several numbered places: side by side."""
    units = tuple(dict.fromkeys(each.units[0] for each in found if each.units))
    if len(units) > 1:
        return Ask(Kind.COMPARE, "numbered places", units=units)
    if units:
        return Ask(Kind.SECTION, "numbered place", units=units, agencies=case.agencies)
    return Ask(Kind.SECTION, "no such place", units=found[0].near, missing="place") if found[0].near else None


def _in_group(case: Case, group: str) -> Ask | None:
    """A question to the table within a group."""
    kind = max((Kind.DUTIES, Kind.COUNT, Kind.RANK, Kind.SCHEDULE), key=case.likely)
    if case.likely(kind) >= case.thresholds["structured"] and (kind is not Kind.DUTIES or case.agencies):
        return Ask(
            kind, "within a group", agencies=case.agencies, group=group, role=case.role, years=case.u.named(Name.YEAR)
        )
    if case.agencies:
        return Ask(Kind.DUTIES, "a body within a group", agencies=case.agencies, group=group, role=case.role)
    if {"ongoing", "yearly", "period"} & case.u.cues:
        return Ask(Kind.SCHEDULE, "a time within a group", group=group, years=case.u.named(Name.YEAR))
    return None

"""All that a rule may look at, and the words that several rules share."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from knowledge.landmarks import DISTRICTS
from knowledge.model import Kind as UnitKind
from nlp import referents
from nlp.ask import LACKING, PLACE_KINDS, Ask, Kind
from nlp.filter import Filter, Says, conditions
from nlp.mention import Name
from nlp.normalise import fold, plain_text, plain_words
from nlp.rules.asides import without
from nlp.rules.named import bodies_of, named_bodies
from nlp.rules.spoken import DOCUMENT, GROUP, Spoken

TARGET_YEARS = frozenset({"2030", "2045"})
SHORT = 7
LONG = 12
FEW = 3
_TWO = 2
_LEAST = 1e-4
SEVERAL = 4
"""So many places are answered one under the other; more are offered to choose from."""
_PARTICULAR = frozenset(
    LACKING + kind for kind in ("money", "eligibility", "procedure", "penalty", "statistic", "person")
)
"""Things asked of a place that the plan never says of any."""
_OF_NONE = _PARTICULAR | {LACKING + kind for kind in ("contact", "status", "structure", "opinion")}
"""… nor of a group, a row or a body."""
_OFF_TOPIC = LACKING + "off_topic"
_OF_NOBODY = frozenset({"person", "off_topic"})
"""Things lacked that a body is no answer to ("mua chuộc cán bộ thuế thì gặp ai")."""
_POINTED = "that:"
_DUTIES = frozenset({"compare", "comparative", "tasks", "which"})
"""Cues by which bodies pointed at are asked about, not the place that they lead."""
_ISSUE_YEAR = "2023"
_ANY_SORT = "any"
"""A cue "that:so" points back to a body of a sort, "that:lead" to one by its part in the task, "that:any" to any."""


@dataclass(frozen=True)
class Case(Spoken):
    """All that a rule may look at: the evidence, the conversation that it stands in, and what both come to."""

    @cached_property
    def elliptic(self) -> bool:
        """Whether the message names no topic of its own, or in a conversation one that no place answers to."""
        named = self.u.named(Name.DOCUMENT) or self.u.numbered
        if named or not self.u.topic:
            if len(self.u.question.syllables) <= _TWO and not {"lead", "coord"} & self.u.cues:
                return not named
            # Some places are told by words that elsewhere mean nothing ("ai đề nghị ban hành").
            return not named and self.u.bare_margin < self.thresholds["told"]
        if self.echoes:
            return True
        if self.u.vague and self.state is not None and self.state.units:
            spoken_of = fold(self.knowledge.units[self.state.units[0]].text)
            least = self.thresholds["owned" if self.u.goes_on else "faint"]
            other = self.margin >= least and self.match.best.unit not in self.state.units
            return all(word in spoken_of for word in self.u.topic) and not other
        few, one = len(self.u.topic) <= FEW, len(self.u.topic) == 1
        faint = self.margin < self.thresholds["faint"]
        faint = faint and "also" not in self.u.cues and not (self.asks_anew and self.margin >= self.thresholds["weak"])
        return self.state is not None and ((self.weak and few) or (one and faint))

    @property
    def echoes(self) -> bool:
        """Whether a short message asks who does what the place spoken of begins with ("ai tư vấn")."""
        asked = "body" in self.u.cues and bool(self.u.topic) and not self.u.goes_on
        if not asked or len(self.u.question.syllables) > SHORT or self.spoken_of is None:
            return False
        begins = plain_text(self.spoken_of.text).split()[: FEW + 1]
        return self.spoken_of.kind is UnitKind.TASK and set(begins).issuperset(self.u.topic)

    @property
    def elliptic_but_numbered(self) -> bool:
        """Whether the message names hardly any topic of its own but perhaps a number."""
        faint = len(self.u.topic) < FEW and self.margin < self.thresholds["faint"]
        return (not self.u.topic or faint) and not self.u.named(Name.DOCUMENT)

    @property
    def about_body(self) -> bool:
        """Whether a body is named and little or nothing of one task is said beside it."""
        if not self.agencies or ("check" in self.u.cues and self.u.bare_margin >= 0):
            return False
        near_none = self.u.bare_margin < self.thresholds["bodied"] and len(self.u.topic) < FEW
        sure = self.likely(Kind.DUTIES) >= self.thresholds["sure"] and len(self.u.topic) <= FEW
        return not self.u.topic or near_none or sure or (self.margin < 0 and len(self.u.topic) <= 2 * FEW)

    @property
    def bodied(self) -> bool:
        """Whether few words stand beside a body, none of them sure of a place, and its duties may be meant."""
        least = self.thresholds["bodied"]
        few = len(self.u.topic) <= FEW and self.margin < least
        return few and self.likely(Kind.DUTIES) >= least

    @cached_property
    def agencies(self) -> tuple[str, ...]:
        """The agencies named or pointed back to; a district for its committee where duties are asked."""
        named, districts = named_bodies(self.u, self.knowledge), self.u.named(Name.DISTRICT)
        if named and self.bodies and self._named_beside:
            return self.bodies
        if named and districts and "lead" in self.u.cues and {"shared", "jointly"} & self.u.cues:
            return tuple(dict.fromkeys((*named, *districts)))
        if named:
            return named
        if self.referred:
            return self.referred
        if self.pointed and ("body" not in self.u.cues or "places" in self.u.cues):
            return self.bodies
        if not districts or ("body" in self.u.cues and self.state is not None):
            return ()
        alone = not self.u.topic or (self.doubts and self.elliptic)
        goes_on = self.state is not None and alone
        # "Huyện chủ trì gì trong nhóm III", "bao nhiêu phần trăm do huyện chủ trì": its rows, not all of them.
        of_rows = bool(self.u.numbered) or {"how_many", "tasks"} <= self.u.cues
        within = of_rows and bool({"lead", "coord"} & self.u.cues) and not self.u.topic
        duties = within or self.likely(Kind.DUTIES) >= self.thresholds["structured"]
        return districts if goes_on or duties else ()

    @property
    def _named_beside(self) -> bool:
        """Whether a body is only named beside the one pointed at ("cơ quan đó còn làm gì với các huyện nữa")."""
        if "other" not in self.u.cues:
            return False
        pointing = {cue for cue in self.u.cues if cue.startswith(_POINTED)} - {GROUP, DOCUMENT}
        pointed = [end for _, end in self.u.signals.of(*pointing)]
        bodies = [mention.start for mention in self.u.mentions if mention.name is Name.AGENCY]
        return bool(pointed and bodies) and min(pointed) <= min(bodies)

    @cached_property
    def pointed(self) -> bool:
        """Whether the message points back to a body ("sở đó", "họ")."""
        pointing = any(cue.startswith(_POINTED) and cue not in {GROUP, DOCUMENT} for cue in self.u.cues)
        return pointing or bool(self.referred)

    @property
    def cells(self) -> tuple[Says, ...]:
        """What the message says of columns or roles, of the body told where it names none ("sở đó không chủ trì")."""
        each = ((said, (said.what,) if said.what else self.told) for said in self.u.cells)
        return tuple(replace(said, what=body) for said, bodies in each for body in bodies)

    @property
    def spare(self) -> bool:
        """Whether the message says hardly more than what it asks of the thing under discussion."""
        return not self.u.topic or self.elliptic

    @cached_property
    def referred(self) -> tuple[str, ...]:
        """The bodies pointed at by their place in the conversation ("hai sở đó", "sở trước"), () for none."""
        if self.state is None:
            return ()
        # "Việc nào hai cơ quan cùng chủ trì" points at none, nor does "hai việc đó hai sở khác nhau à".
        if {"that_task", "many_leads", "three_leads"} & self.u.cues:
            return ()
        # "Hai cái khác nhau chỗ nào" are places.
        compared = "compare" in self.u.cues or {"comparative", "many"} <= self.u.cues
        compared = compared and "body" in self.u.cues and not ("pair" in self.u.cues or self.u.mentions)
        compared = compared and len(self.u.topic) < FEW
        pointed = bool(referents.BODIES & self.u.cues)
        if not compared and not (pointed and self.spare):
            return ()
        found = referents.bodies(self.u, self.state, self.knowledge)
        # "Cả hai sở à?" asks of the place that both lead, unless their duties are asked for.
        duties = bool(_DUTIES & self.u.cues) or self.likely(Kind.DUTIES) >= self.thresholds["structured"]
        return found if duties or not referents.of_place(found, self.state, self.knowledge) else ()

    @property
    def asks_title(self) -> bool:
        """Whether the name of a group is asked for, not its rows ("nhóm cuối tên là gì")."""
        asked = "title" in self.u.cues or self.u.may_lack == "person"
        of_group = "a_group" in self.u.cues and not any(each.task for each in self.u.numbered)
        return asked and of_group and "how_many" not in self.u.cues

    @property
    def asks_aim(self) -> bool:
        """Whether the message asks what the task or target spoken of is for, not the plan ("nhằm mục đích gì")."""
        u, unit, told = self.u, self.spoken_of, self.state is not None and self.state.kind in PLACE_KINDS
        pointed = {"anaphora", "aims"} & u.cues and not {"own_plan", "issues"} & u.cues
        if not pointed or "purposes" not in u.cues or unit is None or self.agencies or self.names - {Name.PLACE}:
            return False
        one = told and unit.kind in {UnitKind.TASK, UnitKind.TARGET}
        return one and not self.names_sort and plain_words(unit.text).issuperset(u.topic)

    @property
    def held_in_group(self) -> bool:
        """Whether the message asks if what was spoken of stands in a group that it names ("việc này ở nhóm II à")."""
        # "Nhóm III có việc nào của sở này không" points at the body.
        pointing = {"that_task", "anaphora"} & self.u.cues and not (self.group or self.pointed)
        named = any(each.group and not each.task for each in self.u.numbered) or self.topical_group
        return bool(pointing and "a_group" in self.u.cues and named and self.doubts) and self.names <= {Name.PLACE}

    @cached_property
    def bodies(self) -> tuple[str, ...]:
        """The bodies that the conversation is about, of the sort or in the part that the message points back to.

        Those asked for, else those that lead the place, else those that its text or its column of coordination names,
        else any met before. Where who coordinates was told last, that body goes before.
        """
        state, agencies = self.state, self.knowledge.agencies
        if state is None:
            return ()
        if self.referred:
            return self.referred
        pointing = {cue for cue in self.u.cues if cue.startswith(_POINTED)} - {GROUP, DOCUMENT}
        called = {cue.removeprefix(_POINTED) for cue in pointing}
        sorts = called - {_ANY_SORT, "lead", "coord"}
        first, *before = [bodies_of(unit, self.knowledge) for unit in (*state.units[:1], *state.earlier[:FEW])] or [()]
        beside = tuple(body for unit in state.units[:1] for body in self.joining(unit))
        part = next((each for name, each in (("lead", first), ("coord", beside)) if name in called), ())
        last = beside if state.kind == Kind.COORD and pointing else ()
        further = (beside, *before, *((body,) for body in state.met)) if pointing else ()
        for bodies in (last, state.agencies, first, *further):
            fitting = part or tuple(body for body in bodies if not sorts or agencies[body].kind in sorts)
            if fitting:
                return fitting
        return ()

    def joining(self, unit: str) -> tuple[str, ...]:
        """The bodies that the column of coordination names for a place; the districts stand there beside all sở."""
        task = self.knowledge.tasks.get(unit)
        return tuple(body for body in task.coord_named if body != DISTRICTS) if task is not None else ()

    def led_by_others(self, rows: Iterable[str], bodies: Collection[str]) -> tuple[str, ...]:
        """Those of some rows that none of some bodies leads."""
        return tuple(row for row in rows if not set(bodies) & set(self.knowledge.tasks[row].lead))

    @cached_property
    def conditions(self) -> Filter:
        """The conditions on rows of the table that the message says, and those that it sets aside."""
        named = "a_group" in self.u.cues and len(self.u.topic) > 1 and not {"most", "least"} & self.u.cues
        likeliest = self.likeliest_group(self.thresholds["named_group"]) if named else ""
        group = self.group or self.titled_group or likeliest
        said = conditions(self.u.cues, years=self.u.named(Name.YEAR), quarters=self.u.named(Name.QUARTER), group=group)
        if self.u.aside is None:
            return said
        who = "body" in self.u.cues and not {"which", "tasks", "most", "least", "exactly", "how_many"} & self.u.cues
        return without(said, self.u.aside, self.told, self.knowledge, who=who)

    @property
    def told(self) -> tuple[str, ...]:
        """The bodies that the message is about, else those that the conversation is, but for one of them set aside."""
        spoken_of = self.state.agencies if self.state is not None else ()
        left = self.u.aside.mentions if self.u.aside is not None else ()
        rest = tuple(body for body in spoken_of if all(body != mention.value for mention in left))
        return self.agencies or rest or spoken_of

    @cached_property
    def lacks(self) -> bool:
        """Whether the plan lacks the thing wanted."""
        few = len(self.u.topic) <= FEW
        # A topic alone asks for nothing that could lack, and what a place is sure of is not off the plan's topics.
        quoted = self.quoted and (self.margin > 1 or bool(self.u.recurring))
        keyword = quoted or (few and (self.margin > 1 or (self.u.cues <= {"wanting"} and not self.weak)))
        held = self.margin >= self.thresholds["faint"] and self.match.best.probability >= self.thresholds["sure"]
        off_topic = self.lacking_kind == "off_topic"
        keyword = keyword or (held and (off_topic or self.scattered)) or bool(self.u.besides) or self.sets_year
        # "Còn … thì sao" asks for whatever there is of what is told.
        told = self.margin >= self.thresholds["faint"] and "asking" not in self.u.cues
        if "also" in self.u.cues and told and not (self.u.surely_lacks or self.u.may_lack):
            return max(p for kind, p in self.u.asks.items() if kind in _PARTICULAR) >= self.thresholds["particular"]
        backed = self.u.asks.get(f"{LACKING}{self.u.may_lack}", 0.0) >= self.thresholds["backed"]
        # "Ai thanh tra và mức phạt ra sao": who is asked as well, of a place that is surely spoken of.
        who = "body" in self.u.cues and self.u.may_lack not in _OF_NOBODY and self.margin >= self.thresholds["faint"]
        backed = backed and not who
        if self.u.may_lack == "names" and "each_group" in self.u.cues:
            return False  # The plan names its groups.
        if self.u.may_lack == "money" and "rows" in self.u.cues and (self.agencies or self.role):
            return bool(self.u.surely_lacks)  # "Chu tri may dong": "mấy dòng" without its marks, not "mấy đồng".
        least = self.thresholds["sure" if quoted else "keyword" if keyword else "decline"]
        return bool(self.u.surely_lacks) or backed or self.lacking >= least

    @property
    def lacking(self) -> float:
        """How likely the thing wanted is one that the plan lacks; what is about the plan's topics is not off them."""
        on_topic = self.lacking_kind == "off_topic" and not self.u.may_lack
        on_topic = on_topic and (self.goes_on_to or self.valued or self.tells_anew)
        return self.u.lacking - (self.u.asks[_OFF_TOPIC] if on_topic else 0.0)

    @property
    def tells_anew(self) -> bool:
        """Whether the message goes on at some length, asks for no figure, and its words speak for a place."""
        long = self.spoken_of is not None and len(self.u.question.syllables) > LONG
        return long and self.margin >= self.thresholds["anew"] and self.u.ask() != Kind.FIGURE

    @property
    def scattered(self) -> bool:
        """Whether the message asks for what a place says and for nothing in particular that the plan lacks."""
        particular = max(self.u.asks[kind] for kind in self.u.kinds_lacked)
        return self.u.ask() == Kind.CONTENT and particular < self.thresholds["particular"] and not self.u.may_lack

    @property
    def goes_on_to_lacking(self) -> bool:
        """Whether the message goes on to what the plan lacks, judged as such messages are and as all are.

        One that says a place's number goes on from that place, whatever else its words tell.
        """
        u = self.u
        told = self.state is None or self.margin >= self.thresholds["faint"]
        held = u.numbered and u.lacking < self.thresholds["near"]
        if self.wonders or held or (told and not u.numbered):
            return False
        # A figure's own words alone ask for it; what is said for a figure is held against it.
        if (u.measured and not u.cues) or u.named(Name.PERCENT) or u.named(Name.NUMBER):
            return False
        least = self.thresholds["lacking_numbered" if u.numbered else "lacking_next"]
        return _odds(u.lacking_next) * math.sqrt(_odds(self.lacking)) > least

    @property
    def asks_number(self) -> bool:
        """Whether the message asks if tasks are just so many ("có 30 việc thường xuyên à"), not if a figure is."""
        u, said = self.u, self.u.named(Name.NUMBER)
        figures = u.named(Name.PERCENT) or "targets" in u.cues
        return self.doubts and bool(said) and "tasks" in u.cues and not (figures or u.numbered)

    @property
    def ranks_bodies(self) -> bool:
        """Whether a number tells a body by its number of tasks ("sở nào nhiều việc thứ hai"), not a place.

        Nor does "ở nhiều nhóm nhất".
        """
        return (bool(self.u.nth) and {"agencies", "many"} <= self.u.cues) or {"body", "many_groups"} <= self.u.cues

    @property
    def lacks_of_any(self) -> bool:
        """Whether the thing wanted is of a sort that the plan says of no row and no body ("kinh phí nhóm VI")."""
        told = self.u.surely_lacks or self.u.may_lack
        wanted = told or self.lacking_kind
        # "7.1 là ai" asks for the body.
        return self.lacks and LACKING + wanted in _OF_NONE and (bool(told) or wanted != "person")

    @property
    def goes_on_to(self) -> bool:
        """Whether the message goes on to a place of the sort spoken of, in few words that are all its own."""
        best, u = self.match.best.unit, self.u
        sure = self.state is not None and self.margin >= self.thresholds["owned"]
        few = sure and 0 < len(u.topic) <= (2 * FEW if self.margin >= self.thresholds["faint"] else FEW)
        return few and self.same_sort(best) and plain_words(self.knowledge.units[best].text).issuperset(u.topic)

    @property
    def _lacking_surely(self) -> str:
        """The likeliest thing that the plan lacks, "mention" (just that) where it may as well be another."""
        kind = self.lacking_kind
        sure = kind == "off_topic" or self.u.asks[LACKING + kind] >= self.thresholds["structured"]
        # Without a document there is no inside of one.
        inside = kind == "law_content" and self.state is None and not {Name.DOCUMENT, Name.UNNAMED} & self.names
        return kind if sure and not inside else "mention"

    def decline(self, reason: str, wants: str = "") -> Ask:
        """Declining, with the nearest places."""
        wants = wants or self.u.surely_lacks or self.u.may_lack or self._lacking_surely
        years = set(self.u.named(Name.YEAR))
        if wants == "statistic" and years and min(years) > _ISSUE_YEAR and "now" not in self.u.cues:
            wants = "other_year"  # It was still to come.
        if wants == "other_year" and years and years <= TARGET_YEARS:
            wants = "absent_target"  # There are targets of that year, but not this one.
        if wants == "off_topic" and self.spoken_of is not None and self.elliptic:
            wants = "mention"  # It is asked of something that is on topic.
        likely = (c.unit for c in self.match.candidates[:2] if c.probability > self.thresholds["near"])
        near = tuple(unit for unit in likely if self.u.margins[unit] > self.thresholds["weak"])
        return Ask(Kind.DECLINE, reason, units=near, agencies=self.agencies, wants=wants)


def _odds(probability: float) -> float:
    return probability / max(1.0 - probability, _LEAST)


def asks_role(case: Case) -> bool:
    """Whether a message asks who leads or who coordinates."""
    return bool({"lead", "coord"} & case.u.cues)


def asks_both(case: Case) -> bool:
    """Whether a message asks who leads and who coordinates: the card of who leads tells both."""
    return {"lead", "coord"} <= case.u.cues

"""The check of all that is known of the plan: every problem at once, each as `file: place: message`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, get_args, get_origin, get_type_hints

from knowledge import yamlfile
from knowledge.load import (
    SOURCE,
    Agencies,
    Cells,
    Changes,
    Charges,
    Collectives,
    Documents,
    Figures,
    Oddities,
    Times,
    source_digest,
    source_text,
)
from knowledge.model import Kind, Plan, Record
from knowledge.parse import Grammar, ParseError, parse

PACKAGE = "knowledge"
SOURCE_DIGEST = "064a404bbc48f1151f220cd713268775398a05abb3d8a577868c0bdbd835b9d6"
"""The SHA-256 of the text as issued."""
SURE = frozenset({"A", "B"})
BOUNDS = frozenset({"min", "over", "about", "exact"})
SAID_BOUNDS = BOUNDS | {"max", "under"}
REMARKED = frozenset({"text", "lead", "coord", "deadline", "place"})
FILES: Mapping[str, type[Record]] = {
    "grammar.yaml": Grammar,
    "plan.yaml": Plan,
    "agencies.yaml": Agencies,
    "collectives.yaml": Collectives,
    "cells.yaml": Cells,
    "charges.yaml": Charges,
    "times.yaml": Times,
    "documents.yaml": Documents,
    "figures.yaml": Figures,
    "oddities.yaml": Oddities,
    "changes.yaml": Changes,
}


def problems() -> list[str]:
    """All problems of the package's data; none where all is well."""
    loaded, found = load_all(PACKAGE, FILES)
    found.extend(source(source_digest()))
    if "grammar.yaml" in loaded and "plan.yaml" in loaded:
        found.extend(parsed(source_text(), loaded["grammar.yaml"], loaded["plan.yaml"]))
    return found + apply(RULES, loaded)


def load_all(package: str, files: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """Those data files that fit their type, by name, and what is wrong with the others."""
    loaded: dict[str, Any] = {}
    found: list[str] = []
    for name, kind in files.items():
        place = f"{package}/data/{name}"
        try:
            content = yamlfile.read(package, name)
        except yamlfile.DataError as error:
            found.append(" ".join(str(error).split()))
            continue
        except (OSError, UnicodeDecodeError) as error:
            found.append(f"{place}: file: {error}")
            continue
        wrong = list(misfits(content, kind, place))
        found.extend(wrong)
        if not wrong:
            loaded[name] = yamlfile.build(content, kind, place)
    return loaded, found


def apply(
    rules: Iterable[tuple[Callable[..., Iterator[str]], tuple[str, ...]]], loaded: Mapping[str, Any]
) -> list[str]:
    """What the rules find, each asked of the files that it names, where all of these could be loaded."""
    return [
        problem
        for rule, names in rules
        if all(name in loaded for name in names)
        for problem in rule(*(loaded[name] for name in names))
    ]


def misfits(content: Any, kind: Any, place: str) -> Iterator[str]:  # noqa: ANN401  # whatever a file may hold
    """Everything that keeps plain content from being a value of a type, as deep inside as it can be told."""
    try:
        yamlfile.build(content, kind, place)
    except yamlfile.DataError as error:
        inside = list(_inside(content, kind, place))
        yield from inside or [str(error)]


def _inside(content: Any, kind: Any, place: str) -> Iterator[str]:  # noqa: ANN401  # as above
    of = get_args(kind)
    if isinstance(content, dict) and isinstance(kind, type) and issubclass(kind, Record):
        hints = get_type_hints(kind)
        needed = kind.__struct_fields__[: len(kind.__struct_fields__) - len(kind.__struct_defaults__)]
        yield from (f"{place}: {name}: unknown field" for name in content if name not in hints)
        yield from (f"{place}: {name}: missing" for name in needed if name not in content)
        for name in hints:
            if name in content:
                yield from misfits(content[name], hints[name], f"{place}: {name}")
    elif isinstance(content, dict) and get_origin(kind) is dict:
        for name, value in content.items():
            yield from misfits(value, of[1], f"{place}: {name}")
    elif isinstance(content, list) and get_origin(kind) is tuple:
        for number, value in enumerate(content, start=1):
            called = value.get("id", number) if isinstance(value, dict) else number
            yield from misfits(value, of[0], f"{place} {called}")


def twice(values: Iterable[str], place: str) -> Iterator[str]:
    """Values that stand more than once."""
    yield from (f"{place}: {value}: stands {count} times" for value, count in Counter(values).items() if count > 1)


def unknown(values: Iterable[str], known: Iterable[str], place: str) -> Iterator[str]:
    """Values that are none of the known ones."""
    held = set(known)
    yield from (f"{place}: unknown {value!r}" for value in values if value not in held)


def source(digest: str) -> Iterator[str]:
    """The text is the one that was issued."""
    if digest != SOURCE_DIGEST:
        yield f"knowledge/source/{SOURCE}: file: not the text as issued (SHA-256 {digest})"


def parsed(text: str, grammar: Grammar, plan: Plan) -> Iterator[str]:
    """plan.yaml is what the text parses to."""
    try:
        fresh = parse(text, grammar)
    except ParseError as error:
        yield f"knowledge/source/{SOURCE}: line {error.line}: {error.reason}"
        return
    place = "knowledge/data/plan.yaml"
    written, read = ({unit.id: unit for unit in each.units} for each in (plan, fresh))
    yield from (f"{place}: {unit}: not in the text; make plan" for unit in written if unit not in read)
    yield from (f"{place}: {unit}: missing; make plan" for unit in read if unit not in written)
    for unit, held in written.items():
        if unit in read and held != read[unit]:
            yield f"{place}: {unit}: not as in the text; make plan"
    if [unit.id for unit in plan.units] != list(written) or list(written) != list(read):
        yield f"{place}: units: not each once in the order of the text; make plan"
    if plan.headings != fresh.headings:
        yield f"{place}: headings: not as in the text; make plan"


def cells(plan: Plan, read: Cells, times: Times, agencies: Agencies, collectives: Collectives) -> Iterator[str]:
    """Each distinct cell of the table is read once, no other is, and the readings name known bodies."""
    place = "knowledge/data/cells.yaml"
    for column, forms in (("lead", read.lead), ("coord", read.coord)):
        printed = {getattr(unit, column) for unit in plan.units} - {""}
        yield from _readings(printed, [cell.text for cell in forms], f"{place}: {column}")
        for cell in forms:
            yield from unknown(cell.names, (a.id for a in agencies.agencies), f"{place}: {cell.text}")
            yield from unknown(cell.reaches, (c.id for c in collectives.collectives), f"{place}: {cell.text}")
    place = "knowledge/data/times.yaml"
    yield from _readings({unit.deadline for unit in plan.units} - {""}, [time.text for time in times.times], place)
    for time in times.times:
        if (time.first is None) != (time.last is None) or (time.first and time.last and time.first > time.last):
            yield f"{place}: {time.text}: no first day before its last"


def _readings(printed: set[str], read: list[str], place: str) -> Iterator[str]:
    yield from twice(read, place)
    yield from (f"{place}: {text}: not read" for text in sorted(printed - set(read)))
    yield from (f"{place}: {text}: no such cell in the plan" for text in sorted(set(read) - printed))


def bodies(agencies: Agencies, collectives: Collectives) -> Iterator[str]:
    """Ids stand once; agencies belong to known collectives."""
    yield from twice((c.id for c in collectives.collectives), "knowledge/data/collectives.yaml")
    yield from twice((a.id for a in agencies.agencies), "knowledge/data/agencies.yaml")
    known = [c.id for c in collectives.collectives]
    for agency in agencies.agencies:
        yield from unknown(agency.collectives, known, f"knowledge/data/agencies.yaml: {agency.id}")


def charges(read: Charges, plan: Plan, agencies: Agencies, collectives: Collectives) -> Iterator[str]:
    """A place outside the table is read once; the bodies that it is said to name stand in its words."""
    place = "knowledge/data/charges.yaml"
    known = {agency.id: agency for agency in agencies.agencies}
    texts = {unit.id: unit.text for unit in plan.units if unit.kind is not Kind.TASK}
    yield from twice((charge.unit for charge in read.charges), place)
    for charge in read.charges:
        here = f"{place}: {charge.unit}"
        yield from unknown([charge.unit], texts, here)
        yield from unknown(charge.names, known, here)
        yield from unknown(charge.reaches, (c.id for c in collectives.collectives), here)
        for name in charge.names:
            if name in known and not known[name].stands_in(texts.get(charge.unit, "")):
                yield f"{here}: {name} does not stand in it"


def documents(read: Documents, plan: Plan) -> Iterator[str]:
    """A document's number and date stand at each of its places; of the plan's own decision, at the first."""
    place = "knowledge/data/documents.yaml"
    texts = {unit.id: unit.text for unit in plan.units}
    yield from twice((document.id for document in read.documents), place)
    for document in read.documents:
        here = f"{place}: {document.id}"
        yield from unknown(document.units, texts, here)
        if not document.units:
            yield f"{here}: no place"
        dated = re.compile(r"\D+".join(f"0?{int(part)}" for part in document.date.split("/") if part.isdigit()))
        own = document.relation == "issues"
        for unit in document.units[:1] if own else document.units:
            text = texts.get(unit, "")
            # The text prints "20- NQ/TW" as well.
            if unit in texts and document.number.replace(" ", "") not in text.replace(" ", ""):
                yield f"{here}: number {document.number!r} not in {unit}"
            if unit in texts and not dated.search(text):
                yield f"{here}: date {document.date!r} not in {unit}"


def figures(read: Figures, plan: Plan) -> Iterator[str]:
    """A figure's words stand in its unit, its value in its words, its year in the unit's id."""
    place = "knowledge/data/figures.yaml"
    texts = {unit.id: unit.text for unit in plan.units}
    yield from twice((figure.id for figure in read.figures), place)
    yield from unknown(read.words.bounds, SAID_BOUNDS, f"{place}: bounds")
    for figure in read.figures:
        here = f"{place}: {figure.id}"
        yield from unknown([figure.unit], texts, here)
        yield from unknown([figure.bound], BOUNDS, here)
        if figure.unit in texts and figure.span not in texts[figure.unit]:
            yield f"{here}: {figure.span!r} not in {figure.unit}"
        if figure.value not in figure.span:
            yield f"{here}: {figure.value!r} not in {figure.span!r}"
        if figure.year not in figure.unit.split("-"):
            yield f"{here}: {figure.year!r} is not the year of {figure.unit}"


def oddities(read: Oddities, plan: Plan) -> Iterator[str]:
    """A remark is on a known field of known units."""
    place = "knowledge/data/oddities.yaml"
    yield from twice((oddity.id for oddity in read.oddities), place)
    for oddity in read.oddities:
        yield from unknown(oddity.units, (unit.id for unit in plan.units), f"{place}: {oddity.id}")
        yield from unknown([oddity.about], REMARKED, f"{place}: {oddity.id}")


def changes(read: Changes, agencies: Agencies, plan: Plan) -> Iterator[str]:
    """A change says of whom, to what, how sure, and where that was read and when."""
    place = "knowledge/data/changes.yaml"
    sources = [each.id for each in read.sources]
    yield from twice((change.id for change in read.changes), place)
    yield from twice(sources, place)
    yield from unknown([read.status.source], sources, f"{place}: status")
    for each in read.sources:
        if not (each.title and each.address and each.date):
            yield f"{place}: {each.id}: a source without title, address or date"
    for change in read.changes:
        here = f"{place}: {change.id}"
        yield from unknown([change.agency], (agency.id for agency in agencies.agencies), here)
        yield from unknown([change.source], sources, here)
        yield from unknown(change.units, (unit.id for unit in plan.units), here)
        yield from unknown([change.sure], SURE, here)
        if not (change.successor and change.text):
            yield f"{here}: without successor or text"


RULES: tuple[tuple[Callable[..., Iterator[str]], tuple[str, ...]], ...] = (
    (bodies, ("agencies.yaml", "collectives.yaml")),
    (cells, ("plan.yaml", "cells.yaml", "times.yaml", "agencies.yaml", "collectives.yaml")),
    (charges, ("charges.yaml", "plan.yaml", "agencies.yaml", "collectives.yaml")),
    (documents, ("documents.yaml", "plan.yaml")),
    (figures, ("figures.yaml", "plan.yaml")),
    (oddities, ("oddities.yaml", "plan.yaml")),
    (changes, ("changes.yaml", "agencies.yaml", "plan.yaml")),
)

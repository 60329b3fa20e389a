"""The check of all data, of the three packages: every problem at once, each as `file: place: message`.

What the code asks of the data (wordings, cues, thresholds) is read off the code itself.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from string import Formatter
from typing import Any

from bot import privacy
from bot.answer import NoteKind, Outcome, Reason
from bot.commands import words
from bot.export import duty
from bot.kinds import KINDS
from bot.service import WeightsFile
from bot.telegram import surface
from bot.voice import PACKAGE, PlacesFile
from bot.web import said, site
from knowledge import check as knowledge_check
from knowledge.check import apply, load_all, unknown
from knowledge.load import Figures
from knowledge.model import Plan
from nlp import check as nlp_check
from nlp.ask import Kind
from nlp.language import CuesFile

WORDING = "wording.yaml"
ROOT = Path(__file__).parents[1]
LAYERS = ("knowledge", "nlp", "bot")
CHANNELS = (words.FILE, surface.FILE, site.FILE, duty.FILE)
"""The files of words that a channel or the exports have of their own, beside those of the answers."""
FILES: Mapping[str, Any] = {
    WORDING: dict[str, Any],
    **dict.fromkeys(CHANNELS, dict[str, Any]),
    "places.yaml": PlacesFile,
    privacy.FILE: privacy.PrivacyFile,
}
NAMES = (".html", ".js", ".yaml")
"""The ends of the names of files, which look like keys of words."""
SAYING = {"say": "", "says": "says.", "toast": "toasts."}
"""The methods that say words, and where those stand that each is asked for."""


@dataclass(frozen=True)
class Code:
    """What the code asks of the data, found in its syntax.

    `texts` are all its strings; `shapes` those with something filled in, as patterns; `says` the keys of words that
    are said, with the names of the values given and the line (None where the values are not written out); `cues` the
    cues tested; `numbers` the weights and thresholds looked up; `names` the members used of the enums.
    """

    texts: frozenset[str]
    shapes: tuple[str, ...]
    says: tuple[tuple[str, frozenset[str] | None, str], ...]
    cues: frozenset[str]
    numbers: frozenset[tuple[str, str]]
    names: frozenset[str]


def problems() -> list[str]:
    """All problems of all data; none where all is well."""
    code = read_code(sources(), said.sources())
    loaded, found = load_all(PACKAGE, FILES)
    weights, wrong = load_all(nlp_check.PACKAGE, {"weights.yaml": WeightsFile})
    others, _ = load_all(nlp_check.PACKAGE, nlp_check.FILES)
    known, _ = load_all(knowledge_check.PACKAGE, {"plan.yaml": Plan, "figures.yaml": Figures})
    own = apply(RULES, {**loaded, **weights, **others, **known, "code": code})
    return [*knowledge_check.problems(), *nlp_check.problems(), *found, *wrong, *own]


def sources() -> dict[str, str]:
    """The text of every module of the three packages, by path."""
    paths = sorted(path for layer in LAYERS for path in (ROOT / layer).rglob("*.py"))
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def read_code(modules: Mapping[str, str], templates: Mapping[str, str]) -> Code:
    """What modules and the page's templates ask of the data, from their text by path."""
    pages = said.read(templates)
    nodes = [(path, node) for path, text in modules.items() for node in ast.walk(ast.parse(text))]
    texts = {node.value for _, node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return Code(
        texts=pages.texts | texts,
        shapes=(*pages.shapes, *(_shape(node) for _, node in nodes if isinstance(node, ast.JoinedStr))),
        says=(*pages.says, *(each for path, node in nodes for each in _said(path, node))),
        cues=frozenset(cue for _, node in nodes for cue in _cues(node)),
        numbers=frozenset(pair for _, node in nodes for pair in _number(node)),
        # Where the enums are made and ordered no member counts as used.
        names=frozenset(
            f"{node.value.id}.{node.attr}"
            for path, node in nodes
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and path != "bot/answer.py"
        ),
    )


def _shape(node: ast.JoinedStr) -> str:
    parts = (re.escape(str(part.value)) if isinstance(part, ast.Constant) else "(.+)" for part in node.values)
    return "".join(parts)


def _said(path: str, node: ast.AST) -> Iterator[tuple[str, frozenset[str] | None, str]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in SAYING and node.args:
        given = [keyword.arg for keyword in node.keywords]
        values = None if None in given else frozenset(name for name in given if name)
        if isinstance(node.args[0], ast.Constant):
            yield SAYING[node.func.attr] + str(node.args[0].value), values, f"{path}: line {node.lineno}"


def _cues(node: ast.AST) -> Iterator[str]:
    """The cues in `"lead" in u.cues` and `{"detail", "verbatim"} & u.cues`."""
    if isinstance(node, ast.Compare) and _ends(node.comparators[0], "cues") and isinstance(node.left, ast.Constant):
        yield str(node.left.value)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd):
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if _ends(other, "cues") and isinstance(side, ast.Set):
                yield from (str(each.value) for each in side.elts if isinstance(each, ast.Constant))


def _number(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        yield from ((table, node.slice.value) for table in ("weights", "thresholds") if _ends(node.value, table))


def _ends(node: ast.AST, name: str) -> bool:
    return (isinstance(node, ast.Name) and node.id == name) or (isinstance(node, ast.Attribute) and node.attr == name)


def flat(content: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Nested words by dotted key."""
    made: dict[str, Any] = {}
    for name, value in content.items():
        made.update(flat(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value})
    return made


def wordings(*loaded: Any) -> Iterator[str]:  # noqa: ANN401  # the files of words, then what is said of data
    """Every key that is said exists, is given its values, and every key that exists is said."""
    *contents, unanswerable, figures, code = loaded
    names = (WORDING, *CHANNELS)
    held = [(top, name) for name, content in zip(names, contents, strict=True) for top in content]
    file_of = dict(reversed(held))
    yield from (f"bot/data/{name}: {top}: stands in {file_of[top]} too" for top, name in held if name != file_of[top])
    texts = {key: text for content in reversed(contents) for key, text in flat(content).items()}
    tops = "|".join(map(re.escape, file_of))
    dotted = re.compile(rf"(?:{tops})(?:\.\w+)+")
    asked = {text for text in code.texts if dotted.fullmatch(text) and not text.endswith(NAMES)}
    asked |= {key for key, _, _ in code.says}
    asked |= {f"decline.things.{kind}" for kind in unanswerable.unanswerable}
    asked |= {f"menus.figures.{figure.id}" for figure in figures.figures}
    asked |= {f"targets.names.{figure.id}" for figure in figures.figures}
    asked |= {f"menus.bounds.{figure.bound}" for figure in figures.figures}
    # What is asked for may be several words at once.
    above = {key[: dot.start()] for key in texts for dot in re.finditer(r"\.", key)}
    for key in sorted(asked - texts.keys() - above):
        yield f"bot/data/{file_of.get(key.split('.')[0], WORDING)}: {key}: missing"
    shapes = [shape for shape in code.shapes if re.match(rf"(?:{tops})\\\.", shape)]
    for key, text in texts.items():
        place = f"bot/data/{file_of[key.split('.')[0]]}: {key}"
        whole = any(key.startswith(f"{part}.") for part in asked & above)
        if key not in asked and key not in code.texts and not whole and not _made(key, shapes, code):
            yield f"{place}: said nowhere"
        try:
            fields = {name for _, name, _, _ in Formatter().parse(str(text)) if name is not None}
        except ValueError as error:
            yield f"{place}: {error}"
            continue
        for asks, values, line in code.says:
            if asks == key and values is not None and not fields <= values:
                yield f"{place}: {line} does not give {', '.join(sorted(fields - values))}"


def _made(key: str, shapes: Iterable[str], code: Code) -> bool:
    """Whether a shape gives a key, what is filled in being a text of the code or made by a named shape."""
    named = [shape for shape in code.shapes if re.match(r"[a-z]+_", shape)]
    return any(
        all(piece in code.texts or any(re.fullmatch(shape, piece) for shape in named) for piece in found.groups())
        for found in (re.fullmatch(shape, key) for shape in shapes)
        if found is not None
    )


def places(read: PlacesFile, plan: Plan) -> Iterator[str]:
    """Every unit, and nothing else, has a name of its own, and the places beside it exist."""
    place = "bot/data/places.yaml"
    units = [unit.id for unit in plan.units]
    yield from (f"{place}: {unit}: missing" for unit in units if unit not in read.places)
    yield from unknown(read.places, units, place)
    for unit, called in read.places.items():
        yield from unknown(called.see, set(units) - {unit}, f"{place}: {unit}")
    yield from knowledge_check.twice((called.label for called in read.places.values()), place)


def usual(telegram: dict[str, Any], plan: Plan) -> Iterator[str]:
    """The places that inline mode lists exist, each once."""
    place = f"bot/data/{surface.FILE}: inline.usual"
    yield from unknown(telegram["inline"]["usual"], [unit.id for unit in plan.units], place)
    yield from knowledge_check.twice(telegram["inline"]["usual"], place)


def labels(wording: dict[str, Any], plan: Plan) -> Iterator[str]:
    """Every kind of unit has a label to be cited by; targets have one a year."""
    held = wording.get("labels", {})
    kinds = {str(unit.kind) for unit in plan.units} - {"target"}
    years = {f"target_{unit.id.split('-')[2]}" for unit in plan.units if unit.kind == "target"}
    yield from (f"bot/data/{WORDING}: labels.{kind}: missing" for kind in sorted(kinds | years) if kind not in held)


def cues(read: CuesFile, code: Code) -> Iterator[str]:
    """The cues that the code tests exist; a theme, unlike a cue, does nothing where it is not tested."""
    place = "nlp/data/cues.yaml"
    said = {*read.cues, *read.themes, *(signal for _, signal in read.referring.forms())}
    known = said | set(read.combined)
    yield from (f"{place}: cues.{cue}: missing" for cue in sorted(code.cues - known))
    yield from (f"{place}: {cue}: stands in cues and in themes" for cue in read.cues if cue in read.themes)
    parts = {cue for combined in read.combined.values() for cue in combined}
    yield from (f"{place}: themes.{cue}: tested nowhere" for cue in read.themes if cue not in code.texts | parts)
    yield from unknown(sorted(parts), said, f"{place}: combined")


def numbers(read: WeightsFile, code: Code) -> Iterator[str]:
    """The weights and thresholds that the code looks up exist, and those that exist are looked up."""
    place = "nlp/data/weights.yaml"
    held = {("weights", name) for name in read.weights} | {("thresholds", name) for name in read.thresholds}
    yield from (f"{place}: {table}.{name}: missing" for table, name in sorted(code.numbers - held))
    idle = ((table, name) for table, name in sorted(held) if name not in code.texts)
    yield from (f"{place}: {table}.{name}: looked up nowhere" for table, name in idle)


def closed_sets(code: Code) -> Iterator[str]:
    """Every kind of question has its module; every outcome, reason and kind of note is given somewhere."""
    yield from (f"bot/kinds/__init__.py: KINDS: {kind} missing" for kind in Kind if kind not in KINDS)
    sets: tuple[type[StrEnum], ...] = (Outcome, Reason, NoteKind)
    members = (f"{each.__name__}.{member.name}" for each in sets for member in each)
    yield from (f"bot/answer.py: {member}: given nowhere" for member in members if member not in code.names)


RULES: tuple[tuple[Callable[..., Iterator[str]], tuple[str, ...]], ...] = (
    (wordings, (WORDING, *CHANNELS, "unanswerable.yaml", "figures.yaml", "code")),
    (usual, (surface.FILE, "plan.yaml")),
    (labels, (WORDING, "plan.yaml")),
    (places, ("places.yaml", "plan.yaml")),
    (cues, ("cues.yaml", "code")),
    (numbers, ("weights.yaml", "code")),
    (closed_sets, ("code",)),
)

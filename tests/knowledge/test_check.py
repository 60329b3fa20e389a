"""The check of the plan's knowledge: the data is well, and each kind of problem is found where it is made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from knowledge import check, write, yamlfile
from knowledge.load import SOURCE, Agencies, Times, parse_source, source_digest, source_text
from knowledge.model import Record

Broken = tuple[str, str, Callable[[Any], Any], str]


@pytest.fixture(scope="module")
def loaded() -> dict[str, Any]:
    """The data files as typed values."""
    made, found = check.load_all(check.PACKAGE, check.FILES)
    assert not found
    return made


def test_the_data_has_no_problems() -> None:
    """What is committed is well."""
    assert check.problems() == []


def test_plan_yaml_is_what_would_be_written() -> None:
    """`make plan` changes nothing: the file is the parse, its head included."""
    path = Path(write.__file__).parent / "data" / "plan.yaml"
    assert path.read_text(encoding="utf-8") == write.written(parse_source())


def test_writing_the_plan_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is written beside the module, whatever stood there."""
    (tmp_path / "data").mkdir()
    monkeypatch.setattr(write, "__file__", str(tmp_path / "write.py"))
    write.main()
    assert (tmp_path / "data" / "plan.yaml").read_text(encoding="utf-8") == write.written(parse_source())


def with_first(field: str, **changed: Any) -> Callable[[Any], Any]:  # noqa: ANN401  # fields of any record
    """A change of the first record of a list."""

    def change(value: Any) -> Any:  # noqa: ANN401  # any file's value
        first, *rest = getattr(value, field)
        return msgspec.structs.replace(value, **{field: (msgspec.structs.replace(first, **changed), *rest)})

    return change


def doubled(field: str) -> Callable[[Any], Any]:
    """The first record of a list once more."""
    return lambda value: msgspec.structs.replace(value, **{field: (*getattr(value, field), getattr(value, field)[0])})


def without_first(field: str) -> Callable[[Any], Any]:
    """A list without its first record."""
    return lambda value: msgspec.structs.replace(value, **{field: getattr(value, field)[1:]})


BROKEN: list[Broken] = [
    ("an agency twice", "agencies.yaml", doubled("agencies"), "agencies.yaml: skhdt: stands 2 times"),
    ("a collective twice", "collectives.yaml", doubled("collectives"), "collectives.yaml: so: stands 2 times"),
    ("of no collective", "agencies.yaml", with_first("agencies", collectives=("x",)), "skhdt: unknown 'x'"),
    ("a cell not read", "cells.yaml", without_first("lead"), "lead: Liên minh Hợp tác xã tỉnh: not read"),
    ("a cell read twice", "cells.yaml", doubled("coord"), "coord: Các sở, ngành, UBND cấp huyện và"),
    ("a cell of no plan", "cells.yaml", with_first("lead", text="Sở X"), "lead: Sở X: no such cell"),
    ("a cell names nobody", "cells.yaml", with_first("lead", names=("x",)), "unknown 'x'"),
    ("a cell reaches nobody", "cells.yaml", with_first("lead", reaches=("x",)), "unknown 'x'"),
    ("a charge twice", "charges.yaml", doubled("charges"), "charges.yaml: QD-thi-hanh: stands 2 times"),
    ("a charge's place", "charges.yaml", with_first("charges", unit="III-I-1"), "III-I-1: unknown 'III-I-1'"),
    ("a charge names nobody", "charges.yaml", with_first("charges", names=("x",)), "QD-thi-hanh: unknown 'x'"),
    ("a charge names another", "charges.yaml", with_first("charges", names=("sct",)), "sct does not stand in it"),
    ("a charge reaches nobody", "charges.yaml", with_first("charges", reaches=("x",)), "QD-thi-hanh: unknown 'x'"),
    ("a time not read", "times.yaml", without_first("times"), "times.yaml: Thường xuyên: not read"),
    ("a time of no plan", "times.yaml", with_first("times", text="Mai"), "times.yaml: Mai: no such cell"),
    ("a document twice", "documents.yaml", doubled("documents"), "documents.yaml: qd-922: stands 2 times"),
    ("a document nowhere", "documents.yaml", with_first("documents", units=()), "qd-922: no place"),
    ("a document's place", "documents.yaml", with_first("documents", units=("x",)), "qd-922: unknown 'x'"),
    ("a wrong number", "documents.yaml", with_first("documents", number="9/X"), "'9/X' not in KH-so-hieu"),
    ("a wrong date", "documents.yaml", with_first("documents", date="1/1/2001"), "'1/1/2001' not in KH-so-hieu"),
    ("a figure twice", "figures.yaml", doubled("figures"), "figures.yaml: htx: stands 2 times"),
    ("a figure's place", "figures.yaml", with_first("figures", unit="x"), "htx: unknown 'x'"),
    ("a figure's words", "figures.yaml", with_first("figures", span="1.280 xã"), "not in II-2-2030-1"),
    ("a figure's value", "figures.yaml", with_first("figures", value="1.281"), "'1.281' not in '1.280"),
    ("a figure's year", "figures.yaml", with_first("figures", year="2045"), "'2045' is not the year"),
    ("a figure's bound", "figures.yaml", with_first("figures", bound="most"), "htx: unknown 'most'"),
    ("an oddity twice", "oddities.yaml", doubled("oddities"), "quarter-before-issue: stands 2 times"),
    ("an oddity's place", "oddities.yaml", with_first("oddities", units=("x",)), "unknown 'x'"),
    ("an oddity's field", "oddities.yaml", with_first("oddities", about="x"), "unknown 'x'"),
    ("a change twice", "changes.yaml", doubled("changes"), "changes.yaml: skhdt: stands 2 times"),
    ("a source twice", "changes.yaml", doubled("sources"), "changes.yaml: S1: stands 2 times"),
    ("a change of nobody", "changes.yaml", with_first("changes", agency="x"), "skhdt: unknown 'x'"),
    ("a change to nothing", "changes.yaml", with_first("changes", successor=""), "skhdt: without successor"),
    ("a change unsaid", "changes.yaml", with_first("changes", text=""), "skhdt: without successor or text"),
    ("how sure", "changes.yaml", with_first("changes", sure="C"), "skhdt: unknown 'C'"),
    ("read nowhere", "changes.yaml", with_first("changes", source="S0"), "skhdt: unknown 'S0'"),
    ("of no place", "changes.yaml", with_first("changes", units=("x",)), "skhdt: unknown 'x'"),
    ("a source undated", "changes.yaml", with_first("sources", date=""), "S1: a source without"),
]


@pytest.mark.parametrize(("name", "change", "message"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_copy_is_found(loaded: dict[str, Any], name: str, change: Callable[[Any], Any], message: str) -> None:
    """A change that breaks one file makes its problem show, with file and place."""
    found = check.apply(check.RULES, {**loaded, name: change(loaded[name])})
    assert [problem for problem in found if message in problem]
    assert all(problem.startswith("knowledge/data/") and problem.count(": ") > 1 for problem in found)


def test_rules_stand_while_their_files_do(loaded: dict[str, Any]) -> None:
    """Where a file could not be loaded, the rules that need others still hold."""
    figures = with_first("figures", bound="most")(loaded["figures.yaml"])
    rest = {name: value for name, value in loaded.items() if name != "agencies.yaml"}
    found = check.apply(check.RULES, rest | {"figures.yaml": figures})
    assert found == ["knowledge/data/figures.yaml: htx: unknown 'most'"]


def test_a_period_has_both_ends(loaded: dict[str, Any]) -> None:
    """A first day without a last, or after it, is a problem."""
    times: Times = loaded["times.yaml"]
    dated = [time for time in times.times if time.first]
    others = tuple(time for time in times.times if not time.first)
    for first, last in ((dated[0].first, None), (dated[0].last, dated[0].first)):
        broken = msgspec.structs.replace(dated[0], first=first, last=last)
        changed = Times(times=(*others, broken, *dated[1:]))
        found = check.apply(check.RULES, loaded | {"times.yaml": changed})
        assert found == [f"knowledge/data/times.yaml: {dated[0].text}: no first day before its last"]


def test_another_text_is_found() -> None:
    """A source that is not the text as issued is told by its digest."""
    assert list(check.source(source_digest())) == []
    (problem,) = check.source("0" * 64)
    assert problem.startswith(f"knowledge/source/{SOURCE}: file: not the text as issued")


PLANS: list[tuple[str, Callable[[Any], Any], str]] = [
    ("a changed word", with_first("units", text="x"), "QD-can-cu-1: not as in the text"),
    ("a unit missing", without_first("units"), "QD-can-cu-1: missing"),
    ("a unit too many", with_first("units", id="x"), "x: not in the text"),
    ("a unit twice", doubled("units"), "units: not each once"),
    ("a heading missing", without_first("headings"), "headings: not as in the text"),
]


@pytest.mark.parametrize(("change", "message"), [p[1:] for p in PLANS], ids=[p[0] for p in PLANS])
def test_plan_yaml_is_kept_equal_to_the_parse(
    loaded: dict[str, Any],
    change: Callable[[Any], Any],
    message: str,
) -> None:
    """Any difference is named by its unit."""
    found = list(check.parsed(source_text(), loaded["grammar.yaml"], change(loaded["plan.yaml"])))
    assert f"knowledge/data/plan.yaml: {message}" in "\n".join(found)


def test_a_text_that_does_not_parse_is_named_by_its_line(loaded: dict[str, Any]) -> None:
    """A line that no rule reads is a problem of the source."""
    text = source_text().replace("Mục tiêu tổng quát", "Mục tiêu", 1)
    (problem,) = check.parsed(text, loaded["grammar.yaml"], loaded["plan.yaml"])
    assert problem.startswith(f"knowledge/source/{SOURCE}: line ")


def test_every_misfit_of_a_file_is_told() -> None:
    """Unknown and missing fields and values of the wrong kind, all at once and each at its place."""
    content = {
        "agencies": [{"id": "a", "name": "b", "kind": ["so"]}, {"name": "x", "what": "1"}, "y"],
        "more": "1",
    }
    assert list(check.misfits(content, Agencies, "f.yaml")) == [
        "f.yaml: more: unknown field",
        "f.yaml: agencies a: kind: Expected `str`, got `array`",
        "f.yaml: agencies 2: what: unknown field",
        "f.yaml: agencies 2: id: missing",
        "f.yaml: agencies 2: kind: missing",
        "f.yaml: agencies 3: Expected `object`, got `str`",
    ]


def test_misfits_inside_tables_are_told() -> None:
    """A table's values are looked into as well."""

    class Table(Record, frozen=True):
        rows: dict[str, tuple[str, ...]]

    content = {"rows": {"a": ["1"], "b": "2", "c": [["3"]]}}
    assert list(check.misfits(content, Table, "f.yaml")) == [
        "f.yaml: rows: b: Expected `array`, got `str`",
        "f.yaml: rows: c 1: Expected `str`, got `array`",
    ]


def test_broken_files_do_not_hide_one_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that stands twice, broken YAML, a missing file: each is told in one line, and the good file is loaded."""
    texts = {"twice.yaml": "times: []\ntimes: []\n", "torn.yaml": "times: [", "good.yaml": "times: []\n"}

    def read(package: str, name: str) -> Any:  # noqa: ANN401  # as the function that it stands for
        if name not in texts:
            raise FileNotFoundError(name)
        return yamlfile.parse(texts[name], f"{package}/data/{name}")

    monkeypatch.setattr(yamlfile, "read", read)
    made, found = check.load_all("p", dict.fromkeys([*texts, "gone.yaml"], Times))
    assert list(made) == ["good.yaml"]
    assert found[0] == "p/data/twice.yaml: line 2: key 'times' stands twice"
    assert found[1].startswith("p/data/torn.yaml: ")
    assert found[2] == "p/data/gone.yaml: file: gone.yaml"
    assert not any("\n" in problem for problem in found)


def test_every_file_is_checked() -> None:
    """No data file stands beside the check."""
    assert set(check.FILES) == {path.name for path in (Path(check.__file__).parent / "data").glob("*.yaml")}

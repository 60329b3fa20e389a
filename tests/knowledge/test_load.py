"""The table read: rows, agencies, times, figures, documents, each held against a count made by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

import pytest

from knowledge import yamlfile
from knowledge.load import Cells, Knowledge, Times, read_tasks
from knowledge.model import Kind, Plan, TimeKind

LED = {
    # agency: (rows that it leads alone, rows that it leads with others), counted on the printed table
    "skhdt": ("II-2 II-3 II-7", "I-5 II-4-1 IV-1 IV-3 IV-5 IV-7-1"),
    "lmhtx": ("II-4-4 III-3 IV-6 IV-9 V-3 V-4", "II-4-1 III-5 III-6"),
    "snn": ("II-4-2 II-4-3 III-4 IV-7-2", "II-4-1 III-5"),
    "ubndhuyen": ("", "I-1 I-4 I-5 II-1 III-1 III-2 IV-1 IV-2 IV-3 IV-5 IV-7-1 IV-10"),
    "stc": ("IV-8", "III-6"),
    "stttt": ("I-2 IV-4", ""),
    "sct": ("VI-1 VI-2", ""),
    "skhcn": ("VI-3 VI-4", ""),
    "sldtbxh": ("IV-7-3", ""),
    "bdt": ("IV-7-4", ""),
    "nhnn": ("II-5", ""),
    "cucthue": ("II-6", ""),
    "hlhpn": ("II-4-5", ""),
    "mttq": ("", "V-1 V-2"),
    "ctxh": ("", "V-1 V-2"),
    "bao": ("", "I-3"),
    "dai": ("", "I-3"),
    "cqbc": ("", "I-3"),
}
COLLECTIVE_ROWS = "I-1 I-4 II-1 III-1 III-2 IV-2 IV-10"


def rows(short: str) -> list[str]:
    """Row ids out of "II-4-1 III-5"."""
    return [f"III-{row}" for row in short.split()]


def test_rows(knowledge: Knowledge) -> None:
    """45 rows: 36 numbered tasks and 9 sub-tasks; all but the two parents have agencies and a time."""
    tasks = knowledge.tasks.values()
    subtasks = [task for task in tasks if task.unit.parent]
    assert (len(tasks), len(subtasks), len(tasks) - len(subtasks)) == (45, 9, 36)
    blank = [task.unit.id for task in tasks if not (task.lead or task.lead_reaches)]
    assert blank == ["III-II-4", "III-IV-7"]
    assert blank == [task.unit.id for task in tasks if task.time is None]
    assert blank == [task.unit.id for task in tasks if not (task.coord or task.coord_reaches)]
    assert blank == list(knowledge.children)


def test_rows_by_group(knowledge: Knowledge) -> None:
    """Six groups with 5, 12, 6, 14, 4 and 4 rows."""
    assert [len(inside) for inside in knowledge.groups.values()] == [5, 12, 6, 14, 4, 4]


@pytest.mark.parametrize("agency", LED)
def test_rows_that_an_agency_leads(knowledge: Knowledge, agency: str) -> None:
    """By name, alone and with others; "A, B" and "A; B" lead as two."""
    sole, shared = LED[agency]
    led = [task for task in knowledge.tasks.values() if agency in task.lead]
    alone = [task.unit.id for task in led if len(task.lead) == 1 and not task.lead_reaches]
    assert alone == rows(sole)
    assert [task.unit.id for task in led if task.unit.id not in alone] == rows(shared)


def test_no_other_agency_leads(knowledge: Knowledge) -> None:
    """The eighteen bodies counted by hand are all that lead by name."""
    assert {agency for task in knowledge.tasks.values() for agency in task.lead} == set(LED)


def test_rows_given_to_all(knowledge: Knowledge) -> None:
    """Seven rows are led by the sở and ngành together, five of these by the ban as well."""
    reached = {task.unit.id: task.lead_reaches for task in knowledge.tasks.values() if "so" in task.lead_reaches}
    assert list(reached) == rows(COLLECTIVE_ROWS)
    assert [row for row, whom in reached.items() if "ban" not in whom] == rows("I-1 IV-10")


def test_who_coordinates(knowledge: Knowledge) -> None:
    """By name only two bodies coordinate: Cục Thuế tỉnh once, UBND cấp huyện where the cell says so."""
    coordinating = {agency for task in knowledge.tasks.values() for agency in task.coord}
    assert coordinating == {"cucthue", "ubndhuyen"}
    assert [t.unit.id for t in knowledge.tasks.values() if "cucthue" in t.coord] == ["III-IV-3"]
    named = [t.unit.id for t in knowledge.tasks.values() if "ubndhuyen" in t.coord]
    printed = [
        unit.id for unit in knowledge.plan.units if "UBND cấp huyện" in unit.coord and "UBND cấp huyện" not in unit.lead
    ]
    assert named == printed
    assert len(named) == 23


def test_a_lead_does_not_coordinate_its_own_row(knowledge: Knowledge) -> None:
    """Also where the cells name it twice: UBND cấp huyện leads and is named to coordinate III-IV-1."""
    for task in knowledge.tasks.values():
        assert not set(task.lead) & set(task.coord), task.unit.id
    both = knowledge.tasks["III-IV-1"]
    assert "UBND cấp huyện" in both.unit.lead
    assert "UBND cấp huyện" in both.unit.coord
    assert (both.lead, both.coord) == (("skhdt", "ubndhuyen"), ())


@pytest.mark.parametrize(("column", "forms"), [("lead", 24), ("coord", 12)])
def test_each_cell_form_is_read_once(knowledge: Knowledge, column: Literal["lead", "coord"], forms: int) -> None:
    """Every distinct cell of the table has its reading, and no reading is without a cell."""
    cells = yamlfile.load("knowledge", "cells.yaml", Cells)
    read = [cell.text for cell in getattr(cells, column)]
    printed = {getattr(unit, column) for unit in knowledge.plan.units} - {""}
    assert sorted(read) == sorted(printed)
    assert len(read) == forms


def test_a_cell_names_whom_it_prints(knowledge: Knowledge) -> None:
    """A body is read out of a cell if and only if one of its plan forms stands there."""
    cells = yamlfile.load("knowledge", "cells.yaml", Cells)
    named = {agency for cell in (*cells.lead, *cells.coord) for agency in cell.names}
    for cell in (*cells.lead, *cells.coord):
        printed = {
            agency
            for agency in named
            if any(
                form.lower() in cell.text.lower()
                for form in (knowledge.agencies[agency].name, *knowledge.agencies[agency].plan_forms)
            )
        }
        assert printed == set(cell.names), cell.text


def test_an_unread_cell_is_an_error(knowledge: Knowledge) -> None:
    """A form that the data does not read names its row instead of passing as nobody's."""
    times = yamlfile.load("knowledge", "times.yaml", Times)
    row = knowledge.units["III-II-5"]
    with pytest.raises(yamlfile.DataError, match="III-II-5: no reading of the cell"):
        read_tasks(Plan(units=(row,), headings=()), Cells(lead=(), coord=()), times)


def test_times(knowledge: Knowledge) -> None:
    """How often each time is printed, counted by hand; quarters, years and periods know their days."""
    counts = Counter(task.time.text for task in knowledge.tasks.values() if task.time)
    assert counts == {
        "Thường xuyên": 31,
        "Hàng năm": 2,
        "Kế hoạch hàng năm": 1,
        "Quý IV/2022": 2,
        "Quý I/2023": 1,
        "Năm 2023": 2,
        "Giai đoạn 2023 - 2025": 3,
        "Giai đoạn 2023 - 2030": 1,
    }
    dated = {task.time.text: task.time for task in knowledge.tasks.values() if task.time and task.time.last}
    assert {text: (time.first, time.last) for text, time in dated.items() if time.kind is TimeKind.QUARTER} == {
        "Quý IV/2022": (dt.date(2022, 10, 1), dt.date(2022, 12, 31)),
        "Quý I/2023": (dt.date(2023, 1, 1), dt.date(2023, 3, 31)),
    }
    assert dated["Giai đoạn 2023 - 2030"].last == dt.date(2030, 12, 31)


def test_figures_stand_in_their_targets(knowledge: Knowledge) -> None:
    """18 figures, 13 for 2030 and 5 for 2045; each span is verbatim and holds its value."""
    assert Counter(figure.year for figure in knowledge.figures) == {"2030": 13, "2045": 5}
    for figure in knowledge.figures:
        unit = knowledge.units[figure.unit]
        assert unit.kind is Kind.TARGET
        assert figure.year in figure.unit
        assert figure.span in unit.text
        assert figure.value in figure.span


@pytest.mark.parametrize(
    ("figure", "value", "bound"),
    [
        ("htx", "1.280", "min"),
        ("htx-nn", "825", "exact"),
        ("htx-phi-nn", "455", "exact"),
        ("lien-hiep", "05", "exact"),
        ("xep-loai-kha", "60%", "over"),
        ("tang-von", "5%", "min"),
        ("cong-nghe-cao", "30%", "min"),
        ("lien-ket", "85%", "min"),
        ("thanh-vien", "334.841", "min"),
        ("can-bo", "7.516", "about"),
        ("trinh-do", "55%", "min"),
        ("dan-so", "20%", "min"),
        ("hieu-qua", "90%", "min"),
        ("chuoi-lien-ket", "75%", "about"),
        ("nu-giam-doc", "30%", "min"),
    ],
)
def test_figure_values_and_bounds(knowledge: Knowledge, figure: str, value: str, bound: str) -> None:
    """Values as printed, with what the words say of them: "trở lên", "trên", "tối thiểu", "khoảng"."""
    found = next(each for each in knowledge.figures if each.id == figure)
    assert (found.value, found.bound) == (value, bound)


def test_documents_stand_where_they_are_said_to(knowledge: Knowledge) -> None:
    """Number and date of a cited document are printed where it is said to stand (a stray blank aside).

    The decision names itself by number only in the plan's second line.
    """
    assert "922/QĐ-UBND ngày 21 tháng 3 năm 2023" in knowledge.units["KH-so-hieu"].text
    for document in knowledge.documents.values():
        if document.relation == "issues":
            continue
        first = knowledge.units[document.units[0]].text.replace("- ", "-")
        assert document.number in first
        assert document.date in first
        for unit in document.units:
            assert document.number in knowledge.units[unit].text.replace("- ", "-"), (document.id, unit)


def test_ids_in_the_data_exist(knowledge: Knowledge) -> None:
    """Oddities, changes and agencies point at units, agencies, sources and collectives that exist."""
    for oddity in knowledge.oddities:
        assert set(oddity.units) <= set(knowledge.units)
    for change in knowledge.changes:
        assert change.agency in knowledge.agencies
        assert change.source in knowledge.sources
        assert set(change.units) <= set(knowledge.units)
    for agency in knowledge.agencies.values():
        assert set(agency.collectives) <= set(knowledge.collectives)


def test_bodies_that_the_plan_never_names(knowledge: Knowledge) -> None:
    """`named: false` is true: neither the name nor a plan form stands in any unit or cell."""
    everything = "\n".join(f"{u.text}\n{u.lead}\n{u.coord}" for u in knowledge.plan.units).lower()
    unnamed = [agency for agency in knowledge.agencies.values() if not agency.named]
    assert unnamed
    for agency in unnamed:
        assert agency.name.lower() not in everything, agency.id
        assert not any(form.lower() in everything for form in agency.plan_forms), agency.id


def test_oddities_are_in_the_text(knowledge: Knowledge) -> None:
    """The remarks on the text are true of it."""
    units = knowledge.units
    assert {units[unit].deadline for unit in ("III-II-5", "III-II-6")} == {"Quý IV/2022"}
    assert units["III-I-2"].deadline == "Quý I/2023"
    assert all("địa phường" in units[unit].coord for unit in ("III-VI-1", "III-VI-2"))
    assert "20- NQ/TW" in units["QD-can-cu-4"].text
    assert all("10- KH/TW" in units[unit].text for unit in ("III-I-1", "III-I-3"))
    assert "Như Điều 2 QĐ" in units["QD-noi-nhan"].text
    assert all("2021 - 2025" in units[unit].text for unit in ("III-II-4-1", "III-II-4-2", "III-II-4-4"))
    assert "2022 - 2030" in units["III-II-4-5"].text
    assert "QD-dieu-3" not in units

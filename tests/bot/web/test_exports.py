"""Files to take along: every link gives one that opens, under a plain name; what there is none of is no page."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable
from io import BytesIO

import httpx
import pytest
from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from starlette.testclient import TestClient

from bot.export.file import File, file
from bot.kinds.table import charges, duties
from bot.web.app import build_app
from bot.web.site import Site
from knowledge.load import Knowledge

OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    "docx": f"{OFFICE}.wordprocessingml.document",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
SHEET = "/tep/co-quan/sct.docx"


def texts(form: str, content: bytes) -> list[str]:
    """The texts of a file, as its form's own library reads it."""
    if form == "docx":
        return [cell.text for table in Document(BytesIO(content)).tables for row in table.rows for cell in row.cells]
    if form == "xlsx":
        sheets = load_workbook(BytesIO(content)).worksheets
        return [str(value) for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row if value]
    return [str(event["description"]) for event in Calendar.from_ical(content).walk("VEVENT")]


def linked(html: str) -> list[str]:
    """The files that a page links."""
    return re.findall(r'href="(/tep/[^"]+)"', html)


def test_every_bodys_files_open(client: TestClient, knowledge: Knowledge) -> None:
    """Word and Excel of all that anything binds, a calendar where there are days; each names a row of the body's."""
    for agency in knowledge.agencies:
        found = linked(client.get(f"/co-quan/{agency}").text)
        rows, bound = duties(knowledge, agency).every, charges(knowledge, agency)
        assert [each.rpartition(".")[2] for each in found][:2] == (["docx", "xlsx"] if rows or bound else [])
        if "IV-2" in bound:
            assert found[2:] == [f"/tep/co-quan/{agency}.ics"]


@pytest.mark.parametrize(
    "page", ["/co-quan/sct", "/nhiem-vu", "/nhiem-vu?nhom=III-II&co-quan=stc&thoi-han=quy-iv-2022"]
)
def test_what_is_linked_opens(client: TestClient, knowledge: Knowledge, page: str) -> None:
    """As what it says it is, with rows of the plan in it, to be saved under a name in plain letters."""
    found = linked(client.get(page).text)
    assert len(found) == {"/nhiem-vu": 2, "/co-quan/sct": 3}.get(page, 9)
    for address in found:
        response, form = client.get(address), address.rpartition(".")[2]
        assert response.headers["content-type"] == MEDIA[form]
        assert re.fullmatch(rf'attachment; filename="[a-z0-9-]+\.{form}"', response.headers["content-disposition"])
        assert response.headers["x-content-type-options"] == "nosniff"
        assert "content-encoding" not in response.headers
        read = "\n".join(texts(form, response.content))
        assert any(task.unit.text in read for task in knowledge.tasks.values())


def test_the_whole_plan(client: TestClient, knowledge: Knowledge) -> None:
    """Every row is in it."""
    read = "\n".join(texts("xlsx", client.get("/tep/ke-hoach.xlsx").content))
    assert all(task.unit.text in read for task in knowledge.tasks.values())


@pytest.mark.parametrize(
    "path",
    [
        "/tep/co-quan/khong-co.docx",
        "/tep/co-quan/sct.exe",
        "/tep/co-quan/bkhdt.docx",  # nothing to do
        "/tep/nhom/III-II.ics",
        "/tep/nhom/III-II-5.docx",
        "/tep/thoi-han/Quý IV/2022.docx",
        "/tep/thoi-han/quy-v-2022.xlsx",
        "/tep/khac/sct.docx",
        "/tep/ke-hoach.ics",
        "/tep/ke-hoach",
        "/tep/",
    ],
)
def test_what_there_is_none_of(client: TestClient, path: str) -> None:
    """It is a page that is not there, told in words."""
    response = client.get(path)
    assert response.status_code == 404
    assert "Không có trang này" in response.text


def test_it_is_asked_for_anew_and_sent_once(client: TestClient) -> None:
    """A browser that has the file of today is told so, without its being made; it is only read."""
    first = client.get(SHEET)
    assert first.headers["cache-control"] == "no-cache"
    again = client.get(SHEET, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get(SHEET, headers={"If-None-Match": '"other"'}).status_code == 200
    assert client.head(SHEET).headers["content-length"] == first.headers["content-length"]
    assert client.post(SHEET).status_code == 405


def test_a_file_in_the_making_stalls_nobody(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one is made others are answered; the next file waits for it; one that was made is not made again."""
    begun, going_on, made = threading.Event(), threading.Event(), []

    def slow(*given: object) -> File:
        made.append(given)
        begun.set()
        assert going_on.wait(30)
        return write(*given)

    write: Callable[..., File] = file
    monkeypatch.setattr("bot.web.exports.file", slow)

    async def ask() -> list[int]:
        transport = httpx.ASGITransport(build_app(site))
        async with httpx.AsyncClient(transport=transport, base_url="https://hoi.example.vn") as client:
            files = [asyncio.create_task(client.get(path)) for path in (SHEET, SHEET, "/tep/ke-hoach.xlsx")]
            await asyncio.to_thread(begun.wait, 30)
            page = await client.get("/co-quan")
            assert len(made) == 1
            going_on.set()
            return [page.status_code, *[response.status_code for response in await asyncio.gather(*files)]]

    assert asyncio.run(ask()) == [200] * 4
    assert len(made) == 2


def test_machines_need_not_look(client: TestClient) -> None:
    """Nor is any file kept for when there is no network."""
    assert "Disallow: /tep/" in client.get("/robots.txt").text
    assert "/tep" not in client.get("/sw.js").text

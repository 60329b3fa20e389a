"""An empty DOCX file in the form of Vietnamese administrative documents: the paper, its type, its page numbers."""

from __future__ import annotations

import datetime as dt

from docx import Document
from docx.document import Document as Opened
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

SIZE = 13
_SMALL = 11
_FACE, _FONTS = "Times New Roman", ("ascii", "hAnsi", "eastAsia", "cs")
_LANGUAGE = "vi-VN"
_WORD = "15"
"""The Word that it is written for; without it a later one opens it as a file of an older Word."""
_WIDTH, _HEIGHT = 297, 210
_MARGINS = {"left": 30, "right": 15, "top": 20, "bottom": 20}


def paper(title: str, author: str, below: str, made: dt.datetime) -> Opened:
    """A file with nothing on it yet, A4 across.

    Args:
        title: what its properties call it.
        author: who made it.
        below: what stands at the foot of each page.
        made: when it was made (aware).
    """
    document = Document()
    _dress(document)
    (section,) = document.sections
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_WIDTH), Mm(_HEIGHT)
    for side, width in _MARGINS.items():
        setattr(section, f"{side}_margin", Mm(width))
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True  # the first page bears no number
    number = section.header.paragraphs[0]
    _field(number, "PAGE")
    number.add_run("/")
    _field(number, "NUMPAGES")
    feet = [footer.paragraphs[0] for footer in (section.footer, section.first_page_footer)]
    for foot in feet:
        foot.add_run(below).italic = True
    for paragraph in (number, *feet):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    known = document.core_properties
    known.title, known.comments, known.language = title, below, _LANGUAGE
    known.author = known.last_modified_by = author
    known.created = known.modified = made.astimezone(dt.UTC).replace(tzinfo=None)
    return document


def element(name: str, **values: str) -> BaseOxmlElement:
    """An element of the file, with its attributes, where the library has no words for it."""
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _dress(document: Opened) -> None:
    """The type, the language and the spacing of everything."""
    styles, settings = document.styles, document.settings.element
    for lang in (*styles.element.iter(qn("w:lang")), *settings.iter(qn("w:themeFontLang"))):
        lang.set(qn("w:val"), _LANGUAGE)
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), _WORD)
    for name, size in (("Normal", SIZE), ("Heading 1", SIZE), ("Footer", _SMALL)):
        style = styles[name]
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        fonts.attrib.clear()  # a theme's type would come before ours
        for font in _FONTS:
            fonts.set(qn(f"w:{font}"), _FACE)
        style.font.size, style.font.color.rgb = Pt(size), RGBColor(0, 0, 0)
        style.paragraph_format.line_spacing = 1
        style.paragraph_format.widow_control = True
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(2)
    styles["Heading 1"].paragraph_format.space_before = Pt(14)
    styles["Heading 1"].paragraph_format.space_after = Pt(4)


def _field(paragraph: Paragraph, code: str) -> None:
    """A number that the reader's program fills in."""
    instruction = element("w:instrText")
    instruction.text = code
    began, ended = (element("w:fldChar", fldCharType=kind) for kind in ("begin", "end"))
    paragraph.add_run().element.extend([began, instruction, ended])

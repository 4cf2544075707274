"""What Word and LibreOffice wrap the words of a .docx in, add to them or hide: told apart from the text."""

from __future__ import annotations

import pytest

from library.importing.imported import Imported
from tests.files import document_xml, image, relations
from tests.imports.hostile import docx
from tests.library.importing.reading import body_of, kinds, left_out, read

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def para(inside: str, style: str = "") -> str:
    return f"<w:p><w:pPr>{style}</w:pPr>{inside}</w:p>"


def word(blocks: str, styles: str = "", **parts: str | bytes) -> Imported:
    head, _, tail = document_xml("").partition("<w:body>")
    end = tail[tail.index("</w:body>") :]
    return read(
        docx(f"{head}<w:body>{blocks}{end}", **{"word/styles.xml": f"<w:styles {W}>{styles}</w:styles>", **parts})
    )


def field(code: str, shown: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{mark.format('begin')}{code}{mark.format('separate')}{shown}{mark.format('end')}"


def said(imported: Imported, what: str) -> list[str]:
    return [one.excerpt for one in imported.remarks if one.what == what]


TOC_STYLE = '<w:style w:type="paragraph" w:styleId="Verzeichnis1"><w:name w:val="toc 1"/></w:style>'
CONTENTS = {
    "in the frame that Word makes": (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr><w:sdtContent>'
        f"{para(run('canary'))}</w:sdtContent></w:sdt>"
    ),
    "by its field": para(field('TOC \\o "1-3"', run("canary"))),
    "by its field, with others inside": para(field("TOC \\h", run("canary") + field("PAGEREF _1", ""))),
    "by its style, in any language": para(run("canary"), '<w:pStyle w:val="Verzeichnis1"/>'),
}


@pytest.mark.parametrize("way", CONTENTS)
def test_a_table_of_contents_is_left_out_and_that_is_said(way: str) -> None:
    imported = word(para(run("Before.")) + CONTENTS[way] + para(run("Behind.")), TOC_STYLE)
    assert body_of(imported) == "Before.\n\nBehind."
    assert said(imported, "contents") == ["canary"]


def test_a_field_without_an_end_takes_nothing_with_it() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    imported = word(para(begin + run("One.")) + para(run("Two.")))
    assert "Two." in body_of(imported)


@pytest.mark.parametrize(
    "hidden",
    [
        run("canary", "<w:vanish/>"),
        run("canary", '<w:rStyle w:val="Gone"/>'),
        run("can", "<w:vanish/>") + run("ary", "<w:vanish/>"),
    ],
)
def test_hidden_words_are_left_out_and_said_once(hidden: str) -> None:
    style = '<w:style w:type="character" w:styleId="Gone"><w:name w:val="Gone"/><w:rPr><w:vanish/></w:rPr></w:style>'
    imported = word(para(run("Seen ") + hidden + run("here.")), style)
    assert body_of(imported) == "Seen here."
    assert said(imported, "hidden") == ["canary"]


def test_words_that_are_shown_again_stay() -> None:
    assert body_of(word(para(run("Seen", '<w:vanish w:val="0"/>')))) == "Seen"


WRAPPED = {
    "a simple field": '<w:fldSimple w:instr="DATE">{}</w:fldSimple>',
    "a smart tag": '<w:smartTag w:element="place"><w:smartTagPr/>{}</w:smartTag>',
    "markup of a company": "<w:customXml>{}</w:customXml>",
    "a direction": '<w:dir w:val="rtl">{}</w:dir>',
    "a content control": "<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "one in the other": '<w:smartTag><w:fldSimple w:instr="DATE">{}</w:fldSimple></w:smartTag>',
}


@pytest.mark.parametrize("wrapper", WRAPPED)
def test_words_stay_whatever_they_are_wrapped_in(wrapper: str) -> None:
    imported = word(para(run("On ") + WRAPPED[wrapper].format(run("Monday")) + run(".")))
    assert body_of(imported) == "On Monday."
    assert "unaccounted" not in kinds(imported)


def test_rows_that_repeat_stay_in_their_table() -> None:
    def row(*cells: str) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{para(run(one))}</w:tc>' for one in cells)}</w:tr>"

    grid = '<w:tblPr/><w:tblGrid><w:gridCol w:w="1"/><w:gridCol w:w="1"/></w:tblGrid>'
    inside = f"<w:sdt><w:sdtContent>{row('Monday', 'Ada')}</w:sdtContent></w:sdt>"
    assert "| Monday | Ada |" in body_of(word(f"<w:tbl>{grid}{row('Day', 'Who')}{inside}</w:tbl>"))


def test_a_hyphen_that_holds_words_together_is_a_hyphen() -> None:
    imported = word(para("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>produced</w:t></w:r>"))
    assert body_of(imported) == "co\u2011produced"
    assert "unaccounted" not in kinds(imported)


def test_paragraphs_whose_ends_were_deleted_are_one() -> None:
    gone = '<w:rPr><w:del w:id="1" w:author="A"/></w:rPr>'
    blocks = para(run("One "), gone) + para(run("two "), gone) + para(run("three.")) + para(run("Four."), gone)
    assert body_of(word(blocks)) == "One two three.\n\nFour."


@pytest.mark.parametrize("breaks", ['<w:r><w:br w:type="page"/></w:r>', "<w:r><w:br/></w:r>", run("\u00a0")])
def test_a_heading_that_only_makes_distance_begins_no_section(breaks: str) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    heading = '<w:pStyle w:val="H1"/>'
    blocks = (
        para(run("One"), heading)
        + para(run("First."))
        + para(breaks, heading)
        + para(run("Two"), heading)
        + para(run("Second."))
    )
    imported = word(blocks, styles)
    assert [(one.heading, one.body) for one in imported.sections] == [("One", "First."), ("Two", "Second.")]


# --- Pictures ---

BLIP = (
    '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData'
    ' uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="1" name="p" descr="A bench"/>'
    '</pic:nvPicPr><pic:blipFill><a:blip r:embed="{}"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic>"
)


def drawing(kind: str, lead: str) -> str:
    return (
        f'<w:drawing><wp:{kind} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="1" name="p" descr="A bench"/>{BLIP.format(lead)}</wp:{kind}></w:drawing>'
    )


def with_picture(kind: str, inside: str) -> str:
    rows = relations(("image", "media/image1.png", False))
    lead = rows.split('Id="')[1].partition('"')[0]
    parts: dict[str, str | bytes] = {"word/_rels/document.xml.rels": rows, "word/media/image1.png": image()}
    return body_of(word(para(inside.replace("PICTURE", drawing(kind, lead))), **parts))


@pytest.mark.parametrize(
    ("kind", "inside", "wanted"),
    [
        ("inline", "<w:r>PICTURE<w:t>Figure 1</w:t></w:r>", "![](asset:picture-1)Figure 1"),
        ("anchor", f"<w:r>PICTURE</w:r>{run('Words.')}", "![](asset:picture-1)\n\nWords."),
        ("anchor", f"{run('Words ')}<w:r>PICTURE</w:r>{run('go on.')}", "Words go on.\n\n![](asset:picture-1)"),
        ("anchor", "<w:r>PICTURE</w:r>", "![](asset:picture-1)"),
    ],
)
def test_a_picture_takes_no_words_with_it_and_stands_apart_where_it_floats(kind: str, inside: str, wanted: str) -> None:
    assert with_picture(kind, inside) == wanted


# --- Doubts ---


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("See Error! Reference source not found. for more", "broken-reference"),
        ("See Error: Reference source not found", "broken-reference"),
        ("Error! Bookmark not defined.", "broken-reference"),
        ("as page 4 says", "page-reference"),
        ("•\u00a0Soup", "list-lookalike"),
        ("1. Soup", "list-lookalike"),
        ("- Soup", "list-lookalike"),
    ],
)
def test_what_a_person_has_to_decide_is_pointed_at(words: str, what: str) -> None:
    imported = word(para(run(words)))
    assert [(one.what, one.pointer) for one in imported.remarks if one.what == what] == [(what, "/sections/0/body")]


@pytest.mark.parametrize(
    "words", ["The web pages help", "a page about you", "well-known - and loved", "2024. It was a year"]
)
def test_what_is_only_like_a_doubt_is_none(words: str) -> None:
    assert not {"broken-reference", "page-reference", "list-lookalike"} & set(kinds(word(para(run(words)))))


def test_a_typed_list_is_pointed_at_once() -> None:
    blocks = "".join(para(run(f"• {one}")) for one in ("Soup", "Bread")) + para(run("Words.")) + para(run("• Tea"))
    assert said(word(blocks), "list-lookalike") == ["• Soup", "• Tea"]


DETOURS = {
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.cpft.nhs.uk%2Feating&amp;data=05%7C01": "https://www.cpft.nhs.uk/eating",
    "https://www.google.com/url?q=https://www.cpft.nhs.uk/&amp;sa=D": "https://www.cpft.nhs.uk/",
}


@pytest.mark.parametrize("address", DETOURS)
def test_a_link_through_a_service_that_watches_leads_straight_there(address: str) -> None:
    imported = read(f'<html><body><h1>T</h1><p><a href="{address}">our page</a></p></body></html>'.encode(), "a.html")
    assert body_of(imported) == f"[our page]({DETOURS[address]})"
    assert said(imported, "link-detour") == [DETOURS[address]]


def test_a_detour_that_leads_nowhere_good_is_not_followed() -> None:
    page = '<p>See <a href="https://www.google.com/url?q=javascript:alert(1)">this</a></p>'
    assert "javascript" not in body_of(read(page.encode(), "a.html")).replace("q=javascript", "")
    assert left_out(read(page.encode(), "a.html")) == ""

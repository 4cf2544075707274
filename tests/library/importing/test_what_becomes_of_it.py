"""What becomes of each thing that documents have: kept, changed and said so, or left out and said so."""

from base64 import b64encode

import pytest

from library.catalogue.uploads import Upload, inspect_upload
from library.importing import pictures
from library.importing.pages import page_source
from tests.files import document_xml, image, relations
from tests.imports.hostile import docx
from tests.imports.ten import MAKERS, made
from tests.imports.word import WordMaker
from tests.library.importing.reading import body_of, kinds, left_out, read, text_of

PAGE = "<!DOCTYPE html><html><body><h1>T</h1>{}</body></html>"


def page(body: str) -> bytes:
    return PAGE.format(body).encode()


@pytest.mark.parametrize("kind", MAKERS)
def test_lists_stay_inside_each_other(kind: str) -> None:
    _, data = made(kind, "nested_lists")
    assert "- Soup\n- Bread\n  * brown\n  * white\n    - sliced\n- Fruit" in body_of(read(data))


@pytest.mark.parametrize("kind", MAKERS)
def test_two_lists_in_a_row_stay_two(kind: str) -> None:
    _, data = made(kind, "nested_lists")
    assert body_of(read(data)).endswith("3) Talk\n\n* Another list\n* directly after it")


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_joined_cells_stand_apart_and_that_is_said(kind: str) -> None:
    _, data = made(kind, "tables")
    imported = read(data)
    assert "| Spring |  | Autumn |" in body_of(imported, 1)
    assert "table-cells" in kinds(imported)


@pytest.mark.parametrize("kind", ["docx", "odt", "markdown"])
def test_notes_stand_at_the_foot_of_their_section(kind: str) -> None:
    _, data = made(kind, "notes")
    first, second = read(data).sections
    assert "recover \\[1\\] in time \\[2\\]." in first.body
    assert first.body.endswith("\\[1\\] Trent and others, a study of fifty.\n\n\\[2\\] Second source.")
    assert second.body.endswith("\\[3\\] An endnote about resting.")


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_insertions_are_taken_in_and_deletions_left_out_and_both_are_said(kind: str) -> None:
    _, data = made(kind, "changes")
    imported = read(data)
    assert "You can sometimes phone, we answer." in body_of(imported)
    assert {"always never", "Is this agreed?"} <= {one.excerpt for one in imported.remarks if one.fate == "left_out"}
    assert {"sometimes", "A whole paragraph was inserted."} <= {
        one.excerpt for one in imported.remarks if one.what == "inserted"
    }


def test_no_remark_says_who_wrote_a_comment() -> None:
    for kind in ("docx", "odt"):
        _, data = made(kind, "changes")
        assert "Canary" not in repr(read(data))


@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_what_stood_in_a_box_follows_its_paragraph(kind: str) -> None:
    _, data = made(kind, "boxes")
    imported = read(data)
    assert "Beside the box stands a sentence.\n\nBoxed words matter as well\n\nTwice framed." in body_of(imported)
    assert [one.excerpt for one in imported.remarks if one.what == "text-box"] == [
        "Boxed words matter as well",
        "Another frame",
    ]


@pytest.mark.parametrize("kind", MAKERS)
def test_a_picture_without_words_waits_for_them(kind: str) -> None:
    _, data = made(kind, "pictures")
    imported = read(data)
    assert [(one.key, one.alt) for one in imported.pictures] == [
        ("picture-1", "Two friends share a table in a garden"),
        ("picture-2", None),
    ]
    assert "![](asset:picture-1)\n\nBetween \\[picture-2\\] words." in body_of(imported)


@pytest.mark.parametrize("alt", ["image1.png", "Picture 3", "A dog. Description automatically generated", "  "])
def test_what_a_program_wrote_about_a_picture_says_nothing(alt: str) -> None:
    maker = WordMaker()
    maker.para("Text", ("img", alt))
    imported = read(maker.made())
    assert [one.alt for one in imported.pictures] == [None]
    assert "picture-alt" in kinds(imported)


def test_a_picture_that_cannot_be_kept_is_named_with_its_words() -> None:
    maker = WordMaker()
    maker.para("Text", ("img", "A moving dancer", image("GIF")))
    imported = read(maker.made())
    assert imported.pictures == ()
    assert "A moving dancer" in left_out(imported)


@pytest.mark.parametrize("kind", MAKERS)
def test_right_to_left_texts_come_in_as_they_are(kind: str) -> None:
    _, data = made(kind, "right_to_left")
    first, second = read(data).sections
    assert (first.id, first.body) == ("section-1", "خططوا **معا**. اتصل على 116 123.")
    assert (second.heading, second.body) == ("לפני הארוחה", "תכננו יחד, *לאט*.")


@pytest.mark.parametrize("kind", MAKERS)
def test_no_break_spaces_stay_and_signs_that_nobody_sees_go(kind: str) -> None:
    _, data = made(kind, "margins_and_signs")
    assert "Unbreakable, 10\u00a0miles; ‘odd’ „quotes“ – and — dashes… 1\u202f000" in text_of(read(data))


@pytest.mark.parametrize("kind", ["docx", "odt", "html"])
def test_what_would_be_markdown_is_only_text(kind: str) -> None:
    _, data = made(kind, "margins_and_signs")
    assert "1. not a list, + nor this\n- nor that, a\\b & c" in text_of(read(data))


@pytest.mark.parametrize("kind", MAKERS)
def test_headings_go_down_one_level_at_a_time(kind: str) -> None:
    _, data = made(kind, "headings_out_of_order")
    imported = read(data)
    assert [(one.id, one.heading) for one in imported.sections] == [
        ("headings", "Headings"),
        ("high", "High"),
        ("high-2", "High"),
    ]
    assert (
        body_of(imported, 1)
        == "### Very low \\#\n\n**Only bold**\n\nBelow the low one.\n\n### Middle\n\n### Middle again"
    )
    assert {"heading-level", "heading-lookalike", "no-heading"} <= set(kinds(imported))


@pytest.mark.parametrize("kind", MAKERS)
def test_links_lead_where_a_text_may_link_to_or_are_words(kind: str) -> None:
    _, data = made(kind, "links_and_numbers")
    imported = read(data)
    body = body_of(imported)
    assert "[our pages](<https://sunnetwork.org.uk/a_(b)>), [an old one](https://old.org.uk/)." in body
    assert "a program further down." in body
    assert "javascript:canary()" in [one.excerpt for one in imported.remarks if one.what == "link-address"]


@pytest.mark.parametrize(
    ("kind", "target"),
    [
        ("image", "http://192.0.2.1/canary.png"),
        ("attachedTemplate", "file:///c:/canary.dotm"),
        ("oleObject", "http://192.0.2.1/x"),
    ],
)
def test_what_is_elsewhere_is_named_and_never_fetched(kind: str, target: str) -> None:
    imported = read(docx(**{"word/_rels/settings.xml.rels": relations((kind, target, True))}))
    assert target in [one.excerpt for one in imported.remarks if one.what == "not-fetched"]


@pytest.mark.parametrize(
    "address", ["https://192.0.2.1/canary.png", "file:///etc/passwd", "//192.0.2.1/x.png", "pictures/a.png"]
)
def test_pictures_of_a_page_that_are_elsewhere_are_named_and_never_fetched(address: str) -> None:
    imported = read(page(f'<p>Text</p><p><img src="{address}" alt="A quiet lake"></p>'))
    assert imported.pictures == ()
    assert [one.excerpt for one in imported.remarks if one.what == "not-fetched"] == [f"A quiet lake {address}"]


def test_nothing_of_a_page_that_runs_comes_in() -> None:
    harm = (
        "<p onclick='canary()'>Text <a href='javascript:canary()'>here</a> <a href='data:text/html,canary'>there</a>"
        "<svg onload='canary()'><text>drawn</text></svg></p><script>canary()</script><style>canary{}</style>"
    )
    imported = read(page(harm))
    assert [one.body for one in imported.sections] == ["Text here there"]
    assert {"drawn", "script (1), style (1), event handlers"} <= {one.excerpt for one in imported.remarks}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "windows-1252"])
@pytest.mark.parametrize(
    "template", ["<html><body><h1>Café</h1><p>“Naïve” – £5</p></body></html>", "# Café\n\n“Naïve” – £5\n"]
)
def test_texts_are_read_in_the_encoding_that_they_have(encoding: str, template: str) -> None:
    imported = read(template.encode(encoding))
    assert (imported.title, body_of(imported)) == ("Café", "“Naïve” – £5")


def test_the_content_decides_and_not_the_name() -> None:
    assert [read(made(kind, "boxes")[1], "a.pdf").kind for kind in MAKERS] == list(MAKERS)


def test_braces_are_no_blanks_unless_somebody_named_a_contact_point() -> None:
    imported = read(b"Call {{contact:samaritans}} or {{phone}}.")
    assert body_of(imported) == "Call {{contact:samaritans}} or \\{ \\{phone\\}\\}."
    assert "braces" in kinds(imported)


def test_a_section_that_is_too_long_is_split() -> None:
    paragraph = "Some words of a very long section. " * 300
    imported = read(f"# Title\n\n## Long\n\n{(paragraph + chr(10) * 2) * 8}".encode())
    assert [one.heading for one in imported.sections] == ["Long", "Long (2)"]
    assert "section-split" in kinds(imported)


def test_signs_of_one_font_become_signs_that_all_have() -> None:
    imported = read(docx(document_xml("<w:r><w:t>\uf0fc Yes \uf0ff</w:t></w:r>")))
    assert body_of(imported) == "✓ Yes"
    assert [one.excerpt for one in imported.remarks if one.what == "symbol"] == ["U+F0FF"]


def test_lists_deeper_than_can_be_shown_become_flatter() -> None:
    imported = read("\n".join(f"{'  ' * level}- level {level}" for level in range(12)).encode())
    assert "list-deep" in kinds(imported)
    assert "level 11" in body_of(imported)


@pytest.mark.parametrize(
    ("said", "taken", "remarks"),
    [
        ("cy", "cy", set()),
        ("en-GB", "en-GB", set()),
        ("en-US", "en-GB", {"language-american"}),
        ("12", "en-GB", {"language-unknown"}),
    ],
)
def test_the_language_is_the_file_s_unless_it_is_what_word_says_by_itself(
    said: str, taken: str, remarks: set[str]
) -> None:
    words = f'<!DOCTYPE html><html lang="{said}"><body><h1>T</h1><p>Words.</p></body></html>'.encode()
    imported = read(words)
    assert imported.language == taken
    assert {kind for kind in kinds(imported) if kind.startswith("language")} == remarks


def test_one_picture_is_looked_at_once_however_many_words_there_are_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def counting(data: bytes, name: str) -> Upload:
        looked.append(name)
        return inspect_upload(data, name)

    monkeypatch.setattr(pictures, "inspect_upload", counting)
    address = f"data:image/png;base64,{b64encode(image()).decode()}"
    imported = read(page("".join(f'<p>a <img src="{address}" alt="A lake {n}"></p>' for n in range(5))))
    assert (len(looked), len(imported.pictures)) == (1, 5)


def test_a_head_without_an_end_hides_no_words_from_the_count() -> None:
    imported = read(
        b"<!DOCTYPE html><html><head><title>T</title><body><h1>T</h1><p>Words that count.</p></body></html>"
    )
    assert "Words that count." in text_of(imported)
    assert "Words that count." in list(
        page_source(
            "<!DOCTYPE html><html><head><title>T</title><body><h1>T</h1><p>Words that count.</p></body></html>"
        ).passages
    )

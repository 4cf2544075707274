"""The names under which people find a rendition again."""

from __future__ import annotations

import pytest

from library.editions.file_names import FileName, file_name

ABOUT = {"slug": "finding-support", "title": "Finding support", "edition": 2}


@pytest.mark.parametrize(
    ("name", "saved"),
    [
        ("a4.pdf", "finding-support-a4-edition-2.pdf"),
        ("large-print.pdf", "finding-support-large-print-edition-2.pdf"),
        ("document.docx", "finding-support-edition-2.docx"),
        ("package.zip", "finding-support-package-edition-2.zip"),
    ],
)
def test_a_name_says_what_it_is(name: str, saved: str) -> None:
    assert file_name(name, **ABOUT) == FileName(saved)


def test_a_translation_says_its_language() -> None:
    assert file_name("a4.pdf", language="zh-Hant", **ABOUT).ascii == "finding-support-zh-hant-a4-edition-2.pdf"


def test_a_title_in_other_letters_is_a_name_of_its_own() -> None:
    found = file_name("a4.pdf", slug="help", title="مدد حاصل کرنا", edition=1, language="ur")
    assert found == FileName("help-ur-a4-edition-1.pdf", "مدد حاصل کرنا-ur-a4-edition-1.pdf")


@pytest.mark.parametrize("title", ["tŷ/../../etc", 'tŷ"; x="y', "tŷ\u202egpj.exe", "tŷ\r\nX: 1", "tŷ\\x", "tŷ:*?<>|"])
def test_no_title_leads_elsewhere(title: str) -> None:
    own = file_name("a4.pdf", slug="help", title=title, edition=1).own
    assert not set(own) & set('/\\:*?"<>|\r\n\u202e')
    assert own.endswith("-a4-edition-1.pdf")


def test_a_long_title_is_cut() -> None:
    assert len(file_name("a4.pdf", slug="help", title="ŷ" * 200, edition=1).own) < 110

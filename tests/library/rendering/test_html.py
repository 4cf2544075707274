"""Markdown as HTML for anybody's page."""

from __future__ import annotations

import re

import pytest

from library.documents import examples
from library.documents.parse import parse_document
from library.rendering.html import markdown_to_html

IMAGES = {
    "sofa": ("https://library.test/sofa.png", 'A "red" sofa & mugs'),
    "line": ("https://library.test/line.png", ""),
}
LABELS = {"crisis_service": "Crisis service", "crisis_service.phone": "Its phone", "contact:samaritans": "Samaritans"}


def html(markdown: str, **members: object) -> str:
    """The HTML on one line: line breaks are between blocks, and where the text has them."""
    return markdown_to_html(markdown, **members).replace("\n", "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("", ""),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("*a* **b** ***c***", "<p><em>a</em> <strong>b</strong> <em><strong>c</strong></em></p>"),
        ("a  \nb\\\nc", "<p>a<br>b<br>c</p>"),
        ("- a\n- b\n  - c", "<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>"),
        ("- a\n\n- b", "<ul><li><p>a</p></li><li><p>b</p></li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("3. a", '<ol start="3"><li>a</li></ol>'),
        ("> Said.", "<blockquote><p>Said.</p></blockquote>"),
        ("### a\n\n#### b", "<h3>a</h3><h4>b</h4>"),
        ("5 < 6 & 7 > 3 \"quoted\" 'so'", "<p>5 &lt; 6 &amp; 7 &gt; 3 \"quoted\" 'so'</p>"),
    ],
)
def test_each_block_has_its_element(markdown: str, expected: str) -> None:
    assert html(markdown) == expected


def test_columns_have_headings_and_alignment_without_inline_style() -> None:
    assert html("| a | b | c |\n| - | :-: | --: |\n| 1 | 2 | 3 |") == (
        '<table><thead><tr><th scope="col">a</th><th scope="col" class="align-centre">b</th>'
        '<th scope="col" class="align-right">c</th></tr></thead><tbody><tr><td>1</td><td class="align-centre">2</td>'
        '<td class="align-right">3</td></tr></tbody></table>'
    )


@pytest.mark.parametrize(
    ("markdown", "offset", "expected"),
    [
        ("### a\n\n#### b", 1, "<h4>a</h4><h5>b</h5>"),
        ("### a\n\n#### b", 2, "<h5>a</h5><h6>b</h6>"),
        ("### a\n\n#### b", 9, "<h6>a</h6><h6>b</h6>"),
        ("# a\n\n## b\n\n###### c", 0, "<h3>a</h3><h3>b</h3><h6>c</h6>"),
    ],
)
def test_headings_fit_under_those_of_the_page(markdown: str, offset: int, expected: str) -> None:
    assert html(markdown, heading_offset=offset) == expected


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "[a](https://www.nhs.uk/?b=c&d=e)",
            '<a href="https://www.nhs.uk/?b=c&amp;d=e" rel="noopener noreferrer">a</a>',
        ),
        ("[a](mailto:b@nhs.uk)", '<a href="mailto:b@nhs.uk" rel="noopener noreferrer">a</a>'),
        ("[*a*](https://a.uk)", '<a href="https://a.uk" rel="noopener noreferrer"><em>a</em></a>'),
        ("<https://a.uk>", '<a href="https://a.uk" rel="noopener noreferrer">https://a.uk</a>'),
        ("[a](http://a.uk)", "a"),
        ("[a](/b)", "a"),
        ("[*a*](javascript:b)", "<em>a</em>"),
    ],
)
def test_links_lead_to_safe_places_or_are_words(markdown: str, expected: str) -> None:
    assert html(markdown) == f"<p>{expected}</p>"


def test_a_telephone_number_keeps_its_order_on_a_page_read_from_right_to_left() -> None:
    assert html("اتصل على [116 123](tel:116123) الآن") == (
        '<p>اتصل على <bdi dir="ltr"><a href="tel:116123" rel="noopener noreferrer">116 123</a></bdi> الآن</p>'
    )


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        (
            "![](asset:sofa)",
            '<img src="https://library.test/sofa.png" alt="A &quot;red&quot; sofa &amp; mugs" loading="lazy">',
        ),
        ("![words](asset:line)", '<img src="https://library.test/line.png" alt="" loading="lazy">'),
        ("![A <bed>](asset:bed)", "A &lt;bed&gt;"),
        ("![](asset:bed)", ""),
        ("![A bed](https://elsewhere.test/bed.png)", "A bed"),
        ("![A bed](sofa)", "A bed"),
    ],
)
def test_a_picture_comes_from_what_was_handed_in_or_is_words(markdown: str, expected: str) -> None:
    assert html(markdown, images=IMAGES) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("markdown", "key", "label"),
    [
        ("{{crisis_service}}", "crisis_service", "Crisis service"),
        ("{{crisis_service.phone}}", "crisis_service.phone", "Its phone"),
        ("{{crisis_service.email}}", "crisis_service.email", "Crisis service"),
        ("{{other.phone}}", "other.phone", "other"),
        ("{{contact:samaritans}}", "contact:samaritans", "Samaritans"),
        ("{{contact:shout}}", "contact:shout", "shout"),
        ("{{quote:a-b}}", "quote:a-b", ""),
    ],
)
def test_a_placeholder_shows_its_label(markdown: str, key: str, label: str) -> None:
    assert html(markdown, labels=LABELS) == f'<p><span class="placeholder" data-key="{key}">{label}</span></p>'


def test_the_label_of_a_placeholder_is_text() -> None:
    assert html("{{a}}", labels={"a": "<b>"}) == '<p><span class="placeholder" data-key="a">&lt;b&gt;</span></p>'


def test_a_link_that_is_not_filled_in_yet_is_words_and_its_placeholder() -> None:
    assert html("[Refer yourself]({{page}}) or [call](tel:{{crisis_service.phone}})", labels=LABELS) == (
        '<p>Refer yourself <span class="placeholder" data-key="page">page</span> or call '
        '<span class="placeholder" data-key="crisis_service.phone">Its phone</span></p>'
    )


@pytest.mark.parametrize("kind", sorted(examples.BY_KIND))
def test_every_element_is_closed_in_order(kind: str) -> None:
    for section in parse_document(examples.BY_KIND[kind]).sections:
        opened: list[str] = []
        for closing, name in re.findall(r"<(/?)([a-z0-9]+)[^>]*>", markdown_to_html(section.body, images=IMAGES)):
            if closing:
                assert opened.pop() == name
            elif name not in {"br", "img"}:
                opened.append(name)
        assert opened == []

"""The ladder drawn: every rung is there as text, its credit is part of it, and it needs nothing from elsewhere."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from library.coproduction.drawing import Mark, drawn, written
from library.coproduction.ladders import ARNSTEIN, LADDERS, TLAP, Ladder

SVG = "{http://www.w3.org/2000/svg}"
TLAP_SITE = "https://www.thinklocalactpersonal.org.uk/"
RUNGS = ["Coercion", "Educating", "Informing", "Consultation", "Engagement", "Co-design", "Co-production"]
EVERY = pytest.mark.parametrize("ladder", list(LADDERS.values()), ids=list(LADDERS))


def tree(ladder: Ladder, *marks: Mark) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(ladder, marks))  # noqa: S314 - our own drawing


def texts(root: ElementTree.Element, kind: str) -> list[str]:
    return [found.text or "" for found in root.iter(f"{SVG}text") if found.get("class") == kind]


def test_tlap_has_seven_rungs_by_their_exact_names() -> None:
    assert [rung.name for rung in TLAP.rungs] == RUNGS
    assert texts(tree(TLAP), "name") == [f"{position}. {name}" for position, name in enumerate(RUNGS, 1)]


@EVERY
@pytest.mark.parametrize("form", [drawn, written])
def test_a_link_to_tlap_is_there_if_and_only_if_the_scheme_is_tlap_s(ladder: Ladder, form: object) -> None:
    assert (TLAP_SITE in form(ladder)) is (ladder is TLAP)  # type: ignore[operator]


@EVERY
def test_the_credit_is_part_of_the_drawing_with_a_link(ladder: Ladder) -> None:
    root = tree(ladder)
    assert " ".join(texts(root, "credit")) == f"{ladder.credit} {ladder.source}"
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == [ladder.source_url]
    assert ladder.credit in " ".join(written(ladder).split())


@EVERY
def test_it_says_what_it_is_to_those_who_do_not_see_it(ladder: Ladder) -> None:
    root = tree(ladder)
    said = {id: root.find(f"{SVG}{id}") for id in (root.get("aria-labelledby") or "").split()}
    assert all(found is not None and found.text and found.get("id") == id for id, found in said.items())
    assert list(said) == ["title", "desc"]
    assert all(rung.name in (said["desc"].text or "") for rung in ladder.rungs)  # type: ignore[union-attr]


@EVERY
def test_it_needs_nothing_from_elsewhere_and_runs_nothing(ladder: Ladder) -> None:
    drawing = drawn(ladder, [Mark("design", 1)])
    assert "<script" not in drawing
    assert "url(" not in drawing
    assert drawing.count("http") == 2  # its namespace, and the link of its credit
    assert "prefers-color-scheme:dark" in drawing


def test_stages_are_marked_on_their_rungs_whatever_their_order() -> None:
    marks = [Mark("deliver", 4), Mark("govern", 6), Mark("design", 6)]
    root = tree(TLAP, *marks)
    rung = [group for group in root.iter(f"{SVG}g") if group.get("class") is None][5]
    shown = [found.text for group in rung.iter(f"{SVG}g") if group.get("class") == "mark" for found in group]
    assert [text for text in shown if text] == ["Design", "Governance"]
    assert "Design stands on rung 6, Co-design." in drawn(TLAP, marks)
    assert drawn(TLAP, marks) == drawn(TLAP, list(reversed(marks)))
    assert "6. Co-design   <-- Design, Governance" in written(TLAP, marks)


@EVERY
def test_the_text_is_no_wider_than_a_screen_without_pictures(ladder: Ladder) -> None:
    lines = written(ladder).splitlines()
    assert max(len(line) for line in lines if not line.startswith("http")) <= 72
    assert next(line for line in lines if line.startswith("|==|")).endswith(ladder.rungs[-1].name)


def test_what_looks_like_markup_is_text() -> None:
    odd = Ladder(**{**vars(ARNSTEIN), "name": "<b>&", "source_url": 'https://example.org/?a=1&b="2"'})
    root = tree(odd)
    assert texts(root, "title") == ["<b>&"]
    assert [link.get("href") for link in root.iter(f"{SVG}a")] == ['https://example.org/?a=1&b="2"']

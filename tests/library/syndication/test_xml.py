"""Whatever text people write, the XML that holds it is well formed and gives it back."""

from __future__ import annotations

from xml.dom import minidom

from hypothesis import given
from hypothesis import strategies as st

from library.syndication.xml import clean, element

ANY_TEXT = st.text(st.characters(exclude_categories=("Cs",)))


@given(ANY_TEXT, ANY_TEXT)
def test_text_and_attributes_come_back_as_they_were(text: str, value: str) -> None:
    node = minidom.parseString(element("a", text=text, b=value)).documentElement  # noqa: S318 - our own
    # A reader turns line ends into \n (XML 1.0, section 2.11).
    wanted = clean(text).replace("\r\n", "\n").replace("\r", "\n")
    assert "".join(child.data for child in node.childNodes) == wanted  # type: ignore[union-attr]
    assert node.getAttribute("b") == clean(value)


def test_what_no_document_may_hold_is_left_out() -> None:
    assert clean("a\x00b\x0bc\ufffed\ud800e\tf") == "abcde\tf"

"""What LibreOffice adds to a text or keeps elsewhere, told apart from its words before pandoc reads it.

pandoc knows few of the fields that words may stand in and drops the others, and tables inside of tables; it shows what
is hidden, and does not see that a whole paragraph is bold, which LibreOffice says in a style made for that paragraph.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement

from library.importing.signs import unmarked
from library.importing.xml_parts import q

_NAME, _STYLE_NAME = q("style:name"), q("text:style-name")
PARAGRAPHS = {q("text:p"), q("text:h")}
_INDEXES = {q(f"text:{name}-index") for name in ("alphabetical", "illustration", "table", "object", "user")}
_INDEXES.add(q("text:table-of-content"))
_READ_INLINE = {
    q(f"text:{name}")
    for name in (
        "span", "a", "s", "tab", "line-break", "note", "note-citation", "note-body", "soft-page-break", "bookmark", "bookmark-start",
        "bookmark-end", "bookmark-ref", "sequence", "p", "h", "list", "list-item", "list-header", "list-level-style-bullet", "change",
        "change-start", "change-end",
    )
}  # fmt: skip
_FIELDS = (
    "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}",
    "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}",
)
_EMPHASIS = {q("fo:font-weight"): "bold", q("fo:font-style"): "italic"}


def without_indexes(body: Element) -> list[Element]:
    """Take tables of contents and other indexes out; a bibliography is text, and stays as its paragraphs."""
    taken: list[Element] = []
    for parent in list(body.iter()):
        if any(child.tag in _INDEXES or child.tag == q("text:bibliography") for child in parent):
            taken += [child for child in parent if child.tag in _INDEXES]
            parent[:] = [one for child in parent if child.tag not in _INDEXES for one in _opened(child)]
    return taken


def _opened(child: Element) -> list[Element]:
    return (
        list(child.iterfind(f"{q('text:index-body')}//{q('text:p')}"))
        if child.tag == q("text:bibliography")
        else [child]
    )


def take_out_hidden(root: Element, body: Element, named: Element | None) -> list[Element]:
    """In place: hidden stretches, paragraphs and sections lose their words; what they were is handed back."""
    roots = [one for one in (named, root) if one is not None]
    hiding = {
        str(style.get(_NAME))
        for one in roots
        for style in one.iter(q("style:style"))
        if any(properties.get(q("text:display")) == "none" for properties in style.iter(q("style:text-properties")))
    }
    taken: list[Element] = []
    for element in list(body.iter()):
        if _hides(element, hiding):
            copy = Element(q("text:p"))
            copy.text, copy[:] = element.text, list(element)
            element.text, element[:] = None, []
            taken.append(copy)
    return taken


def _hides(element: Element, hiding: set[str]) -> bool:
    if element.tag in {q("text:span"), *PARAGRAPHS}:
        fields = element.find(q("text:hidden-paragraph")) if element.tag in PARAGRAPHS else None
        is_field = fields is not None and fields.get(q("text:is-hidden")) == "true"
        return element.get(_STYLE_NAME) in hiding or is_field
    if element.tag == q("text:hidden-text"):
        return element.get(q("text:is-hidden")) == "true"
    return element.tag == q("text:section") and element.get(q("text:display")) == "none"


def write_fields_out(body: Element) -> None:
    """In place: the words of fields are words."""
    for paragraph in body.iter():
        if paragraph.tag in PARAGRAPHS:
            for element in list(paragraph.iter()):
                if element.tag == q(
                    "text:drop-down"
                ):  # its choices have no words of their own, and what was chosen follows them
                    element.text, element[:] = "".join(element.itertext()), []
                if element.tag.startswith(_FIELDS) and element.tag not in _READ_INLINE and (element.text or "").strip():
                    element.tag = q("text:span")
                    element.attrib.clear()


def flatten_inner_tables(body: Element) -> None:
    """In place: of a table in a cell its paragraphs stay."""
    for cell in reversed(list(body.iter(q("table:table-cell")))):
        if cell.find(q("table:table")) is not None:
            cell[:] = [one for child in cell for one in _blocks_of(child)]


def _blocks_of(child: Element) -> Iterator[Element]:
    if child.tag != q("table:table"):
        yield child
        return
    for cell in child.iter(q("table:table-cell")):
        yield from cell


def write_emphasis_out(root: Element, body: Element) -> None:
    """In place: what makes a paragraph's own style bold or italic is said of its words."""
    styles = root.find(q("office:automatic-styles"))
    if styles is None:
        return
    emphasised = {}
    for style in styles.findall(q("style:style")):
        properties = style.find(q("style:text-properties"))
        if style.get(q("style:family")) == "paragraph" and properties is not None:
            said = {name: value for name, value in _EMPHASIS.items() if properties.get(name) == value}
            if said:
                emphasised[str(style.get(_NAME))] = said
    made: dict[tuple[str, ...], str] = {}
    for paragraph in body.iter(q("text:p")):
        said = emphasised.get(paragraph.get(_STYLE_NAME, ""), {})
        if said:
            key = tuple(sorted(said))
            if key not in made:
                made[key] = f"emphasis-of-paragraphs-{len(made)}"
                style = SubElement(styles, q("style:style"), {_NAME: made[key], q("style:family"): "text"})
                SubElement(style, q("style:text-properties"), said)
            _wrap(paragraph, made[key])


def _wrap(paragraph: Element, style: str) -> None:
    span = Element(q("text:span"), {_STYLE_NAME: style})
    span.text, span[:] = paragraph.text, list(paragraph)
    paragraph.text, paragraph[:] = None, [span]


def set_floating_apart(body: Element) -> None:
    """In place: pictures that float beside a paragraph with words stand behind it, each by itself; before it, if it begins with
    them.
    """
    for parent in list(body.iter()):
        if any(child.tag == q("text:p") and any(map(_floats, child)) for child in parent):
            parent[:] = [one for child in parent for one in _apart(child)]


def _apart(host: Element) -> list[Element]:
    """A paragraph without its floating pictures, but with the words that follow them."""
    out = {child for child in host if _floats(child)} if host.tag == q("text:p") else set()
    if not out or not unmarked("".join(host.itertext())).strip():
        return [host]
    before: list[Element] = []
    behind: list[Element] = []
    has_begun = bool(unmarked(host.text or "").strip())
    kept = [child for child in host if child not in out]
    follows = [[host.text or ""]]
    for child in host:
        follows += [] if child in out else [[]]
        follows[-1].append(child.tail or "")
        if child in out:
            (behind if has_begun else before).append(_alone(child))
        has_begun = has_begun or bool("".join([*child.itertext(), child.tail or ""]).strip())
        child.tail = None
    host[:] = kept
    host.text, *tails = map("".join, follows)
    for child, tail in zip(kept, tails, strict=True):
        child.tail = tail
    return [*before, host, *behind]


def _floats(frame: Element) -> bool:
    anchor = frame.get(q("text:anchor-type"), "as-char")
    return frame.tag == q("draw:frame") and anchor != "as-char" and frame.find(q("draw:image")) is not None


def _alone(frame: Element) -> Element:
    paragraph = Element(q("text:p"))
    paragraph.append(frame)
    return paragraph

"""The text of a Word file, as XML: read for its words, and changed so that pandoc keeps what it would drop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element, SubElement

from library.importing.signs import DECORATIVE, mark, without_marks
from library.importing.word_layout import (
    join_across_deleted_marks,
    set_drawings_apart,
    set_floating_apart,
    take_out_hidden,
    unwrap,
)
from library.importing.xml_parts import check_boxes, places_of, q

_DECORATIVE_TAG = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_TEXT_NAMES = {
    q("w:t"),
    q("w:delText"),
    q("m:t"),
    q("a:t"),
    "{http://schemas.openxmlformats.org/drawingml/2006/chart}v",
}
_BREAKS = {q("w:tab"): " ", q("w:br"): " ", q("w:cr"): " ", q("w:noBreakHyphen"): "\u2011"}
_SPACES = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
Replace = Callable[[Element], list[Element] | None]


def passages_of(root: Element, paragraph: str = q("w:p")) -> Iterator[str]:
    """The words of each paragraph, those in boxes inside of it apart; what Word writes twice for old readers once."""
    stack: list[list[str]] = [[]]

    def walk(element: Element) -> Iterator[str]:
        if element.tag in {q("mc:Fallback"), q("w:moveFrom")}:
            return
        apart = element.tag == paragraph or element.tag == q("w:del")
        if apart:
            stack.append([])
        elif element.tag in _TEXT_NAMES:
            stack[-1].append(element.text or "")
        elif element.tag in _BREAKS:
            stack[-1].append(_BREAKS[element.tag])
        elif element.tag == q("v:textpath"):
            stack[-1].append(f" {element.get('string', '')} ")
        for child in element:
            yield from walk(child)
        if apart:
            yield "".join(stack.pop()).strip()

    yield from filter(None, walk(root))
    yield from filter(None, [" ".join(stack[0]).strip()])


def prepare(root: Element, comments: dict[str, str], marked: dict[str, str], hiding: frozenset[str]) -> None:
    """In place. What is written twice for old readers stands once; then boxes and formulas become paragraphs and words,
    and marks stand for deletions, comments and what is hidden (`hiding`: the styles that do), whose words go to `marked`;
    a comment goes there once.
    """
    while _replace(root, _chosen):
        pass
    for element in root.iter():
        if element.text:
            element.text = without_marks(element.text)
    unwrap(root)
    set_drawings_apart(root)
    take_out_hidden(root, hiding, marked)
    _replace(root, _written_out)
    _replace(root, lambda element: _undeleted(element, marked))
    _mark_comments(root, comments, marked)
    _unbox_all(root)
    set_floating_apart(root)
    join_across_deleted_marks(root)
    for properties in root.iter(q("wp:docPr")):
        if any(tag.get("val") in {"1", "true"} for tag in properties.iter(_DECORATIVE_TAG)):
            properties.set("descr", DECORATIVE)
            properties.attrib.pop("title", None)


def _replace(root: Element, change: Replace) -> bool:
    """Put in place of each element what `change` gives (None: it stays). Was there anything? Each list of children is made once."""
    found = False
    for parent in list(root.iter()):
        changed = [(child, change(child)) for child in parent]
        if any(new is not None for _, new in changed):
            parent[:] = [one for child, new in changed for one in ([child] if new is None else new)]
            found = True
    return found


def _chosen(element: Element) -> list[Element] | None:
    """`mc:AlternateContent` by its first choice."""
    if element.tag != q("mc:AlternateContent"):
        return None
    choice = element.find(q("mc:Choice"))
    choice = element.find(q("mc:Fallback")) if choice is None else choice
    return list(choice) if choice is not None else []


def _written_out(element: Element) -> list[Element] | None:
    """A formula as a run of its signs."""
    if element.tag not in {q("m:oMathPara"), q("m:oMath")}:
        return None
    return [_run(mark("formula") + "".join(part.text or "" for part in element.iter(q("m:t"))))]


def _undeleted(element: Element, marked: dict[str, str]) -> list[Element] | None:
    """A mark for what was deleted: pandoc would leave a space of it. What was moved stands where it was moved to."""
    if element.tag not in {q("w:del"), q("w:moveFrom")} or next(element.iter(q("w:r")), None) is None:
        return None
    words = "".join(part.text or "" for part in element.iter(q("w:delText"))).strip()
    if not words or element.tag == q("w:moveFrom"):
        return []
    name = f"deleted-{len(marked)}"
    marked[name] = words
    return [_run(mark(name))]


def _mark_comments(root: Element, comments: dict[str, str], marked: dict[str, str]) -> None:
    """Each where it is named first: its words are said once, however often it is named."""
    for run in root.iter(q("w:r")):
        for reference in run.findall(q("w:commentReference")):
            run.remove(reference)
            if words := comments.pop(str(reference.get(q("w:id"))), ""):
                name = f"comment-{len(marked)}"
                marked[name] = words
                SubElement(run, q("w:t")).text = mark(name)


def _run(text: str) -> Element:
    run = Element(q("w:r"))
    SubElement(run, q("w:t"), _SPACES).text = text
    return run


def _unbox_all(root: Element) -> None:
    """From the last to the first, so that what stands in a box inside of a box comes out of both."""
    boxes = list(root.iter(q("w:txbxContent")))
    check_boxes(boxes)
    places = places_of(root) if boxes else {}
    parents = {child: parent for parent in root.iter() for child in parent} if boxes else {}
    for box in reversed(boxes):
        _unbox(box, parents, places)


def _unbox(box: Element, parents: dict[Element, Element], places: dict[Element, int]) -> None:
    """Move what stands in a box behind the paragraph that the box is fixed to."""
    host = parents[box]
    while host.tag != q("w:p"):
        if host not in parents:
            return
        host = parents[host]
    outer = parents[host]
    place = places[host] + 1
    outer[place:place] = list(box)
    for number, block in enumerate(box):
        parents[block] = outer
        paragraph = block if block.tag == q("w:p") else next(block.iter(q("w:p")), None)
        if number == 0 and paragraph is not None:
            paragraph.insert(1 if paragraph.find(q("w:pPr")) is not None else 0, _run(mark("text-box")))
    parents[box].remove(box)

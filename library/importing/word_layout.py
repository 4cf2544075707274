"""What word processors add to a Word file or wrap its words in, told apart from its text before pandoc reads it.

pandoc drops the words of simple fields and of rows in content controls, shows what is hidden, and takes a table of
contents for text. So wrappers go and their words stay; what is no text of its readers goes, and its words are handed back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from xml.etree.ElementTree import Element, SubElement

from library.importing.signs import mark, unmarked
from library.importing.xml_parts import q

_VALUE, _STYLE = q("w:val"), q("w:pStyle")
_OFF = {"0", "false", "off", "none"}
_WRAPPERS = {q(f"w:{name}") for name in ("fldSimple", "smartTag", "customXml", "dir", "bdo")}
_PROPERTIES = {q(f"w:{name}") for name in ("smartTagPr", "customXmlPr", "fldData")}
_DRAWN = {q("w:drawing"), q("w:pict"), q("w:object")}
_OF_CONTENTS = re.compile(r"toc (?:[1-9]|heading)|contents(?: heading)?(?: [1-9])?", re.IGNORECASE)
_IS_CONTENTS = re.compile(r"\s*TOC\b")


def styles_of_contents(styles: Element | None) -> frozenset[str]:
    """Ids of the styles in which tables of contents are set."""
    named = styles.iter(q("w:style")) if styles is not None else ()
    return frozenset(
        str(style.get(q("w:styleId")))
        for style in named
        if (name := style.find(q("w:name"))) is not None and _OF_CONTENTS.fullmatch(name.get(_VALUE, ""))
    )


def hiding_styles(styles: Element | None) -> frozenset[str]:
    """Ids of the styles whose words nobody sees."""
    named = styles.iter(q("w:style")) if styles is not None else ()
    return frozenset(
        str(style.get(q("w:styleId"))) for style in named if _is_on(style.find(f"{q('w:rPr')}/{q('w:vanish')}"))
    )


def without_contents(root: Element, styles: Iterable[str]) -> list[Element]:
    """Take tables of contents out: in the frame that Word makes around them, by their field, and by their styles."""
    known = frozenset(styles)
    taken: list[Element] = []
    for parent in list(root.iter()):
        framed = {child for child in parent if _is_frame_of_contents(child)}
        out = framed | set(_set_as_contents([child for child in parent if child not in framed], known))
        if out:
            taken += [child for child in parent if child in out]
            parent[:] = [child for child in parent if child not in out]
    return taken


def _is_frame_of_contents(element: Element) -> bool:
    if element.tag != q("w:sdt"):
        return False
    gallery = element.find(f"{q('w:sdtPr')}/{q('w:docPartObj')}/{q('w:docPartGallery')}")
    return gallery is not None and gallery.get(_VALUE) == "Table of Contents"


def _set_as_contents(blocks: Iterable[Element], styles: frozenset[str]) -> list[Element]:
    """Paragraphs in such a style, and those from the beginning of such a field to its end."""
    found: list[Element] = []
    inside: list[Element] = []
    depth = 0
    for block in blocks:
        begins = not depth and block.tag == q("w:p") and _begins_contents(block)
        if depth or begins:
            inside.append(block)
            depth += _opened(block)
            if depth <= 0:
                found += inside
                inside, depth = [], 0
        elif block.tag == q("w:p") and _style(block) in styles:
            found.append(block)
    # A field without an end is no reason to leave the rest of the document out.
    return found + [block for block in inside if _style(block) in styles]


def _begins_contents(paragraph: Element) -> bool:
    return any(_IS_CONTENTS.match(code.text or "") for code in paragraph.iter(q("w:instrText")))


def _opened(block: Element) -> int:
    kinds = [mark.get(q("w:fldCharType")) for mark in block.iter(q("w:fldChar"))]
    return kinds.count("begin") - kinds.count("end")


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{q('w:pPr')}/{_STYLE}")
    return style.get(_VALUE, "") if style is not None else ""


def unwrap(root: Element) -> None:
    """In place: what only wraps words or rows goes, and they stay."""
    for parent in reversed(list(root.iter())):
        if any(child.tag in _WRAPPERS or child.tag == q("w:sdt") for child in parent):
            parent[:] = [one for child in parent for one in _unwrapped(child)]


def _unwrapped(element: Element) -> list[Element]:
    if element.tag in _WRAPPERS:
        return [child for child in element if child.tag not in _PROPERTIES]
    if element.tag == q("w:sdt"):
        return [child for content in element.findall(q("w:sdtContent")) for child in content]
    return [element]


def set_drawings_apart(root: Element) -> None:
    """In place: a run holds a drawing or words. pandoc takes the drawing of one that holds both, and leaves its words."""
    for parent in list(root.iter()):
        if any(child.tag == q("w:r") and _is_mixed(child) for child in parent):
            parent[:] = [one for child in parent for one in _split(child)]


def _is_mixed(run: Element) -> bool:
    return any(part.tag in _DRAWN for part in run) and any(part.tag not in {*_DRAWN, q("w:rPr")} for part in run)


def _split(run: Element) -> Iterator[Element]:
    if run.tag != q("w:r") or not _is_mixed(run):
        yield run
        return
    style = run.findall(q("w:rPr"))
    for _, parts in groupby((part for part in run if part.tag != q("w:rPr")), key=lambda part: part.tag in _DRAWN):
        piece = Element(q("w:r"), run.attrib)
        piece[:] = [*style, *parts]
        yield piece


def take_out_hidden(root: Element, styles: frozenset[str], marked: dict[str, str]) -> None:
    """In place: marks for hidden words, one for neighbours together."""
    for parent in list(root.iter()):
        runs = [child for child in parent if child.tag == q("w:r")]
        for hides, row in groupby(runs, key=lambda run: _is_hidden(run, styles)):
            if hides:
                _hide(list(row), marked)


def _hide(runs: list[Element], marked: dict[str, str]) -> None:
    words = "".join(text.text or "" for run in runs for text in run.iter(q("w:t")))
    for run in runs:
        run[:] = [part for part in run if part.tag != q("w:t")]
    if words.strip():
        name = f"hidden-{len(marked)}"
        marked[name] = words
        SubElement(runs[0], q("w:t")).text = mark(name)


def _is_hidden(run: Element, styles: frozenset[str]) -> bool:
    own = run.find(f"{q('w:rPr')}/{q('w:vanish')}")
    if own is not None:
        return _is_on(own)
    style = run.find(f"{q('w:rPr')}/{q('w:rStyle')}")
    return style is not None and style.get(_VALUE) in styles


def _is_on(toggle: Element | None) -> bool:
    return toggle is not None and toggle.get(_VALUE, "1").casefold() not in _OFF


def join_across_deleted_marks(root: Element) -> None:
    """In place: where the end of a paragraph was deleted, its words begin the next one."""
    for parent in list(root.iter()):
        if any(child.tag == q("w:p") and _has_deleted_end(child) for child in parent):
            parent[:] = _joined(list(parent))


def _joined(blocks: list[Element]) -> Iterator[Element]:
    carried: list[Element] = []
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        if block.tag != q("w:p"):
            yield block
        elif _has_deleted_end(block) and _is_paragraph(following):
            carried += [child for child in block if child.tag != q("w:pPr")]
        else:
            place = 1 if block.find(q("w:pPr")) is not None else 0
            block[place:place] = carried
            carried = []
            yield block


def _has_deleted_end(paragraph: Element) -> bool:
    return paragraph.find(f"{q('w:pPr')}/{q('w:rPr')}/{q('w:del')}") is not None


def _is_paragraph(block: Element | None) -> bool:
    return block is not None and block.tag == q("w:p")


def set_floating_apart(root: Element) -> None:
    """In place: pictures that float beside a paragraph with words stand behind it, each by itself; before it, if it begins with
    them.
    """
    for parent in list(root.iter()):
        if any(child.tag == q("w:p") and _has_both(child) for child in parent):
            parent[:] = [one for child in parent for one in _apart(child)]


def _has_both(host: Element) -> bool:
    has_words = any(unmarked(text.text or "").strip() for text in host.iter(q("w:t")))
    return has_words and any(_floats(part) for run in host.findall(q("w:r")) for part in run)


def _apart(host: Element) -> list[Element]:
    if host.tag != q("w:p") or not _has_both(host):
        return [host]
    before: list[Element] = []
    behind: list[Element] = []
    has_begun = False
    for run in host.findall(q("w:r")):
        out = [part for part in run if _floats(part)]
        has_begun = has_begun or any(unmarked(text.text or "").strip() for text in run.iter(q("w:t")))
        (behind if has_begun else before).extend(map(_alone, out))
        taken = set(out)
        run[:] = [part for part in run if part not in taken]
    return [*before, host, *behind]


def _floats(drawing: Element) -> bool:
    anchor = drawing.find(q("wp:anchor")) if drawing.tag == q("w:drawing") else None
    is_text = next(drawing.iter(q("w:txbxContent")), None) is not None
    return anchor is not None and not is_text and next(anchor.iter(q("a:blip")), None) is not None


def _alone(drawing: Element) -> Element:
    paragraph, run = Element(q("w:p")), Element(q("w:r"))
    run.append(drawing)
    paragraph.append(run)
    return paragraph

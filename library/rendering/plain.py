"""A document as Markdown, for other programs to take over, and as plain text, for reading aloud and in Braille."""

from __future__ import annotations

from library.rendering.blanks import blank, blanks, chapters_of, with_quotes
from library.rendering.chapters import Chapter
from library.rendering.commonmark import escaped, markdown_to_commonmark
from library.rendering.imprint import Line, imprint_lines
from library.rendering.sheet import Sheet
from library.rendering.text import markdown_to_text
from library.rendering.words import Words, words_for


def text_md(sheet: Sheet) -> bytes:
    """CommonMark with tables: the title, the summary, a heading for each chapter, the imprint under a rule.

    A picture is its alternative text in brackets, a decorative one is left out. What is not filled in is
    `[Label, not filled in yet]`. UTF-8, ends with a line break.
    """
    words = words_for(sheet.document.language)
    blocks = [f"# {escaped(sheet.document.title)}", escaped(sheet.document.summary)]
    blocks += [f"> **{escaped(sheet.notice)}**"] if sheet.notice else []
    for chapter in chapters_of(sheet):
        blocks.append(f"## {escaped(chapter_heading(chapter, words))}")
        blocks.append(
            markdown_to_commonmark(
                with_quotes(sheet, chapter.markdown),
                picture=lambda key, shown: _picture(sheet, key, shown),
                blank=lambda found: blank(sheet, found, words),
            )
        )
    lines = "\n".join(f"- {_markdown_line(line)}" for line in imprint_lines(sheet.imprint, words))
    return _joined([*blocks, "---", f"## {escaped(words.about)}", lines])


def text_txt(sheet: Sheet) -> bytes:
    """Paragraphs with an empty line between them, and one more above each heading, which stands alone.

    Nothing is drawn with signs that a voice would spell out, and no line is broken to a width. UTF-8, ends with a line
    break.
    """
    words = words_for(sheet.document.language)
    alts = {image.key: f"[{alt}]" if (alt := _picture(sheet, image.key, "")) else "" for image in sheet.document.images}
    blocks = [sheet.document.title, sheet.document.summary, sheet.notice]
    for chapter in chapters_of(sheet):
        markdown = with_quotes(sheet, chapter.markdown)
        text = markdown_to_text(markdown, alts=alts, labels=blanks(sheet, markdown, words))
        blocks += [f"\n{chapter_heading(chapter, words)}", text.strip("\n")]
    lines = [_text_line(line) for line in imprint_lines(sheet.imprint, words)]
    return _joined([*blocks, f"\n{words.about}", "\n".join(lines)])


def chapter_heading(chapter: Chapter, words: Words) -> str:
    """`Emergency: If you need help now`; the heading alone where nothing is urgent."""
    care = words.care(chapter.care_level)
    return f"{care}: {chapter.heading}" if care else chapter.heading


def _picture(sheet: Sheet, key: str, shown: str) -> str:
    """The words for a picture; nothing for a decorative one."""
    if picture := sheet.pictures.get(key):
        return picture.alt
    return next((image.alt for image in sheet.document.images if image.key == key), shown)


def _markdown_line(line: Line) -> str:
    text = escaped(line.text)
    if line.url:
        text = f"<{line.url}>" if line.url == line.text else f"[{text}]({line.url})"
    return f"**{escaped(line.label)}**: {text}" if line.label else text


def _text_line(line: Line) -> str:
    address = f" ({line.url})" if line.url and line.url != line.text else ""
    return f"{line.label}: {line.text}{address}" if line.label else f"{line.text}{address}"


def _joined(blocks: list[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block.strip()) + "\n").encode()

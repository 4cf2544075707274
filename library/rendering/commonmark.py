"""The Markdown of documents as Markdown that reads the same everywhere.

The dialect of documents (`library.documents.markdown`) takes much of CommonMark for plain words: raw HTML, entities,
code, rules. Other programs do not, so those words are escaped here: what is shown as `<b>` stays `<b>` for every reader
of CommonMark and of GitHub's Markdown, and no script travels in a text (safety.md, rule 9).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from library.documents.grammar import Placeholder, placeholder_at
from library.documents.markdown import asset_key, is_link, placeholder_target, tokens

_MARKUP = re.compile(
    r"[\\`*\[\]|]"  # escapes, code, emphasis, links, cells
    r"|<(?=[A-Za-z/!?])|&(?=#?[A-Za-z0-9]+;)"  # tags and entities
    r"|(?<!\S)#|~(?=~)|(?<=~)~"  # headings, and the marks that would close one; crossed out
    r"|(?<![^\W_])_|_(?![^\W_])"  # emphasis again, which an underscore inside a word is not
)
_LINE_START = re.compile(r"^(?=[>=]|:-|[-+](?:\s|$|-))", re.MULTILINE)
_NUMBERED = re.compile(r"^([0-9]{1,9})(?=[.)](?:\s|$))", re.MULTILINE)
_ADDRESS_MARKUP = re.compile(r"[()<>\\]")
_BRACKETED = ("placeholder", "image")
_RULES = {"text-align:left": ":---", "text-align:center": ":---:", "text-align:right": "---:"}


def escaped(words: str) -> str:
    """The words as one line of Markdown, escaped only where they could be taken for more than words."""
    return _lines_escaped(_MARKUP.sub(r"\\\g<0>", " ".join(words.split())))


def markdown_to_commonmark(
    markdown: str, *, picture: Callable[[str, str], str], blank: Callable[[Placeholder], str]
) -> str:
    """The text again. `picture` gives the words for a picture, from its key and the words in its brackets; `blank`
    those for a placeholder. Both stand in square brackets, unless they are nothing.

    A link that goes elsewhere than to https, mailto or tel is its words; if its address is still to be filled in, the
    blank stands after them.
    """
    return "\n".join(_Writer(picture, blank).blocks(SyntaxTreeNode(tokens(markdown)).children))


class _Writer:
    """Turns a tree of tokens into lines; a container puts its mark before the lines of what it holds."""

    def __init__(self, picture: Callable[[str, str], str], blank: Callable[[Placeholder], str]) -> None:
        self.picture = picture
        self.blank = blank

    def blocks(self, nodes: Iterable[SyntaxTreeNode], *, tight: bool = False) -> list[str]:
        lines: list[str] = []
        for node in nodes:
            block = self.block(node)
            lines += ["", *block] if lines and block and not tight else block
        return lines

    def block(self, node: SyntaxTreeNode) -> list[str]:
        match node.type:
            case "bullet_list" | "ordered_list":
                return self.items(node)
            case "blockquote":
                return _marked(self.blocks(node.children), "> ", "> ")
            case "table":
                return self.table(node)
            case "heading":
                return [f"{node.markup} {line}" for line in self.words(node)]
            case _:
                return self.words(node)

    def items(self, node: SyntaxTreeNode) -> list[str]:
        """Two lists that follow each other differ in their marks, which is what keeps them apart."""
        tight = all(child.hidden for item in node.children for child in item.children if child.type == "paragraph")
        number = int(node.attrs.get("start", 1))
        lines: list[str] = []
        for offset, item in enumerate(node.children):
            mark = f"{number + offset}{node.markup} " if node.type == "ordered_list" else f"{node.markup} "
            inner = _marked(self.blocks(item.children, tight=tight) or [""], mark, " " * len(mark))
            lines += ["", *inner] if lines and not tight else inner
        return lines

    def table(self, node: SyntaxTreeNode) -> list[str]:
        rows = [row.children for part in node.children for row in part.children]
        lines = [f"| {' | '.join(' '.join(self.words(cell)) for cell in row)} |" for row in rows]
        rules = [_RULES.get(str(cell.attrs.get("style", "")), "---") for cell in rows[0]]
        return [lines[0], f"| {' | '.join(rules)} |", *lines[1:]]

    def words(self, node: SyntaxTreeNode) -> list[str]:
        """The lines of a block of words; none if nothing of it is shown."""
        text = "".join(self.inline(child.token.children or []) for child in node.children if child.token)
        return _lines_escaped(text).split("\n") if text.strip() else []

    def inline(self, children: list[Token]) -> str:
        pieces: list[str] = []
        endings: list[str] = []
        for before, token in zip([None, *children], children, strict=False):
            match token.type:
                case "link_open":
                    opening, ending = self.link(token)
                    endings.append(ending)
                    if pieces and opening:
                        pieces[-1] = re.sub(r"!$", r"\!", pieces[-1])  # or the link would be a picture
                    pieces.append(opening)
                case "link_close":
                    pieces.append(endings.pop())
                case "text" if endings[-1:] == [">"]:
                    pieces.append(token.content)
                case "text" if before and before.type in _BRACKETED and _is_taken_on(token, len(pieces)):
                    pieces.append("\\" + self.word(token))
                case _:
                    pieces.append(self.word(token))
        return "".join(pieces)

    def word(self, token: Token) -> str:
        match token.type:
            case "placeholder":
                return self.filled(token.meta["placeholder"])
            case "image":
                words = escaped(self.picture(asset_key(token) or "", token.content))
                return f"[{words}]" if words else ""
            case "softbreak":
                return "\n"
            case "hardbreak":
                return "\\\n"
            case "text":
                return _MARKUP.sub(r"\\\g<0>", token.content)
            case _:
                return token.markup

    def filled(self, found: Placeholder) -> str:
        words = escaped(self.blank(found))
        return f"[{words}]" if words else ""

    def link(self, token: Token) -> tuple[str, str]:
        """What stands before and after the words of a link."""
        address = str(token.attrs.get("href", ""))
        if not is_link(address):
            target = placeholder_target(address)
            found = placeholder_at(target[1], 0) if target else None
            return "", f" {self.filled(found)}" if found else ""
        if token.info == "auto":
            return "<", ">"
        return "[", f"](<{_ADDRESS_MARKUP.sub(_percent, address)}>)" if _ADDRESS_MARKUP.search(
            address
        ) else f"]({address})"


def _is_taken_on(token: Token, position: int) -> bool:
    """Whether brackets would name a link with what follows them: `[a](b)`, or `[a]: b` at the start of a paragraph."""
    return token.content.startswith("(") or (token.content.startswith(":") and position == 1)


def _lines_escaped(text: str) -> str:
    return _NUMBERED.sub(r"\1\\", _LINE_START.sub(r"\\", text))


def _marked(lines: list[str], first: str, others: str) -> list[str]:
    return [((first if number == 0 else others) + line).rstrip() for number, line in enumerate(lines)]


def _percent(match: re.Match[str]) -> str:
    return match[0] if match[0] in "()" else f"%{ord(match[0]):02X}"

"""The Markdown of documents: a subset of CommonMark, and the one parser for it.

Paragraphs, lists, emphasis, links, pictures by key, tables, hard breaks, quotes (`>`, for said words), headings `###`
and `####`, placeholders. Everything else that CommonMark knows is off, so its characters stand for themselves: raw
HTML, entities, code, rules, link definitions. `subset` refuses what the parser reads but a document must not hold;
whoever renders tokens need not trust that it was asked.

Time is linear in the length of the text, because the parser goes at most `_MAX_NESTING` levels deep (80 kB of `[` took
five seconds with the default of 100).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from library.documents.fields import https_url
from library.documents.grammar import PLACEHOLDER, placeholder_at

_MAX_NESTING = 20
_SHORT = 4_000
"""Characters of texts whose tokens are remembered: enough for a section, too few to fill the memory."""
_OFF = [
    "backticks",
    "code",
    "entity",
    "fence",
    "hr",
    "html_block",
    "html_inline",
    "lheading",
    "reference",
    "strikethrough",
]
_SYNTAX = re.compile(
    r"""[\\`*_{}\[\]<|~]                        # wherever they stand
      | &(?=\#|[A-Za-z][A-Za-z0-9]*;)           # an entity, to other readers of Markdown
      | ^(?:[>#] | [-+:=](?=[-:=|\s]|$))        # at the start of a line: quote, heading, item, rule, row of a table
      | ^[.)](?=\s|$)                           # of a numbered item, when a figure stands before the text
      | (?<=\s)\#(?=\#*$)                      # at the end of a heading, where it would only close it
    """,
    re.VERBOSE,
)
"""What could be read as Markdown in a text that is put somewhere into a line, perhaps at its start or its end."""
_NUMBERED = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")
_MAIL = re.compile(r"mailto:[^@\s<>\"]+@[^@\s<>\"?]+")
_TELEPHONE = re.compile(r"tel:\+?[0-9]+")
_PLACEHOLDER_TARGET = re.compile(
    rf"(?P<scheme>tel:|mailto:)?(?P<placeholder>{re.sub(r'[?]P<[a-z]+>', '?:', PLACEHOLDER.pattern)})"
)

ASSET_SCHEME = "asset:"


def tokens(markdown: str) -> list[Token]:
    """The block tokens of the text; inline ones are the children of `inline` tokens. Placeholders are tokens of type
    `placeholder`.
    """
    return list(_remembered(markdown)) if len(markdown) <= _SHORT else _parser().parse(markdown)


@lru_cache(maxsize=256)
def _remembered(markdown: str) -> tuple[Token, ...]:
    """A text is parsed by whoever checks, fills in, indexes and shows it, and the same one for every adaptation of a template.
    Nobody changes a token.
    """
    return tuple(_parser().parse(markdown))


def escape(text: str) -> str:
    """Markdown that shows the text as it is, with no more backslashes than that takes. Line breaks become spaces: what is put in the
    middle of a paragraph stays there. What it makes together with its neighbours is for `filling` to see.
    """
    return escape_line(" ".join(text.split()))


def escape_line(text: str) -> str:
    """The same of one line whose spaces stay as they are: some of them are no-break spaces, and meant."""
    return _NUMBERED.sub(r"\1\\\2", _SYNTAX.sub(r"\\\g<0>", text))


def asset_key(token: Token) -> str | None:
    """The key of the picture that an `image` token shows; none if its address is not `asset:key`."""
    source = str(token.attrs.get("src", ""))
    return source.removeprefix(ASSET_SCHEME) if source.startswith(ASSET_SCHEME) else None


def placeholder_target(address: str) -> tuple[str, str] | None:
    """Scheme (`tel:`, `mailto:` or nothing) and placeholder of a link whose address is filled in later; none if it is not."""
    match = _PLACEHOLDER_TARGET.fullmatch(address)
    return (match["scheme"] or "", match["placeholder"]) if match else None


def is_link(address: str) -> bool:
    """Whether a text may link there: https with a host, mailto with an address, tel with digits."""
    if _MAIL.fullmatch(address) or _TELEPHONE.fullmatch(address):
        return True
    try:
        https_url(address)
    except ValueError:
        return False
    return bool(urlsplit(address).hostname)


def _placeholder(state: StateInline, silent: bool) -> bool:
    """Inline rule: a placeholder is one token, whatever its name looks like to the other rules."""
    found = placeholder_at(state.src, state.pos)
    if found is None or found.end > state.posMax:
        return False
    if not silent:
        token = state.push("placeholder", "", 0)
        token.content = found.content
        token.markup = "{{"
        token.meta = {"placeholder": found}
    state.pos = found.end
    return True


def _any_address(url: str) -> bool:  # noqa: ARG001 - the parser's signature
    """Every address is read, so that `subset` can name the ones it refuses; renderers show those as text."""
    return True


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt(
        "js-default", {"html": False, "linkify": False, "typographer": False, "maxNesting": _MAX_NESTING}
    )
    parser.disable(_OFF)
    parser.inline.ruler.before("escape", "placeholder", _placeholder)
    parser.validateLink = _any_address  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    parser.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    return parser

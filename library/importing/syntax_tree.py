"""What pandoc makes of a file: its syntax tree as JSON data."""

from __future__ import annotations

import json
from typing import Any

from library.catalogue.uploads.refusals import FileDamaged
from library.importing.errors import DocumentTooDeep, DocumentTooDemanding
from library.rendering.errors import RenderFailed, TooDemanding
from library.rendering.pandoc import pandoc

MOST = 24 * 1024 * 1024
"""Bytes of a tree. A document of half a megabyte has some five, and pictures of a web page may stand in it."""

READERS = {
    "docx": ("docx", ("--track-changes=all",)),
    "odt": ("odt", ()),
    "html": ("html-native_divs-native_spans-raw_tex-tex_math_dollars", ()),
    "markdown": (
        "commonmark+pipe_tables+footnotes+definition_lists+strikeout+task_lists+yaml_metadata_block+superscript+subscript",
        (),
    ),
}


def syntax_tree(kind: str, data: bytes) -> dict[str, Any]:
    """`{"meta": {...}, "blocks": [...]}`. Raises DocumentTooDemanding, DocumentTooDeep, and FileDamaged."""
    reader, options = READERS[kind]
    try:
        tree: dict[str, Any] = json.loads(pandoc(data, source=reader, target="json", options=options, most=MOST))
    except TooDemanding as refusal:
        raise DocumentTooDemanding(refusal.detail) from None
    except RenderFailed:
        raise FileDamaged("The file can't be read to its end. Open it, save it anew, and send that.") from None
    except RecursionError:
        raise DocumentTooDeep("Things stand inside each other in more levels than anybody could read.") from None
    return tree

"""A file that was read, as the text of a draft. Values in, JSON data out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from library.documents.vocabulary import Kind, Medium
from library.importing.imported import Imported

KEPT_OF_A_SECTION = ("policy", "policy_reason", "care_level")
"""What authors have decided about a section, and a file can't say."""


def starting_details(kind: str, *, medium: str | None = None, delivery: str | None = None) -> dict[str, Any]:
    """The least that a kind says of itself."""
    if kind == Kind.RESOURCE:
        return {"medium": medium or Medium.LEAFLET.value}
    return {"delivery": delivery} if kind == Kind.TRAINING and delivery else {}


def as_document(
    imported: Imported,
    assets: Mapping[str, str],
    *,
    kind: str,
    details: Mapping[str, Any],
    title: str = "",
    language: str = "",
) -> dict[str, Any]:
    """A new text. `assets` has the ids of the pictures by key. Policies and levels of care are at their safe defaults."""
    return {
        "kind": kind,
        "title": title or imported.title,
        "summary": imported.summary,
        "language": language or imported.language,
        "sections": [asdict(section) for section in imported.sections],
        "images": images(imported, assets),
        "details": dict(details),
    }


def in_place_of(before: Mapping[str, Any], imported: Imported, assets: Mapping[str, str]) -> dict[str, Any]:
    """The text before, with what the file says in place of its own. Details and sources stay, and so does what was decided
    about a section whose id stays; a summary that somebody wrote is not taken over by a proposal.
    """
    decided = {
        section["id"]: {name: section[name] for name in KEPT_OF_A_SECTION if name in section}
        for section in before.get("sections", [])
    }
    return {
        **before,
        "title": imported.title,
        "summary": before.get("summary") or imported.summary,
        "sections": [{**asdict(section), **decided.get(section.id, {})} for section in imported.sections],
        "images": images(imported, assets),
    }


def images(imported: Imported, assets: Mapping[str, str]) -> list[dict[str, Any]]:
    """Those of which somebody has said what they show; the others wait (`Import.pictures`)."""
    return [
        {"key": one.key, "asset": assets[one.key], "alt": one.alt or "", "decorative": one.decorative}
        for one in imported.pictures
        if one.described
    ]


def waiting(pictures: Iterable[Mapping[str, str]], data: Mapping[str, Any]) -> list[dict[str, str]]:
    """Pictures of a file that the text still has a mark for and does not show: however it was saved, by a step or as a whole."""
    shown = {image["asset"] for image in data.get("images", [])}
    texts = "\n".join(section["body"] for section in data["sections"])
    return [dict(one) for one in pictures if one["asset"] not in shown and _mark(one["key"]).search(texts)]


def with_pictures(data: Mapping[str, Any], described: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The text with pictures in the places that were kept for them. `described` has the member of `images` by key."""
    sections = []
    for section in data["sections"]:
        body = section["body"]
        for key in described:
            body = _mark(key).sub(f"![](asset:{key})", body)
        sections.append({**section, "body": body})
    return {**data, "sections": sections, "images": [*data.get("images", []), *described.values()]}


def _mark(key: str) -> re.Pattern[str]:
    """`[picture-1]` as Markdown writes it, or as somebody types it."""
    return re.compile(rf"\\?\[{re.escape(key)}\\?\]")

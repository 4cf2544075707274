"""What a page of a partner names once has to answer for ever."""

from __future__ import annotations

import base64
import hashlib
import re

import pytest

from library.syndication import scripts

SOURCE = scripts.SOURCE.read_text("utf-8")


def test_the_present_source_is_given_out() -> None:
    assert scripts.current_script().content == scripts.SOURCE.read_bytes(), "run: manage.py give_out_embed_script"


@pytest.mark.parametrize("key", scripts.listed())
def test_what_was_given_out_is_kept_unchanged(key: str) -> None:
    assert scripts.key_of(scripts.given_out()[key].content) == key


def test_what_is_kept_is_listed_once() -> None:
    assert sorted(path.stem for path in scripts.KEPT.iterdir()) == sorted(scripts.listed())


def test_integrity_is_the_hash_that_browsers_compute() -> None:
    script = scripts.current_script()
    digest = base64.b64encode(hashlib.sha384(script.content).digest()).decode()
    assert script.integrity == f"sha384-{digest}"


def test_its_address_is_made_of_its_content() -> None:
    script = scripts.EmbedScript(scripts.key_of(b"x"), b"x")
    assert scripts.script_url("https://library.example", script) == (
        "https://library.example/embed/script/2d711642b726b044.js"
    )


def test_it_is_small() -> None:
    assert len(SOURCE.encode()) < 6000


@pytest.mark.parametrize(
    "reach",
    [
        r"cookie\b(?!,)",
        r"Storage\b",
        "indexedDB",
        r"\bfetch\b",
        "XMLHttpRequest",
        "sendBeacon",
        "WebSocket",
        "innerHTML",
        "insertAdjacentHTML",
        r"document\.write",
        r"\beval\b",
        r"new Function",
        r"\.cssText",
        r"setAttribute\(.style",
        r"allow-same-origin[\"',]",
        r"https?://",
    ],
)
def test_it_reaches_for_nothing_that_it_does_not_need(reach: str) -> None:
    """It keeps nothing, asks nobody, evaluates nothing, and writes no markup and no style attribute."""
    assert not re.search(reach, SOURCE)

"""The script as it is sent."""

from __future__ import annotations

import hashlib
import re

import pytest

from library.syndication.scripts import current_script, listed
from tests.client import Api


@pytest.mark.parametrize("key", listed())
def test_every_version_ever_given_out_still_answers(public: Api, key: str) -> None:
    sent = public.get(f"/embed/script/{key}.js")
    assert sent.status == 200
    assert hashlib.sha256(sent.body).hexdigest().startswith(key)


def test_a_version_may_be_kept_for_ever_and_used_from_anywhere(public: Api) -> None:
    headers = public.get(f"/embed/script/{current_script().key}.js").headers
    assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert headers["Access-Control-Allow-Origin"] == "*"
    assert headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_who_holds_a_version_is_sent_nothing(public: Api) -> None:
    path = f"/embed/script/{current_script().key}.js"
    again = public.get(path, if_none_match=public.get(path).etag)
    assert (again.status, again.body) == (304, b"")


def test_the_current_one_is_asked_for_again_soon(public: Api) -> None:
    sent = public.get("/embed.js")
    assert sent.body == current_script().content
    assert sent.headers["Cache-Control"] == "public, max-age=60"
    assert f"/embed/script/{current_script().key}.js>" in sent.headers["Link"]


@pytest.mark.parametrize("name", ["0123456789abcdef.js", "0123456789abcdef", "embed.js", "..%2fembed.js", ".js"])
def test_what_was_never_given_out_is_not_there(public: Api, name: str) -> None:
    assert public.get(f"/embed/script/{name}").status == 404


def test_a_key_without_its_ending_is_no_address(public: Api) -> None:
    assert public.get(f"/embed/script/{current_script().key}").status == 404


def test_readers_are_not_counted_for_it(public: Api) -> None:
    """Whole hospitals read from behind one address."""
    statuses = {public.get("/embed.js").status for _ in range(700)}
    assert statuses == {200}


def test_the_snippet_s_address_is_plain(public: Api) -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", current_script().key)

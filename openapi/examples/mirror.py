#!/usr/bin/env python3
"""Keep an exact copy of the library in an SQLite file. Python's standard library only; take it, and change what you like.

    python3 mirror.py library.sqlite https://library.example.org            # bring the copy up to date
    python3 mirror.py library.sqlite https://library.example.org --sweep    # and compare every ETag: once a day, say

The first run begins with the export; every later one follows the feed from where the last one stopped. It may be ended at any moment:
whatever was not committed is done again, and doing it again changes nothing. Run it every minute, from cron say; of two at once one waits.

What you find in the file:

    items (kind, slug, language, url, etag, document)              what is published: `document` is the item as JSON
    gone  (kind, slug, language, state, reason, successor)         what is not any more: show this, or nothing, never an old copy

The four rules of keeping a copy, and where they are kept:

1. Fetch what an event is about as it is now, never as the event says it was: `refresh`.
2. Commit what you fetched and how far you have read in one transaction: `follow`.
3. What is withdrawn goes at once, in every language: `_forget_all`, at 410 and 308.
4. Some things change without an event about the item (the name of a topic, a review that has become due): `sweep`.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

COLLECTIONS = {
    "resource": "resources",
    "case_study": "case-studies",
    "leaflet": "leaflets",
    "training": "training",
    "adaptation": "adaptations",
}
SETTLED_AFTER = 90
"""Seconds after which no cache between the library and us can still answer with what was there before. Younger events are
read once more the next time."""
TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS items (kind TEXT, slug TEXT, language TEXT, url TEXT NOT NULL, etag TEXT NOT NULL,
    document TEXT NOT NULL, PRIMARY KEY (kind, slug, language));
CREATE TABLE IF NOT EXISTS gone (kind TEXT, slug TEXT, language TEXT, state TEXT NOT NULL, reason TEXT, successor TEXT,
    PRIMARY KEY (kind, slug, language));
"""


@dataclass(frozen=True)
class Answer:
    """What the library answered. `lines` is its body, line by line: an export may be larger than memory."""

    status: int
    headers: Mapping[str, str]
    lines: Iterable[bytes]

    def json(self) -> Any:
        return json.loads(b"".join(self.lines))


Ask = Callable[[str, Mapping[str, str]], Answer]
"""Asks for an address with headers. Redirects are not followed: they are news, too."""


class CutOff(Exception):
    """The export ended too early, or is not what it says it is."""


class Unexpected(Exception):
    """The library answered what this program does not expect; what was committed stands."""


class Mirror:
    """A copy in one SQLite file. `ask` is how it asks the library; `connect` how it opens the file."""

    def __init__(
        self, path: str, base: str, ask: Ask, connect: Callable[[str], sqlite3.Connection] = sqlite3.connect
    ) -> None:
        self.base = base.rstrip("/")
        self.ask = ask
        self.store = connect(path)
        self.store.isolation_level = None  # transactions are written out below
        self.store.executescript(TABLES)

    def update(self, *, sweep: bool = False) -> None:
        """Make the copy what the library is now."""
        if self.position is None:
            self.start()
        if not self.follow():
            self.start()
            self.follow()
        if sweep or self._value("sweep"):
            self.sweep()

    @property
    def position(self) -> int | None:
        """Up to which event of the feed the copy is done; None before it has begun."""
        value = self._value("position")
        return None if value is None else int(value)

    # Beginning

    def start(self) -> None:
        """Take the export, whole or not at all, in place of what was here."""
        answer = self._get(f"{self.base}/v1/export")
        if answer.status != 200:
            raise Unexpected(f"the export answers {answer.status}")
        with self._transaction():
            self.store.execute("DELETE FROM items")
            self.store.execute("DELETE FROM gone")
            header = {}
            for line in proven(answer.lines):
                if line["type"] == "header":
                    header = line
                elif line["type"] == "entry":
                    self._keep(line["url"], line["etag"], line["document"])
                elif line["type"] == "tombstone":
                    self._forget(line["kind"], line["slug"], line["language"], line)
            self._done_up_to(header["position"])

    # Going on

    def follow(self) -> bool:
        """Read the feed to its end. False if it does not know our position: then it is not the feed that we read."""
        url = f"{self.base}/v1/changes?after={self.position}&page_size=500"
        settled = True
        while url:
            answer = self._get(url)
            if answer.status == 400:
                return False
            if answer.status != 200:
                raise Unexpected(f"the feed answers {answer.status}")
            page, now = answer.json(), clock_of(answer)
            with self._transaction():
                self._refresh_all(page["items"])
                for event in page["items"]:
                    settled = settled and age_of(event, now) > SETTLED_AFTER
                    if settled:
                        self._done_up_to(event["position"])
            url = page["next"]
        return True

    def _refresh_all(self, events: Iterable[Mapping[str, Any]]) -> None:
        told: dict[tuple[str, str], set[str]] = {}
        for event in events:
            subject = event["subject"]
            if subject["kind"] in COLLECTIONS:
                told.setdefault((subject["kind"], subject["slug"]), set()).add(subject["language"])
            else:  # an organisation, a telephone number, a quote: any item may show it
                self._note("sweep", "due")
        for (kind, slug), languages in sorted(told.items()):
            self.refresh(kind, slug, languages)

    def refresh(self, kind: str, slug: str, told: Iterable[str] = ()) -> None:
        """Make our copy of one item what it is now, in all of its languages. `told` are languages that an event named."""
        url = self._url(kind, slug)
        original = self._get(url)
        if original.status != 200:
            self._forget_all(kind, slug, original, told)
            return
        document = original.json()
        languages = [row["language"] for row in document["languages"]]
        for held in self._languages_of(kind, slug):
            if held not in languages:
                self._drop(kind, slug, held)
        first = document["language"]
        self._keep(self._url(kind, slug, first), original.headers["ETag"].strip('"'), document)
        for language in languages:
            if language != first:
                self._fetch(kind, slug, language)

    def _fetch(self, kind: str, slug: str, language: str) -> None:
        url = self._url(kind, slug, language)
        held = self.store.execute(
            "SELECT etag FROM items WHERE kind = ? AND slug = ? AND language = ?", (kind, slug, language)
        ).fetchone()
        answer = self._get(url, {"If-None-Match": f'"{held[0]}"'} if held else {})
        if answer.status == 304:
            return
        if answer.status == 200:
            self._keep(url, answer.headers["ETag"].strip('"'), answer.json())
        else:  # it went between our two questions
            self._forget_all(kind, slug, answer, [language])

    # Comparing

    def sweep(self) -> None:
        """Compare every ETag with ours, and fetch what differs. Events that come meanwhile are still in the feed."""
        seen: set[tuple[str, str, str]] = set()
        url = f"{self.base}/v1/manifest?page_size=100"
        while url:
            answer = self._get(url)
            if answer.status != 200:
                raise Unexpected(f"the manifest answers {answer.status}")
            page = answer.json()
            with self._transaction():
                for row in page["items"]:
                    seen.add((row["kind"], row["slug"], row["language"]))
                    self._compare(row)
            url = page["next"]
        with self._transaction():
            for held in self.store.execute("SELECT kind, slug, language FROM items").fetchall():
                if held not in seen:
                    self._drop(*held)
            self.store.execute("DELETE FROM state WHERE name = 'sweep'")

    def _compare(self, row: Mapping[str, Any]) -> None:
        kind, slug, language = row["kind"], row["slug"], row["language"]
        if row["state"] != "live":
            self._forget(kind, slug, language, row)
            return
        held = self.store.execute(
            "SELECT etag FROM items WHERE kind = ? AND slug = ? AND language = ?", (kind, slug, language)
        ).fetchone()
        if held is None or held[0] != row["etag"]:
            self._fetch(kind, slug, language)

    # The file

    def _keep(self, url: str, etag: str, document: Mapping[str, Any]) -> None:
        named = (document["kind"], document["slug"], document["language"])
        text = json.dumps(document, ensure_ascii=False)
        self.store.execute("REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?)", (*named, url, etag, text))
        self.store.execute("DELETE FROM gone WHERE kind = ? AND slug = ? AND language = ?", named)

    def _drop(self, *named: str) -> None:
        self.store.execute("DELETE FROM items WHERE kind = ? AND slug = ? AND language = ?", named)
        self.store.execute("DELETE FROM gone WHERE kind = ? AND slug = ? AND language = ?", named)

    def _forget(self, kind: str, slug: str, language: str, why: Mapping[str, Any]) -> None:
        """It is gone: keep nothing of it but that, and where to go instead."""
        self._drop(kind, slug, language)
        successor = (why.get("successor") or {}).get("url")
        state = why.get("state") or ("redirected" if why["status"] == 308 else "withdrawn")
        self.store.execute(
            "REPLACE INTO gone VALUES (?, ?, ?, ?, ?, ?)",
            (kind, slug, language, state, why.get("reason"), successor),
        )

    def _forget_all(self, kind: str, slug: str, answer: Answer, told: Iterable[str]) -> None:
        """In all languages: an item is withdrawn and redirected as a whole."""
        if answer.status not in (308, 404, 410):
            raise Unexpected(f"{kind} {slug} answers {answer.status}")
        why = answer.json()
        for language in {*self._languages_of(kind, slug), *told}:
            if answer.status == 404:
                self._drop(kind, slug, language)
            else:
                self._forget(kind, slug, language, why)

    def _languages_of(self, kind: str, slug: str) -> list[str]:
        rows = self.store.execute(
            "SELECT language FROM items WHERE kind = ?1 AND slug = ?2 "
            "UNION SELECT language FROM gone WHERE kind = ?1 AND slug = ?2",
            (kind, slug),
        )
        return [language for (language,) in rows.fetchall()]

    def _done_up_to(self, position: int) -> None:
        self._note("position", str(position))

    def _note(self, name: str, value: str) -> None:
        self.store.execute("REPLACE INTO state VALUES (?, ?)", (name, value))

    def _value(self, name: str) -> str | None:
        row = self.store.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def _transaction(self) -> _Transaction:
        return _Transaction(self.store)

    # The library

    def _url(self, kind: str, slug: str, language: str = "") -> str:
        return f"{self.base}/v1/{COLLECTIONS[kind]}/{slug}" + (f"?language={language}" if language else "")

    def _get(self, url: str, headers: Mapping[str, str] | None = None) -> Answer:
        return self.ask(url, headers or {})


class _Transaction:
    """All of a block, or nothing of it, whatever ends it."""

    def __init__(self, store: sqlite3.Connection) -> None:
        self.store = store

    def __enter__(self) -> None:
        self.store.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: object, *_: object) -> None:
        self.store.execute("COMMIT" if kind is None else "ROLLBACK")


def proven(lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The lines of an export. Raises `CutOff` at the end unless it was the whole, byte for byte."""
    digest, counted, footer = hashlib.sha256(), {"entry": 0, "tombstone": 0}, None
    for raw in lines:
        line = json.loads(raw)
        if line["type"] == "footer":
            footer = line
            break
        digest.update(raw)
        counted[line["type"]] = counted.get(line["type"], 0) + 1
        yield line
    if footer is None or footer["sha256"] != digest.hexdigest():
        raise CutOff("the export was cut off")
    if (footer["entries"], footer["tombstones"]) != (counted["entry"], counted["tombstone"]):
        raise CutOff("the export does not hold what it says")


def clock_of(answer: Answer) -> float:
    """The library's time, by which its events are dated; ours may be wrong."""
    said = answer.headers.get("Date")
    return parsedate_to_datetime(said).timestamp() if said else time.time()


def age_of(event: Mapping[str, Any], now: float) -> float:
    return now - datetime.fromisoformat(event["occurred_at"].replace("Z", "+00:00")).timestamp()


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def over_http(key: str = "") -> Ask:
    """Asks over HTTP. With a key of your organisation you may ask more often, and no cache answers for the library."""
    opener = urllib.request.build_opener(_NoRedirects)
    own = {"User-Agent": "library-mirror/1"} | ({"Authorization": f"Bearer {key}"} if key else {})

    def ask(url: str, headers: Mapping[str, str]) -> Answer:
        request = urllib.request.Request(url, headers={**own, **headers})  # noqa: S310 - the address that you gave
        while True:
            try:
                answer = opener.open(request, timeout=300)
            except urllib.error.HTTPError as refusal:
                answer = refusal
            if answer.status not in (429, 503):
                return Answer(answer.status, answer.headers, answer)
            time.sleep(min(int(answer.headers.get("Retry-After", "5")), 300))

    return ask


def main() -> int:
    parser = argparse.ArgumentParser(description="Keep an exact copy of the library in an SQLite file.")
    parser.add_argument("file", help="the SQLite file")
    parser.add_argument("library", help="the library's address, such as https://library.example.org")
    parser.add_argument("--sweep", action="store_true", help="compare every ETag, too")
    parser.add_argument("--key", default="", help="an API key of your organisation, to ask more often")
    given = parser.parse_args()
    mirror = Mirror(given.file, given.library, over_http(given.key))
    mirror.update(sweep=given.sweep)
    (items,) = mirror.store.execute("SELECT count(*) FROM items").fetchone()
    print(f"{items} texts, up to position {mirror.position}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())

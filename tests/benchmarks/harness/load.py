"""Fills the database of the harness with its items, as our own generator would write them.

`python -m tests.benchmarks.harness.load SERVER_TOML`, started by the harness with DATABASE_URL, BENCH_DATA and BENCH_N.
"""

import json
import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import django
import psycopg
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

MEDIA = {"web-page": "website", "easy-read": "booklet", "video": "guide", "audio": "toolkit"}
LICENCES = {"all-rights-reserved": "LicenceRef-all-rights-reserved"}
PAGE = 400


def main() -> None:
    _make_database()
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()
    from demo.generator.writing import BATCH, settle, write

    call_command("migrate", verbosity=0)
    now, rows = timezone.now(), _rows()
    while batch := [_plan(row) for row in islice(rows, BATCH)]:
        write(batch, at=now)
    settle()
    _write_token(Path(sys.argv[1]))


def _make_database() -> None:
    name = os.environ["PGDATABASE"]
    with psycopg.connect(dbname="postgres", autocommit=True) as connection:  # host, port and user from PGHOST ...
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')


def _rows() -> Iterator[dict[str, Any]]:
    folder = Path(os.environ["BENCH_DATA"])
    words = json.loads((folder / "taxonomy.json").read_text())
    slugs = {name: {word["id"]: word["slug"] for word in words[name]} for name in ("topics", "audiences")}
    with open(folder / f"resources-{os.environ['BENCH_N']}.jsonl", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            yield {**row, **{name: [slugs[name][number] for number in row[name]] for name in slugs}}


def _plan(row: dict[str, Any]) -> Any:
    from demo.generator.plans import Plan

    published_at = datetime.fromisoformat(row["published_at"])
    return Plan(
        slug=row["slug"],
        document={
            "kind": "resource",
            "title": row["title"],
            "summary": row["summary"],
            "language": row["language"],
            "sections": list(_sections(row["body"])),
            "details": {"medium": MEDIA.get(row["media_format"], row["media_format"])},
        },
        governance={
            "licence": LICENCES.get(row["licence"], row["licence"]),
            "rights_holder": "The generated library",
            "funding": "None",
            "conflicts_of_interest": "None declared",
            "topics": tuple(row["topics"]),
            "audiences": tuple(row["audiences"]),
            "is_health_content": True,
            "review_cycle_months": 36,
            "accessible_formats": [],
        },
        publisher=0,
        started_at=published_at - timedelta(days=20),
        submitted_at=published_at - timedelta(days=10),
        read_at=published_at - timedelta(days=4),
        checked_at=published_at - timedelta(days=3),
        published_at=published_at,
    )


def _sections(body: str) -> Iterator[dict[str, str]]:
    """The text cut at its headings."""
    parts = re.split(r"^## (.*)$", f"## Beginning\n{body}", flags=re.MULTILINE)[1:]
    for number, (heading, text) in enumerate(zip(parts[::2], parts[1::2], strict=True), 1):
        yield {"id": f"part-{number}", "heading": heading, "body": text.strip()}


def _write_token(settings: Path) -> None:
    """Write the address of page 400 into the settings: found by following `next`, as a client would."""
    client, path, left = Client(headers={"host": "127.0.0.1"}), "/v1/resources", (PAGE - 1) * 20
    following = ""
    while left:
        size = min(100, left)
        answer = client.get(f"{path}?page_size={size}{following}").json()
        following = "&page_token=" + answer["next"].partition("page_token=")[2].partition("&")[0]
        left -= size
    text = re.sub(
        r"^page400 .*$", f'page400    = "{path}?page_size=20{following}"', settings.read_text(), flags=re.MULTILINE
    )
    settings.write_text(text)


if __name__ == "__main__":
    main()

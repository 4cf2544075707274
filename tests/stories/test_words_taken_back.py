"""Somebody takes their words back by the link in their mail. A canary in the words is then found nowhere: in no answer of any address
of the API, whoever asks; in no file; in no table but the sealed ones; in no line of the log. Nor after yesterday's backup was restored.
"""

from __future__ import annotations

import io
import itertools
import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pdfplumber
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from library.catalogue.models import Entry, Item
from library.coproduction.models import Testimonial as Words
from library.editions.actions import issue_consent_link
from library.editions.making import make_renditions
from library.editions.models import Edition
from library.publishing.models import Draft
from tests import contract
from tests.adaptations import Place, sections
from tests.client import Api
from tests.post import only_link
from tests.texts import text
from tests.voices import Voices, section
from tests.worlds import World

CANARY = "kqzxcanary"
WORDS = f"It helped me to talk, said {CANARY}."
FILES = ("page.html", "fragment.html", "text.txt", "text.md", "document.docx", "package.zip", "a4.pdf", "thumbnail.png")
SEALED = "coproduction_sealed"


class Scene:
    """A template, Norfolk's adaptation of it and a case study, all with the same words; and an old edition that has them too."""

    def __init__(self, world: World) -> None:
        self.world, voices = world, Voices(world)
        self.quote = voices.agreed(WORDS, controllers=("sun", "norfolk"), shown_name=f"Robin {CANARY}")
        told = [*sections(), {**section(self.quote), "policy": "locked"}]
        self.place = Place(world, sections=told)
        self.adaptation = self.place.published()
        details = {**text("case_study")["details"], "testimonials": [str(self.quote.pk)]}
        self.study = world.published(kind="case_study", details=details)
        self.older = voices.published(self.quote)
        world.republished(self.older, sections=[{"id": "voices", "heading": "Voices", "body": "Nobody speaks."}])
        self.token = ""

    @property
    def items(self) -> list[Item]:
        return [self.place.template, self.adaptation.item, self.study, self.older]

    def render(self) -> None:
        for entry in Entry.objects.filter(item__in=self.items):
            make_renditions(entry, now=timezone.now(), names=FILES)

    def addresses(self) -> Iterator[str]:
        """Every address that can be asked for with GET, with everything there is to put into it."""
        for path, method, _ in contract.operations():
            if method.upper() == "GET":
                names = re.findall(r"\{(\w+)\}", path)
                for values in itertools.product(*(self.values(path, name) for name in names)):
                    yield self.filled(path, dict(zip(names, values, strict=True)))

    def filled(self, path: str, values: dict[str, str]) -> str:
        address = re.sub(r"\{(\w+)\}", lambda found: values[found[1]], path)
        return address + QUERIES.get(path, "").format(item=f"leaflets/{self.place.template.slug}")

    def values(self, path: str, name: str) -> list[str]:
        collections = {
            "leaflet": "leaflets",
            "adaptation": "adaptations",
            "case_study": "case-studies",
            "resource": "resources",
        }
        given: dict[str, list[str]] = {
            "collection": [collections[item.kind] for item in self.items],
            "slug": [item.slug for item in self.items],
            "number": ["1", "2"],
            "name": list(FILES) if "renditions" in path else ["x.png"],
            "token": [self.token or "x"],
            "id": self.ids(path),
        }
        return given.get(name, ["sun"])

    def ids(self, path: str) -> list[str]:
        word = path.removeprefix("/v1/workspace/").partition("/")[0]
        found: dict[str, list[Any]] = {
            "testimonials": [self.quote.pk],
            "items": [item.pk for item in self.items],
            "drafts": list(Draft.objects.values_list("pk", flat=True)),
            "editions": list(Edition.objects.values_list("pk", flat=True)),
            "adaptations": [self.adaptation.pk],
        }
        return [str(id) for id in found.get(word, [uuid4()])]


QUERIES = {
    "/v1/permissions": "?item={item}&action=print&organisation=norfolk",
    "/v1/catalogue": f"?q={CANARY}&snippets=true",
    "/v1/{collection}/{slug}/editions/{number}/changes": "?from=1",
    "/v1/leaflets/{slug}/local": "?postcode=NR1",
    "/v1/changes": "?after=0",
}


@pytest.fixture
def tombstones(settings: Any, tmp_path: Path) -> Path:
    settings.TOMBSTONE_LOG = str(tmp_path / "tombstones.ndjson")
    settings.COSTLY_POSTS_PER_HOUR, settings.PUBLIC_READS_PER_MINUTE, settings.RENDER_PATIENCE = 10_000, 10_000, 60
    return Path(settings.TOMBSTONE_LOG)


def test_a_canary_in_the_words_is_found_nowhere(
    world: World, tombstones: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    scene = Scene(world)
    scene.render()
    assert len(found_in_answers(scene, "", "cora", "nell")) > 20
    assert found_in_tables() != set()
    yesterday = rows()

    issue_consent_link(testimonial=scene.quote, on_paper=False, by=world.by("cora"), at=timezone.now())
    link = only_link()
    scene.token = link.removeprefix("/links/")
    caplog.clear()
    capfd.readouterr()
    assert Api().post(link, {"answers": {}}, idempotency_key=None).status == 200
    scene.render()
    check_nowhere(scene)

    restore(yesterday)
    assert found_in_tables() != set()
    call_command("reapply_tombstones", stdout=io.StringIO())
    scene.render()
    check_nowhere(scene)
    logged = capfd.readouterr()
    assert CANARY not in caplog.text + logged.out + logged.err


def check_nowhere(scene: Scene) -> None:
    assert Words.objects.get(pk=scene.quote.pk).words == ""
    assert found_in_answers(scene, "", "cora", "nell", "sadie") == set()
    assert found_in_tables() == set()


def found_in_answers(scene: Scene, *callers: str) -> set[str]:
    """Addresses whose answer has the canary, by caller; the public is the empty name. Searching for it proves nothing by itself: an answer
    that repeats the question is not counted.
    """
    found = set()
    for caller in callers:
        api = scene.world.api(caller) if caller else Api()
        for address in scene.addresses():
            if not caller and address.startswith("/v1/workspace/"):
                continue
            answer = api.get(address)
            told = str(dict(answer.headers)).encode() + readable(answer.body)
            if CANARY.encode() in told.replace(f"q={CANARY}".encode(), b""):
                found.add(f"{caller} {address}")
    return found


def readable(body: bytes) -> bytes:
    """What people can read of an answer: the text of PDFs, and what is packed."""
    if body.startswith(b"%PDF"):
        with pdfplumber.open(io.BytesIO(body)) as document:
            return body + "".join(page.extract_text() for page in document.pages).encode()
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as packed:
            return body + b"".join(packed.read(name) for name in packed.namelist())
    return body


def found_in_tables() -> set[str]:
    """Columns of any table that have the canary, but for the sealed ones."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'bytea', 'jsonb', 'json', 'ARRAY', 'tsvector')"
        )
        found = set()
        for table, column, kind in cursor.fetchall():
            held = f"encode(\"{column}\", 'escape')" if kind == "bytea" else f'"{column}"::text'
            cursor.execute(f'SELECT 1 FROM "{table}" WHERE {held} LIKE %s LIMIT 1', [f"%{CANARY}%"])
            if cursor.fetchone() and not table.startswith(SEALED):
                found.add(f"{table}.{column}")
        return found


TABLES = ("coproduction_testimonial", "coproduction_consent", "catalogue_entry", "editions_rendition")


def rows() -> dict[str, str]:
    """What a backup of yesterday has of the tables that hold words or copies of them."""
    with connection.cursor() as cursor:
        held = {}
        for table in TABLES:
            cursor.execute(f"SELECT json_agg(t)::text FROM {table} t")
            held[table] = cursor.fetchone()[0]
        return held


def restore(backup: dict[str, str]) -> None:
    """As loading a backup does: without the triggers that keep anybody else from it."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM editions_clearance")
        for table, held in backup.items():
            cursor.execute(f"DELETE FROM {table}")
            cursor.execute(f"INSERT INTO {table} SELECT * FROM json_populate_recordset(NULL::{table}, %s)", [held])
        cursor.execute("SET session_replication_role = DEFAULT")

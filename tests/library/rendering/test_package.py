"""The package of a document: complete, safe to unpack, and the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from demo.content import finding_support
from library.documents import examples
from library.documents.canonical import canonical_json, document_hash
from library.documents.form import form_schema
from library.documents.model import LeafletDocument
from library.documents.parse import parse_document
from library.rendering.package import DamagedAsset, PackedAsset, package_zip
from library.rendering.packing import checksums, safe_names, table, zipped
from library.rendering.sheet import Imprint, Picture, Sheet, Theme

IMPRINT = Imprint(
    publisher="The SUN Network",
    edition=3,
    published_on=date(2026, 10, 5),
    last_reviewed=date(2026, 9, 1),
    next_review_due=date(2028, 9, 1),
    licence_spdx="CC-BY-NC-SA-4.0",
    licence_name="Creative Commons Attribution NonCommercial ShareAlike 4.0",
    licence_url="https://creativecommons.org/licenses/by-nc-sa/4.0/",
    attribution="“Finding support”, The SUN Network, CC BY-NC-SA 4.0",
    page_url="https://library.test/v1/leaflets/finding-support",
    short_url="https://library.test/l/abc",
    coproduction="Made with adults with lived experience.",
    rights_holder="The SUN Network",
    contact="hello@sunnetwork.org.uk",
)
WORDS = "canarywords"
LOGO = Picture(content=b"canarylogo", media_type="image/png", alt="Logo", width=1, height=1)


def sheet(data: dict[str, Any] = finding_support.DOCUMENT) -> Sheet:
    return Sheet(parse_document(data), IMPRINT, Theme(logo=LOGO), labels={"quote:a-warm-room": WORDS})


def asset(name: str = "sofa.png", content: bytes | None = b"picture", **facts: Any) -> PackedAsset:
    members = {"media_type": "image/png", "licence": "CC-BY-4.0", "rights_holder": "A. Photographer"}
    members |= {"sha256": hashlib.sha256(content or b"").hexdigest(), "size": len(content or b"")}
    return PackedAsset(name=name, content=content, **{**members, "url": f"https://library.test/{name}", **facts})


def packed(of: Sheet | None = None, assets: tuple[PackedAsset, ...] = (asset(),), **given: Any) -> bytes:
    whole = of or sheet()
    form = form_schema(whole.document) if isinstance(whole.document, LeafletDocument) else None
    canonical = canonical_json(whole.document).decode()
    return package_zip(whole, **{"canonical": canonical, "form": form, "example": None, "assets": assets, **given})


def unpacked(package: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_package_of_a_leaflet_is_complete() -> None:
    assert list(unpacked(packed())) == [
        "ASSETS.csv",
        "ATTRIBUTION.txt",
        "README.txt",
        "SHA256SUMS",
        "assets/sofa.png",
        "document.json",
        "example.json",
        "example.md",
        "form.schema.json",
        "text.md",
    ]


def test_a_resource_has_no_form_and_no_example() -> None:
    files = unpacked(packed(sheet(examples.RESOURCE), assets=()))
    assert list(files) == ["ATTRIBUTION.txt", "README.txt", "SHA256SUMS", "document.json", "text.md"]


def test_packing_twice_gives_equal_bytes() -> None:
    assert packed() == packed()


def test_every_checksum_holds() -> None:
    files = unpacked(packed())
    lines = files.pop("SHA256SUMS").decode().splitlines()
    assert {line[66:]: line[:64] for line in lines} == {
        name: hashlib.sha256(content).hexdigest() for name, content in files.items()
    }


def test_the_document_has_the_hash_of_the_edition() -> None:
    document = sheet().document
    assert hashlib.sha256(unpacked(packed())["document.json"]).hexdigest() == document_hash(document)


def test_the_example_is_filled_in_and_marked_as_one() -> None:
    files = unpacked(packed())
    example = files["example.md"].decode()
    assert example.startswith("> This is an example.")
    assert "Community eating disorder service for adults (example)" in example.replace("\\", "")
    assert json.loads(files["example.json"])["area_name"] == "Cambridgeshire and Peterborough"


def test_an_example_that_was_given_is_taken() -> None:
    assert unpacked(packed(example="# Ours\n"))["example.md"] == b"# Ours\n"


def test_no_quote_and_no_logo_is_in_it() -> None:
    data = {**examples.RESOURCE, "sections": [{"id": "a", "heading": "A", "body": "{{quote:a-warm-room}}"}]}
    files = unpacked(packed(sheet(data)))
    assert not [name for name, content in files.items() if WORDS.encode() in content or LOGO.content in content]


def test_a_file_without_content_is_listed_with_address_and_checksum() -> None:
    large = asset("film.mp4", None, size=90_000_000, sha256="a" * 64, media_type="video/mp4")
    files = unpacked(packed(assets=(large,)))
    (row,) = csv.DictReader(io.StringIO(files["ASSETS.csv"].decode("utf-8-sig")))
    assert not [name for name in files if name.startswith("assets/")]
    assert (row["file"], row["sha256"], row["address"]) == ("", "a" * 64, "https://library.test/film.mp4")


def test_a_damaged_file_is_not_packed() -> None:
    with pytest.raises(DamagedAsset, match=r"sofa\.png"):
        packed(assets=(asset(sha256="0" * 64),))


def test_terms_of_text_and_files_stand_in_the_attribution() -> None:
    words = unpacked(packed(assets=(asset(), asset("b.png", licence="", rights_holder=""))))["ATTRIBUTION.txt"].decode()
    assert words.startswith(IMPRINT.attribution)
    assert "- sofa.png: A. Photographer, CC-BY-4.0" in words
    assert "- b.png: terms not stated: ask first" in words


def test_the_readme_names_every_file() -> None:
    files = unpacked(packed())
    readme = files["README.txt"].decode()
    assert [name for name in files if "/" not in name and name != "README.txt" and name not in readme] == []
    assert "Edition 3, published by The SUN Network on 2026-10-05." in readme


@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(mark: str) -> None:
    files = unpacked(packed(assets=(asset(rights_holder=f"{mark}1+1"),)))
    (row,) = csv.DictReader(io.StringIO(files["ASSETS.csv"].decode("utf-8-sig"), newline=""))
    assert row["rights holder"] == f"'{mark}1+1"


def test_files_are_dated_on_the_day_of_the_edition_and_readable() -> None:
    with zipfile.ZipFile(io.BytesIO(packed())) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 10, 5, 0, 0, 0)}
        assert {info.external_attr >> 16 for info in archive.infolist()} == {0o100644}


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "passwd"),
        ("/abs.png", "abs.png"),
        ("C:\\temp\\a.png", "a.png"),
        ("..", "file"),
        ("", "file"),
        (".hidden", "file.hidden"),
        ("Größe & Maß.png", "Groe-Ma.png"),
        ("con.txt", "file-con.txt"),
        ("a\nb\x00.png", "a-b-.png"),
        ("صورة.png", "file.png"),
        ("x" * 300 + ".jpeg", "x" * 100 + ".jpeg"),
    ],
)
def test_a_name_becomes_a_safe_one(name: str, safe: str) -> None:
    assert safe_names([name]) == [safe]


def test_no_name_is_taken_twice() -> None:
    assert safe_names(["a.png", "A.png", "b/a.png", "a-2.png"]) == ["a.png", "A-2.png", "a-3.png", "a-2-2.png"]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=30), max_size=6))
def test_unpacking_stays_in_its_folder(tmp_path_factory: pytest.TempPathFactory, names: list[str]) -> None:
    files = {f"assets/{name}": b"x" for name in safe_names(names)}
    assert len(files) == len(names)
    folder = tmp_path_factory.mktemp("package")
    with zipfile.ZipFile(io.BytesIO(zipped(files, day=date(1970, 1, 1)))) as archive:
        archive.extractall(folder / "inner")
    assert {str(path.relative_to(folder / "inner")) for path in Path(folder).rglob("*") if path.is_file()} == set(files)


@given(st.dictionaries(st.sampled_from("abcdef"), st.binary(max_size=50)))
def test_any_files_give_the_same_bytes_in_any_order(files: dict[str, bytes]) -> None:
    backwards = dict(reversed(files.items()))
    assert zipped(files, day=date(2026, 1, 1)) == zipped(backwards, day=date(2026, 1, 1))
    assert checksums(files) == checksums(backwards)


@given(st.lists(st.text(st.characters(exclude_categories=("Cs",))), min_size=2, max_size=2))
def test_a_table_is_read_back_without_formulas(cells: list[str]) -> None:
    read = list(csv.reader(io.StringIO(table(("a", "b"), [cells]).decode("utf-8-sig"), newline="")))
    assert [cell.removeprefix("'") for cell in read[1]] == [cell.removeprefix("'") for cell in cells]
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in read[1])

"""The package: everything that somebody needs who takes a document over, in one file (domain.md LO-11, LIC-4).

The public one holds no quotes, whose consent names who may print them, and no logos; one made for an organisation holds
what names that organisation (LO-12).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from library.documents.assemble import assemble
from library.documents.filled_example import example_local, example_values
from library.documents.model import LeafletDocument
from library.rendering.package_texts import attribution, example_heading, readme
from library.rendering.packing import checksums, safe_names, table, zipped
from library.rendering.plain import text_md
from library.rendering.sheet import Picture, Sheet


@dataclass(frozen=True)
class PackedAsset:
    """A file of the document. `content` is none for one that is only listed, with its address, size in bytes and SHA-256."""

    name: str
    content: bytes | None
    media_type: str
    licence: str
    rights_holder: str
    sha256: str
    size: int
    url: str


@dataclass(frozen=True)
class Named:
    """What a package for one organisation holds besides: quotes whose owners have named it, and its own logo. `testimonials` are rows
    for `TESTIMONIALS.json`.
    """

    organisation: str
    testimonials: Sequence[Mapping[str, object]]
    logo: Picture | None


class DamagedAsset(Exception):
    """The content of a file is not what its checksum says: it was damaged where it is stored."""


def package_zip(
    sheet: Sheet,
    *,
    canonical: str,
    form: Mapping[str, Any] | None,
    example: str | None,
    assets: Sequence[PackedAsset],
    named: Named | None = None,
) -> bytes:
    """The zip file, the same bytes for the same arguments, dated on the day of the edition.

    The `sheet` says the quotes that it may hold; without `named` it holds none, whatever the sheet says.

    `canonical` is the canonical JSON of the edition, so that its hash is the edition's. A leaflet has its `form`, and an
    example filled in: `example` as Markdown, or made from the template's own examples. Raises DamagedAsset.
    """
    public = sheet if named else _without_quotes(sheet)
    files = {"document.json": canonical.encode(), "text.md": text_md(public)}
    if form is not None:
        files["form.schema.json"] = _json(form)
    if isinstance(sheet.document, LeafletDocument) and sheet.document.details.local_details:
        files["example.json"] = _json(example_values(sheet.document))
        files["example.md"] = example.encode() if example is not None else _example(public, sheet.document)
    names = [f"assets/{name}" for name in safe_names(asset.name for asset in assets)]
    for name, asset in zip(names, assets, strict=True):
        if asset.content is not None:
            files[name] = _checked(asset, asset.content)
    if assets:
        files["ASSETS.csv"] = _asset_table(names, assets)
    files |= _for_one(named) if named else {}
    files["ATTRIBUTION.txt"] = attribution(sheet.imprint, [(asset.name, asset) for asset in assets])
    files["README.txt"] = readme(sheet, files, named.organisation if named else "")
    files["SHA256SUMS"] = checksums(files)
    return zipped(files, day=sheet.imprint.published_on)


def _for_one(named: Named) -> dict[str, bytes]:
    files = {"TESTIMONIALS.json": _json(list(named.testimonials))} if named.testimonials else {}
    if named.logo is not None:
        files[f"LOGO.{named.logo.media_type.removeprefix('image/')}"] = named.logo.content
    return files


def _without_quotes(sheet: Sheet) -> Sheet:
    labels = {content: words for content, words in sheet.labels.items() if not content.startswith("quote:")}
    return replace(sheet, labels=labels)


def _example(sheet: Sheet, template: LeafletDocument) -> bytes:
    """The leaflet as it looks with the example filled in, marked as one: what it says of services is made up."""
    filled = assemble(template, example_local(template)).document
    return example_heading() + text_md(replace(sheet, document=filled))


def _checked(asset: PackedAsset, content: bytes) -> bytes:
    if hashlib.sha256(content).hexdigest() != asset.sha256:
        raise DamagedAsset(f"The content of {asset.name} does not have the checksum {asset.sha256}.")
    return content


def _asset_table(names: Sequence[str], assets: Sequence[PackedAsset]) -> bytes:
    header = ("file", "name", "media type", "bytes", "licence", "rights holder", "sha256", "address")
    rows = [
        (
            path if asset.content is not None else "",
            asset.name,
            asset.media_type,
            str(asset.size),
            asset.licence,
            asset.rights_holder,
            asset.sha256,
            asset.url,
        )
        for path, asset in zip(names, assets, strict=True)
    ]
    return table(header, rows)


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()

"""What a writing request carries: a JSON body, the form of a page of ours, or a form with one file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from django.core.files.uploadedfile import UploadedFile
from pydantic import BaseModel, ValidationError
from rest_framework.request import Request

from api.http.operations import Operation
from api.http.parsers import MAX_BYTES, check_media_type
from api.http.refusals import TooLarge, UnsupportedMediaType
from api.http.requests import faults_of, parse_body
from library.errors import Fault, Malformed

FORM_OVERHEAD = 64 * 1024
PAGE_FORM = "application/x-www-form-urlencoded"
MAX_PAGE_FORM = 512 * 1024
MAX_FIELDS = 120


@dataclass(frozen=True)
class Received:
    """`body` is the model of the JSON body or of the form's text fields; `digest` stands for all of it, the file too. `fields` are
    those of a form on a page of ours.
    """

    body: BaseModel | None
    digest: str
    file: UploadedFile | None = None
    fields: Mapping[str, str] | None = None


def receive(request: Request, declared: Operation) -> Received:
    """Read what the operation takes. Raises `Malformed`, `TooLarge`, `UnsupportedMediaType`."""
    if declared.form is not None:
        return _receive_form(request, declared)
    raw = _read(request)
    if declared.page_form is not None and declared.body is not None and _media_type(request) == PAGE_FORM:
        return _receive_page_form(raw, declared)
    if declared.body is None:
        if raw:
            raise Malformed("This operation takes no body.")
        return Received(None, "")
    if raw:
        check_media_type(request.META.get("CONTENT_TYPE", ""))
    return Received(parse_body(raw, declared.body), hashlib.sha256(raw).hexdigest())


def _read(request: Request) -> bytes:
    _check_length(request, MAX_BYTES)
    if "HTTP_TRANSFER_ENCODING" in request.META and not request.META.get("CONTENT_LENGTH"):
        raise Malformed(errors=[Fault("Content-Length", "Say how long the body is; a chunked one is not read.")])
    return request._request.body


def _check_length(request: Request, limit: int) -> None:
    if int(request.META.get("CONTENT_LENGTH") or 0) > limit:
        raise TooLarge(f"The body may have {limit:,} bytes.")


def _media_type(request: Request) -> str:
    return str(request.META.get("CONTENT_TYPE", "")).partition(";")[0].strip().lower()


def page_fields(request: Request) -> Mapping[str, str] | None:
    """What the form of a page of ours holds, each field once, in UTF-8; None when the body is no such form. Raises `Malformed`,
    `TooLarge`.
    """
    return _page_fields(_read(request)) if _media_type(request) == PAGE_FORM else None


def _page_fields(raw: bytes) -> Mapping[str, str]:
    if len(raw) > MAX_PAGE_FORM:
        raise TooLarge(f"A form may have {MAX_PAGE_FORM:,} bytes.")
    try:
        pairs = parse_qsl(
            raw.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MAX_FIELDS,
            strict_parsing=bool(raw),
        )
    except ValueError:  # UnicodeDecodeError is one
        raise Malformed("This is not what a form of ours sends.") from None
    fields = dict(pairs)
    if len(fields) < len(pairs) or any("\x00" in name + value for name, value in pairs):
        raise Malformed("This is not what a form of ours sends.")
    return fields


def _receive_page_form(raw: bytes, declared: Operation) -> Received:
    """The fields, made into the members of the JSON body."""
    fields = _page_fields(raw)
    members = declared.page_form(fields)  # type: ignore[misc]
    try:
        body = declared.body.model_validate(members, strict=True)  # type: ignore[union-attr]
    except ValidationError as exc:
        raise Malformed(errors=faults_of(exc, members)) from None
    return Received(body, hashlib.sha256(raw).hexdigest(), fields=fields)


def _receive_form(request: Request, declared: Operation) -> Received:
    """A `multipart/form-data` body: the fields of `declared.form`, each once, and exactly one file named `file`."""
    if _media_type(request) != "multipart/form-data":
        raise UnsupportedMediaType("Send the file as `multipart/form-data`.")
    _check_length(request, declared.max_bytes + FORM_OVERHEAD)
    fields, files = request._request.POST, request._request.FILES
    names = [name for form in (fields, files) for name in form for _ in form.getlist(name)]
    faults = [
        Fault(f"/{name}", "This field stands more than once.") for name in sorted(set(names)) if names.count(name) > 1
    ]
    faults += [Fault(f"/{name}", "There is no such file here.") for name in files if name != "file"]
    file = files.get("file")
    if file is None:
        faults.append(Fault("/file", "This is required."))
    if faults or file is None:
        raise Malformed(errors=faults)
    if (file.size or 0) > declared.max_bytes:
        raise TooLarge(f"The file may have {declared.max_bytes:,} bytes.")
    values = dict(fields.items())
    return Received(_form_model(declared, values), _form_digest(values, file), file)


def _form_model(declared: Operation, values: dict[str, Any]) -> BaseModel:
    bad = [
        Fault(f"/{name}", "The character U+0000 can't be stored.") for name, value in values.items() if "\x00" in value
    ]
    if bad:
        raise Malformed(errors=bad)
    try:
        return declared.form.model_validate(values)  # type: ignore[union-attr]
    except ValidationError as exc:
        raise Malformed(errors=faults_of(exc, values)) from None


def _form_digest(values: dict[str, Any], file: UploadedFile) -> str:
    digest = hashlib.sha256()
    for name, value in sorted(values.items()):
        digest.update(f"{name}={len(value)}:{value}\n".encode("utf-8", "backslashreplace"))
    digest.update(f"{file.name}\n".encode("utf-8", "backslashreplace"))
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()

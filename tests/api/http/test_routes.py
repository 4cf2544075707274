"""Every route there is, walked: none is forgotten by the document, by authentication, or by the matrix of roles."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from api.http.views import Endpoint, PublicView, WorkspaceView
from library.accounts import actions
from library.accounts.actors import SYSTEM
from library.accounts.roles import Role
from library.ids import new_id
from tests import contract
from tests.cast import START
from tests.client import Api, Response
from tests.kept import sent
from tests.state import state

WORKSPACE = [row for row in contract.operations() if row[0].startswith("/v1/workspace/")]
PUBLIC = [row for row in contract.operations() if not row[0].startswith("/v1/workspace/")]
OUTSIDE = {"metrics", "desk"}
"""First parts of addresses that other software answers: metrics, and the desk with its own login."""


def views(resolver: Any = None, prefix: str = "") -> Iterator[tuple[str, type]]:
    for pattern in (resolver or get_resolver("config.urls")).url_patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern).partition("/")[0] not in OUTSIDE:
                yield from views(pattern, route)
        elif isinstance(pattern, URLPattern) and route.partition("/")[0] not in OUTSIDE:
            yield route, getattr(pattern.callback, "cls", None) or getattr(pattern.callback, "view_class", type(None))


def with_ids(path: str) -> str:
    """The path with an id for each of its variables; a collection is one of five words."""
    return re.sub(r"\{\w+\}", lambda _: str(new_id()), path.replace("{collection}", "leaflets"))


def name_of(row: tuple[str, str, Any]) -> str:
    return f"{row[1]} {row[0]}"


def test_every_route_is_one_of_our_endpoints() -> None:
    strange = [route for route, view in views() if not issubclass(view, Endpoint) and "(?!desk" not in route]
    assert strange == []


def test_the_workspace_is_behind_a_credential_and_nothing_else_is() -> None:
    for route, view in views():
        if issubclass(view, Endpoint):
            assert issubclass(view, WorkspaceView if route.startswith("v1/workspace/") else PublicView), route


def test_every_method_of_every_route_is_documented() -> None:
    documented = {(path, method) for path, method, _ in contract.operations()}
    methods = sum(
        len([method for method in view.operations if method != "HEAD"])
        for _, view in views()
        if issubclass(view, Endpoint)
    )
    assert len(documented) == methods


@pytest.mark.parametrize("row", WORKSPACE, ids=name_of)
def test_a_workspace_operation_names_its_roles(row: tuple[str, str, dict[str, Any]]) -> None:
    assert row[2]["x-roles"]
    assert set(row[2]["x-roles"]) <= set(Role)
    assert row[2]["security"] == [{"BearerKey": []}]


@pytest.mark.parametrize("row", PUBLIC, ids=name_of)
def test_a_public_operation_asks_for_no_role(row: tuple[str, str, dict[str, Any]]) -> None:
    assert "x-roles" not in row[2]
    assert row[2]["security"] == [{}, {"BearerKey": []}]


def ask(api: Api, row: tuple[str, str, dict[str, Any]]) -> Response:
    """The operation on something that does not exist, with everything else as it should be."""
    path, method, operation = row
    path = path.replace("{collection}", "leaflets")
    headers = {"idempotency_key": '"walk"', "if_match": '"v1"'}
    for parameter in contract._parameters(operation):
        if parameter["in"] == "path":
            value = str(new_id()) if parameter["schema"].get("format") == "uuid" else "no-such-thing"
            path = path.replace("{" + parameter["name"] + "}", value)
    content = operation.get("requestBody", {}).get("content", {})
    if "multipart/form-data" in content:
        return api.upload(path, sent(b"%PDF-1.7", "form.pdf"), {}, idempotency_key='"walk"', if_match='"v1"')
    return api.request(method, path, body=content.get("application/json", {}).get("example"), headers=headers)


@pytest.mark.django_db
@pytest.mark.parametrize("row", WORKSPACE, ids=name_of)
def test_without_a_key_it_is_401_and_nothing_happens(row: tuple[str, str, dict[str, Any]]) -> None:
    before = state()
    refused = ask(Api(), row)
    assert (refused.status, refused.slug) == (401, "not-authenticated")
    assert state() == before


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted({path for path, _, _ in WORKSPACE}))
def test_the_workspace_tells_other_sites_nothing(path: str) -> None:
    address = with_ids(path)
    refused = Api().request(
        "OPTIONS", address, headers={"origin": "https://evil.example", "access_control_request_method": "GET"}
    )
    assert refused.status == 401
    assert not [name for name in refused.headers if name.lower().startswith("access-control")]


@pytest.fixture
def keys(db: None) -> dict[Role, str]:
    """A key for each role, all of the steward."""
    organisation = actions.create_organisation(code="sun", name="SUN", kind="steward", by=SYSTEM, at=START)
    found = {}
    for role in Role:
        user = actions.create_user(username=role, name=role, by=SYSTEM, at=START)
        kinds = ["clinical"] if role is Role.REVIEWER else []
        membership = actions.add_member(
            user=user, organisation=organisation, roles=[role], review_kinds=kinds, by=SYSTEM, at=START
        )
        _, found[role] = actions.issue_key(membership=membership, name=role, by=SYSTEM, at=START)
    return found


@pytest.mark.parametrize("row", WORKSPACE, ids=name_of)
def test_a_role_that_is_not_named_is_refused_before_anything_is_read(
    row: tuple[str, str, dict[str, Any]], keys: dict[Role, str]
) -> None:
    before = state()
    for role, key in keys.items():
        if role not in row[2]["x-roles"]:
            refused = ask(Api(key), row)
            assert (refused.status, refused.slug, role in refused.json()["needs"]) == (403, "not-allowed", False), role
    assert state() == before


@pytest.mark.parametrize("row", [row for row in WORKSPACE if "{id}" in row[0]], ids=name_of)
def test_what_does_not_exist_is_404(row: tuple[str, str, dict[str, Any]], keys: dict[Role, str]) -> None:
    before = state()
    for role in row[2]["x-roles"]:
        refused = ask(Api(keys[role]), row)
        assert refused.status == 404, (role, refused)
    assert state() == before


@pytest.mark.parametrize("row", WORKSPACE, ids=name_of)
def test_no_credential_is_read_from_the_address(row: tuple[str, str, dict[str, Any]], keys: dict[Role, str]) -> None:
    path = with_ids(row[0])
    role = row[2]["x-roles"][0]
    assert Api().request(row[1], path, query={"api_key": keys[role]}).status == 401


def address_of(row: tuple[str, str, dict[str, Any]]) -> str:
    """The address with the examples that the document gives for its variables."""
    path = row[0]
    for parameter in contract._parameters(row[2]):
        if parameter["in"] == "path":
            path = path.replace("{" + parameter["name"] + "}", str(parameter["example"]))
    return path


@pytest.mark.django_db
@pytest.mark.parametrize("row", PUBLIC, ids=name_of)
def test_an_unknown_parameter_is_refused_everywhere(row: tuple[str, str, dict[str, Any]]) -> None:
    path, method = address_of(row), row[1]
    for name in ("internal_note", "api_key", "document__contains", "%24where", "page"):
        refused = Api().request(method, path, query=f"{name}=x", body=None)
        assert (refused.status, refused.slug) == (400, "invalid-request"), json.dumps(refused.json())


@pytest.mark.django_db
@pytest.mark.parametrize("row", PUBLIC, ids=name_of)
def test_a_bad_key_is_never_taken_for_none(row: tuple[str, str, dict[str, Any]]) -> None:
    path, method = address_of(row), row[1]
    assert Api("zzzzzzzz." + "a" * 32).request(method, path).status == 401

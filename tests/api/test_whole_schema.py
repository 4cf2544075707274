"""Requests generated from the whole contract, without a key and with one that may do much: nothing breaks, and nothing
answers what the contract does not say (domain.md, API-10).

`EVERY_BOUNDARY=1` also tries each limit of each member of each body, some ten thousand requests: minutes, not seconds.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, settings
from requests import Request  # noqa: TID251 - it only puts the address together; nothing is sent

from api.http import throttling
from tests import contract
from tests.worlds import World

SCHEMA = schemathesis.openapi.from_dict(contract.document())
SCHEMA.config.phases.coverage.enabled = "EVERY_BOUNDARY" in os.environ
NOT_IN_THAT_FORMAT = 501
"""No fault: what oEmbed asks providers to answer (section 2.3.4.4). The contract names it for that operation alone."""
OFTEN = settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck), database=None)
pytestmark = pytest.mark.django_db
UNTOUCHED = ("Host", "Content-Length", "User-Agent", "Accept-Encoding", "Connection")


@pytest.fixture(scope="module")
def key(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """A curator's key in a small library that is built once and taken away at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = World()
        world.published()
        world.withdrawn()
        world.approved()
        yield world.cast.key("cora")
        transaction.set_rollback(True)


def ask(case: Any, key: str = "") -> Any:
    """Send a generated request through all of Django; raises when the answer is not one that the contract allows."""
    for buckets in (throttling.anonymous, throttling.keyed, throttling.refused_keys):
        buckets.clear()
    prepared = Request(**case.as_transport_kwargs(base_url="http://127.0.0.1")).prepare()
    headers = {name: value for name, value in prepared.headers.items() if name not in UNTOUCHED}
    if key:
        headers["Authorization"] = f"Bearer {key}"
    path, _, query = prepared.path_url.partition("?")
    body = prepared.body or b""
    with transaction.atomic():
        answer = Client(raise_request_exception=False).generic(
            case.method,
            path,
            body.encode() if isinstance(body, str) else body,
            content_type=headers.pop("Content-Type", ""),
            QUERY_STRING=query,
            headers=headers,
        )
        transaction.set_rollback(True)
    assert answer.status_code < 500 or answer.status_code == NOT_IN_THAT_FORMAT, answer.content
    contract.check_response(case.method, path, answer)
    return answer


@SCHEMA.parametrize()
@OFTEN
def test_a_request_without_a_key_is_answered_as_the_contract_says(case: Any, key: str) -> None:
    ask(case)


@SCHEMA.parametrize()
@OFTEN
def test_a_request_with_a_key_is_answered_as_the_contract_says(case: Any, key: str) -> None:
    ask(case, key)

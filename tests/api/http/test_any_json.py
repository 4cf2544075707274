"""Whatever JSON is sent to whatever operation: an answer below 500, and a refusal leaves everything as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from library.accounts.roles import Role
from library.ids import new_id
from tests import contract
from tests.api.http.test_routes import keys, name_of
from tests.client import Api
from tests.state import state

__all__ = ["keys"]
ROWS = [row for row in contract.operations() if "application/json" in row[2].get("requestBody", {}).get("content", {})]
TEXT = st.text(max_size=8) | st.sampled_from(
    ["", "\x00", "\ud800", "' OR 1=1 --", "{{key}}", "../..", "2026-04-01T09:00:00Z", str(new_id())]
)
LEAF = st.none() | st.booleans() | st.integers(-(10**22), 10**22) | st.floats(allow_nan=False) | TEXT
VALUE = st.recursive(
    LEAF, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3), max_leaves=6
)


def bodies(row: tuple[str, str, dict[str, Any]]) -> st.SearchStrategy[Any]:
    """The operation's example with some members replaced, left out or added: near enough to a right one to get far."""
    example = row[2]["requestBody"]["content"]["application/json"]["example"]
    names = st.sampled_from([*example, "status", "organisation", "__proto__", "publishedAt"])
    changes = st.dictionaries(names, VALUE, max_size=3)
    left_out = st.sets(st.sampled_from(list(example)), max_size=2) if example else st.just(set())
    return st.builds(
        lambda changed, missing: {**{name: value for name, value in example.items() if name not in missing}, **changed},
        changes,
        left_out,
    )


@pytest.mark.parametrize("row", ROWS, ids=name_of)
def test_any_json(row: tuple[str, str, dict[str, Any]], keys: dict[Role, str]) -> None:
    path, method, operation = row
    roles = operation.get("x-roles")
    api = Api(keys[Role(roles[0])] if roles else None)

    @given(body=bodies(row) | VALUE)
    @settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(body: Any) -> None:
        before = state()
        answer = api.request(
            method,
            path.replace("{id}", str(new_id())),
            body=body,
            headers={"idempotency_key": f'"{new_id()}"', "if_match": '"v1"'},
        )
        assert answer.status < 500
        if answer.status >= 400:
            assert state() == before

    ask()

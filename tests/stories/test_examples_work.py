"""An integrator pastes the example of each operation into a shell. Everything that needs no id of their own works on the demo
library as it stands.
"""

from __future__ import annotations

import json
import re
import shlex
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from tests import contract

COMMAND = re.compile(r"```sh\n(curl .*?)\n```", re.DOTALL)
NUMBERS = count(1)
KEYS = {"curator": "curator", "reviewer": "clinical_reviewer", "publisher": "publisher"}
BY_OTHERS = {"start_adaptation": "norfolk_editor"}
"""Operations that a curator may use too, with an example for somebody else."""
SELF_CONTAINED = [
    (path, method, operation)
    for path, method, operation in contract.operations()
    if "{id}" not in path and "multipart/form-data" not in operation.get("requestBody", {}).get("content", {})
]
NEEDS_MORE = {
    "follow_short_address": "a code from paper",
    "get_permanent_rendition": "the hash of a rendition",
    "start_draft": "an item of theirs",
    "record_contribution": "an item of theirs",
    "record_recognition": "an item of theirs",
    "note_principle": "an item of theirs",
    "review": "a draft of theirs",
    "waive_finding": "a draft of theirs",
    "suggest": "an adaptation of theirs",
    "add_member": "an administrator",
    "list_members": "an administrator",
    "save_theme": "an administrator",
    "list_invitations": "an administrator",
    "subscribe": "an administrator",
    "send_invitation": "an administrator",
    "list_access_requests": "an administrator",
    "list_re_homing": "an administrator",
    "record_succession": "an administrator",
    "give_quality_evidence": "an item of theirs",
    "get_certificate": "an administrator",
    "get_hazard_log": "an administrator",
    "set_certificate": "an administrator",
    "remove_certificate": "an administrator",
    "open_link": "a link from a mail",
    "open_link_page": "a link from a mail",
    "use_link": "a link from a mail",
}


@pytest.fixture
def keys(db: None, tmp_path: Path) -> dict[str, str]:
    with override_settings(DATA_DIR=tmp_path):
        call_command("load_demo", stdout=StringIO())
    return dict(json.loads((tmp_path / "demo-credentials.json").read_text())["keys"])


def pasted(command: str, key: str) -> Any:
    """What the shell would send."""
    plain = command.replace("\\\n", " ").replace("$(date +%s)-$RANDOM", str(next(NUMBERS))).replace("$KEY", key)
    words = shlex.split(plain)
    method, body, headers, address = "GET", b"", {}, ""
    rest = iter(words[1:])
    for word in rest:
        if word == "-X":
            method = next(rest)
        elif word == "-H":
            name, _, value = next(rest).partition(": ")
            headers[name] = value
        elif word == "-d":
            body = next(rest).encode()
        else:
            address = word
    path, _, query = address.removeprefix("http://127.0.0.1:8000").partition("?")
    return Client().generic(
        method, path, body, content_type=headers.pop("Content-Type", ""), QUERY_STRING=query, headers=headers
    )


def test_every_example_works_as_it_is_pasted(keys: dict[str, str]) -> None:
    refused = {}
    for path, method, operation in SELF_CONTAINED:
        if operation["operationId"] in NEEDS_MORE:
            continue
        roles = operation.get("x-roles", [])
        usual = next((KEYS[role] for role in KEYS if role in roles), "read_only")
        name = BY_OTHERS.get(operation["operationId"], usual)
        found = COMMAND.search(operation["description"])
        assert found, f"{method} {path} has no example"
        answer = pasted(found[1], keys[name])
        if answer.status_code >= 300:
            refused[f"{method} {path}"] = (answer.status_code, answer.content[:300])
    assert refused == {}, refused


def test_hardly_any_example_needs_more_than_pasting() -> None:
    assert len(SELF_CONTAINED) >= 30

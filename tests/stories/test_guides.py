"""Whoever follows a guide pastes what stands in it: every command of every guide works on the demo library as it stands."""

from __future__ import annotations

import re

import pytest

from api.http.schema.responses import BASE_URL
from api.public.guides import guides
from tests.client import Api
from tests.stories.test_examples_work import keys, pasted

__all__ = ["keys"]
COMMANDS = [
    (name, command)
    for name, text in guides().items()
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
    for command in re.findall(r"^curl .*(?:\\\n.*)*", block, re.MULTILINE)
]
ADDRESS = re.compile(rf"{re.escape(BASE_URL)}/[^\s\"'<>();`…|]+")
ROLES = {"$CURATOR_KEY": "curator", "$EDITOR_KEY": "norfolk_editor", "$KEY": "read_only"}
"""Who follows a guide has a key of their own; guides name it by the role that it needs."""


def test_every_command_works_as_it_is_pasted(keys: dict[str, str]) -> None:
    refused = {}
    for name, command in COMMANDS:
        sent = command.partition(" | ")[0]
        for variable, role in ROLES.items():
            sent = sent.replace(variable, keys[role])
        answer = pasted(sent, "")
        if answer.status_code >= 300:
            refused[f"{name}: {sent}"] = (answer.status_code, answer.content[:300])
    assert refused == {}


def test_every_address_that_a_guide_names_answers(keys: dict[str, str], public: Api) -> None:
    """But for folders, such as those in a policy: they end with a slash. The workspace answers that it wants a key."""
    named = {(name, found.rstrip(".,")) for name, text in guides().items() for found in ADDRESS.findall(text)}
    pages = {(name, address) for name, address in named if not address.endswith("/")}
    found = {(name, address): public.get(address.removeprefix(BASE_URL)).status for name, address in pages}
    assert found == {(name, address): 401 if "/v1/workspace/" in address else 200 for name, address in pages}


@pytest.mark.parametrize("name", guides())
def test_a_guide_shows_how(name: str) -> None:
    assert [command for guide, command in COMMANDS if guide == name]

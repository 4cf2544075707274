"""What we show of a message is one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from api.workspace.syndication.webhooks import EXAMPLE, REMINDER
from config.local import PROJECT
from library.syndication.messages import ReminderMessage, WebhookMessage

GUIDE = (PROJECT / "openapi/guides/webhooks.md").read_text()
(SHOWN,) = re.findall(r"## What arrives\n\n```json\n(.*?)```", GUIDE, re.DOTALL)
(REMINDED,) = re.findall(r"and this body:\n\n```json\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", [EXAMPLE, json.loads(SHOWN)])
def test_an_example_is_whole(example: Any) -> None:
    assert WebhookMessage.model_validate(example).model_dump(mode="json") == example


@pytest.mark.parametrize("example", [REMINDER, json.loads(REMINDED)])
def test_so_is_one_of_a_reminder(example: Any) -> None:
    shown = ReminderMessage.model_validate(example)
    assert shown.model_dump(mode="json") == example
    assert shown.type == shown.data.type

"""What we show of a message is one."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from api.workspace.syndication.webhooks import EXAMPLE
from config.local import PROJECT
from library.syndication.messages import WebhookMessage

GUIDE = (PROJECT / "openapi/guides/webhooks.md").read_text()
(SHOWN,) = re.findall(r"## What arrives\n\n```json\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", [EXAMPLE, json.loads(SHOWN)])
def test_an_example_is_whole(example: Any) -> None:
    assert WebhookMessage.model_validate(example).model_dump(mode="json") == example

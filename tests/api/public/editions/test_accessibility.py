"""The accessibility statement, over HTTP."""

from __future__ import annotations

import pytest

from tests.client import Api

pytestmark = pytest.mark.django_db


def test_the_statement_is_public_and_may_be_kept(public: Api) -> None:
    answer = public.get("/v1/accessibility")
    assert (answer.status, answer.json()["standard"]["name"]) == (200, "WCAG 2.2")
    assert public.get("/v1/accessibility", if_none_match=answer.etag).status == 304


def test_the_index_leads_there(public: Api) -> None:
    assert public.get("/v1/").json()["links"]["accessibility"].endswith("/v1/accessibility")

"""Costly requests have places of their own: a crowd of them is told to come back, and readers notice nothing."""

from __future__ import annotations

import pytest

from api.http.places import TooBusy, costly
from library.accounts.models import QuotaCount
from tests.client import Api
from tests.worlds import World

PREVIEW = "/v1/leaflets/{slug}/preview"


@pytest.fixture
def preview(db: None) -> str:
    return PREVIEW.format(slug=World().published(kind="leaflet").slug)


def test_with_no_place_left_the_answer_is_prompt_and_says_when_to_come_back(preview: str, public: Api) -> None:
    with costly.held():
        answer = public.post(preview, {})
    assert (answer.status, answer.json()["type"].rpartition("/")[2]) == (503, "too-busy")
    assert answer.headers["Retry-After"] == "2"


def test_it_costs_nothing_of_the_quota(preview: str, public: Api) -> None:
    with costly.held():
        public.post(preview, {})
    assert not QuotaCount.objects.exists()


def test_reads_need_no_place(preview: str, public: Api) -> None:
    with costly.held():
        assert public.get(preview.removesuffix("/preview")).status == 200


def test_a_place_is_given_back_after_the_answer_and_after_a_refusal(preview: str, public: Api) -> None:
    assert public.post(preview, {}).status == 200
    assert public.post(preview, {"details": {"nothing": "here"}}).status == 422
    assert costly.taken == 0


def test_no_more_are_given_than_there_are(db: None) -> None:
    with costly.held(), pytest.raises(TooBusy), costly.held():
        pass
    assert costly.taken == 0

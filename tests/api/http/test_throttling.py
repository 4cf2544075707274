"""Quotas: counted by who really asks, answered with headers that say how things stand."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from threading import Thread

import pytest
from django.conf import LazySettings

from api.http import throttling
from api.http.refusals import QuotaExceeded
from api.http.throttling import Buckets, client_of
from tests.cast import Cast
from tests.client import Api

NOW = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
ITEM = re.compile(r'"([a-z-]+)";([qr])=(\d+);([wt])=(\d+)')


def test_a_bucket_empties_and_fills_again() -> None:
    buckets = Buckets("default")
    # 4 per 60 s: one comes back every 15 s
    taken = [buckets.take("a", 4, 60, now=now) for now in (0, 0, 0, 0, 0, 14, 16, 16, 90)]
    assert [standing.allowed for standing in taken] == [True, True, True, True, False, False, True, False, True]
    assert [standing.remaining for standing in taken] == [3, 2, 1, 0, 0, 0, 0, 0, 3]
    assert [standing.reset for standing in taken] == [15, 30, 45, 15, 15, 1, 14, 14, 15]


def test_one_name_does_not_empty_anothers() -> None:
    buckets = Buckets("default")
    assert buckets.take("a", 1, now=0).allowed
    assert not buckets.take("a", 1, now=0).allowed
    assert buckets.take("b", 1, now=0).allowed


def test_memory_is_bounded() -> None:
    buckets = Buckets("default", size=100)
    for number in range(1000):
        buckets.take(str(number), 10, now=0)
    assert len(buckets._levels) == 100


def test_threads_take_no_more_than_there_is() -> None:
    buckets, taken = Buckets("default"), []
    threads = [
        Thread(target=lambda: taken.extend(buckets.take("a", 100, 3600, now=0).allowed for _ in range(50)))
        for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(taken) == 100


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "client"),
    [
        (0, "198.51.100.1", "203.0.113.7", "203.0.113.7"),  # nobody in front: whatever is forwarded is invented
        (0, "", "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (1, "1.1.1.1, 198.51.100.1", "10.0.0.1", "198.51.100.1"),  # the client invented 1.1.1.1
        (1, "1.1.1.1,2.2.2.2,3.3.3.3,198.51.100.1", "10.0.0.1", "198.51.100.1"),
        (2, "1.1.1.1, 198.51.100.1, 10.0.0.2", "10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "10.0.0.1", "10.0.0.1"),  # came past a proxy: only who connected is certain
        (1, "", "10.0.0.1", "10.0.0.1"),
        (1, "nonsense", "10.0.0.1", "10.0.0.1"),
        (1, "1.1.1.1, ", "10.0.0.1", "10.0.0.1"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:198.51.100.1", "198.51.100.1"),
        (0, "", "", "unknown"),
    ],
)
def test_the_client_is_counted_from_the_right(
    settings: LazySettings, proxies: int, forwarded: str, remote: str, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    assert client_of({"HTTP_X_FORWARDED_FOR": forwarded, "REMOTE_ADDR": remote}) == client


def test_invented_addresses_do_not_evade(settings: LazySettings, public: Api) -> None:
    settings.PUBLIC_READS_PER_MINUTE = 2
    statuses = [public.get("/v1/", x_forwarded_for=f"198.51.100.{number}").status for number in range(4)]
    assert statuses == [200, 200, 429, 429]


def test_a_refusal_says_what_was_violated_and_when_to_come_back(settings: LazySettings, public: Api) -> None:
    settings.PUBLIC_READS_PER_MINUTE = 1
    public.get("/v1/")
    refused = public.get("/v1/")
    assert (refused.status, refused.slug) == (429, "quota-exceeded")
    assert refused.json()["violated-policies"] == ["default"]
    assert refused.headers["RateLimit-Policy"] == '"default";q=1;w=60'
    assert refused.headers["RateLimit"] == f'"default";r=0;t={refused.headers["Retry-After"]}'


def test_an_anonymous_answer_says_nothing_of_quotas(public: Api) -> None:
    headers = public.get("/v1/").headers
    assert "RateLimit" not in headers
    assert "RateLimit-Policy" not in headers


def test_a_key_has_a_quota_of_its_own_and_hears_of_it(settings: LazySettings, cast: Cast) -> None:
    settings.PUBLIC_READS_PER_MINUTE, settings.KEYED_READS_PER_MINUTE = 1, 3
    left = []
    for _ in range(3):
        headers = cast.api("ned").get("/v1/").headers
        left += [ITEM.fullmatch(headers["RateLimit"]).group(1, 3)]  # type: ignore[union-attr]
        assert headers["RateLimit-Policy"] == '"keyed";q=3;w=60'
    assert left == [("keyed", "2"), ("keyed", "1"), ("keyed", "0")]
    assert cast.api("ned").get("/v1/").status == 429
    assert cast.api("nell").get("/v1/").status == 200


def test_an_address_that_sends_bad_keys_is_not_looked_up_for_ever(settings: LazySettings, public: Api) -> None:
    settings.PUBLIC_READS_PER_MINUTE = 2
    statuses = [Api("zzzzzzzz." + "a" * 32).get("/v1/workspace/me").status for _ in range(4)]
    assert statuses == [401, 401, 429, 429]


def test_good_keys_do_not_count_as_bad(settings: LazySettings, cast: Cast) -> None:
    settings.PUBLIC_READS_PER_MINUTE = 2
    assert {cast.api("ned").get("/v1/").status for _ in range(5)} == {200}


def test_health_is_not_metered(settings: LazySettings, public: Api) -> None:
    settings.PUBLIC_READS_PER_MINUTE = 1
    assert {public.get("/health/live").status for _ in range(5)} == {200}


@pytest.mark.django_db
def test_what_is_costly_is_counted_in_the_database(settings: LazySettings) -> None:
    settings.COSTLY_POSTS_PER_HOUR = 2
    assert [throttling.check_costly("ip:a", at=NOW).remaining for _ in range(2)] == [1, 0]
    with pytest.raises(QuotaExceeded) as refusal:
        throttling.check_costly("ip:a", at=NOW)
    assert refusal.value.headers["Retry-After"] == "1800"  # 09:30: the hour has half to go
    assert throttling.check_costly("ip:b", at=NOW).allowed

"""How often one may ask. Public reads: token buckets in each process, approximate and free. Costly requests: counted in PostgreSQL.

Headers follow draft-ietf-httpapi-ratelimit-headers: `RateLimit-Policy: "default";q=600;w=60`, `RateLimit: "default";r=599;t=1`.
"""

from __future__ import annotations

import ipaddress
import math
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from threading import Lock
from typing import Any

from django.conf import settings

from api.http.refusals import QuotaExceeded
from library.accounts import quotas

MINUTE, HOUR = 60, 3600
LONGEST_ADDRESS = 45


@dataclass(frozen=True)
class Standing:
    """What is left of a quota. `reset` is in seconds: until it is whole again, or, when nothing is left, until there is something."""

    policy: str
    quota: int
    window: int
    remaining: int
    reset: int
    allowed: bool

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Policy": f'"{self.policy}";q={self.quota};w={self.window}',
            "RateLimit": f'"{self.policy}";r={self.remaining};t={self.reset}',
        }


class Buckets:
    """Token buckets by name, at most `size` of them: the one that was asked longest ago goes first."""

    def __init__(self, policy: str, *, size: int = 20_000) -> None:
        self.policy = policy
        self.size = size
        self._levels: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str, quota: int, window: int = MINUTE, *, cost: int = 1, now: float | None = None) -> Standing:
        """Take `cost` tokens if there are as many. `now` is in seconds of any steady clock."""
        now = time.monotonic() if now is None else now
        rate = quota / window
        with self._lock:
            level, seen = self._levels.get(name, (float(quota), now))
            level = min(float(quota), level + (now - seen) * rate)
            allowed = level >= max(cost, 1)
            if allowed:
                level -= cost
            self._levels[name] = (level, now)
            self._levels.move_to_end(name)
            if len(self._levels) > self.size:
                self._levels.popitem(last=False)
        wanted = quota - level if level >= 1 else 1 - level
        return Standing(self.policy, quota, window, int(level), math.ceil(wanted / rate - 1e-6), allowed)

    def clear(self) -> None:
        self._levels.clear()


anonymous = Buckets("default")
keyed = Buckets("keyed")
refused_keys = Buckets("refused-keys")


def check_anonymous(meta: Mapping[str, Any]) -> None:
    """Count a read of the anonymous public. Raises `QuotaExceeded`."""
    _check(anonymous.take(client_of(meta), settings.PUBLIC_READS_PER_MINUTE))


def check_keyed(key: str) -> Standing:
    """Count a request with a valid key. Raises `QuotaExceeded`."""
    return _check(keyed.take(key, settings.KEYED_READS_PER_MINUTE))


def check_refused_keys(meta: Mapping[str, Any], *, cost: int) -> None:
    """Bad keys cost a query each, so they are counted (cost 1), and an address that sends too many is not looked up any more (cost 0)."""
    _check(refused_keys.take(client_of(meta), settings.PUBLIC_READS_PER_MINUTE, cost=cost))


def check_costly(caller: str, *, at: datetime) -> Standing:
    """Count a costly request over all processes, committed even if the request is refused later. Raises `QuotaExceeded`."""
    quota = settings.COSTLY_POSTS_PER_HOUR
    count, reset = quotas.spend(caller, "costly", window=HOUR, at=at)
    return _check(Standing("costly", quota, HOUR, max(0, quota - count), reset, count <= quota))


def _check(standing: Standing) -> Standing:
    if standing.allowed:
        return standing
    sentence = (
        f"The quota is {standing.quota} requests in {standing.window} seconds. Try again in {standing.reset} seconds."
    )
    raise QuotaExceeded(
        sentence, policy=standing.policy, headers={**standing.headers(), "Retry-After": str(max(1, standing.reset))}
    )


def client_of(meta: Mapping[str, Any]) -> str:
    """The address that asks: an IPv4 address, or the /64 of an IPv6 one, for that is what one customer has.

    Each of our TRUSTED_PROXIES proxies appends the address it saw to `X-Forwarded-For`. So that many are believed, counted from the right;
    what stands left of them is the client's own invention.
    """
    proxies = settings.TRUSTED_PROXIES
    remote = meta.get("REMOTE_ADDR", "")
    if proxies:
        forwarded = meta.get("HTTP_X_FORWARDED_FOR", "")[-2000:].split(",")
        if len(forwarded) >= proxies:
            return _network(forwarded[-proxies].strip()) or _network(remote) or "unknown"
    return _network(remote) or "unknown"


def _network(address: str) -> str:
    return _parsed(address) if len(address) <= LONGEST_ADDRESS else ""


@lru_cache(maxsize=4096)
def _parsed(address: str) -> str:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((int(parsed) >> 64 << 64, 64)))
    return str(parsed)

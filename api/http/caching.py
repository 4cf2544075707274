"""Who may keep an answer, and for how long: the one place that writes `Cache-Control` (design.md, section 7; safety.md, rule 3).

- A public read without a key may be kept by anybody for 60 seconds, less if a fact of it changes sooner. nginx keeps it for one second
  (`X-Accel-Expires`), so that a withdrawal holds at once; a CDN longer only where we can purge it by `Surrogate-Key`.
- The same read with a key has the same bytes, but carries that key's quota and must not let a later bad key pass: only the caller's own
  cache may keep it. `Vary: Authorization` says to every cache that a request with a key is never answered from what was kept without.
- `Vary` names nothing else: one representation per address, no language negotiation, and compression is the proxy's, which adds its own.
- Problems are not kept: what was just published must not stay 404. 410 and 308 are, briefly: many pages at once ask for what was withdrawn.
- Everything else is `no-store`.
"""

from __future__ import annotations

from datetime import datetime

from django.conf import settings

MAX_AGE = 60
CDN_MAX_AGE = 240
NO_STORE = {"Cache-Control": "no-store"}
KEPT_NOWHERE = {**NO_STORE, "X-Accel-Expires": "0"}
"""For a public answer whose address holds what no cache should keep."""
IMMUTABLE = "public, max-age=31536000, immutable"


def for_public(
    *, now: datetime, fresh_until: datetime | None = None, keyed: bool = False, keys: str = ""
) -> dict[str, str]:
    """The caching headers of a public read. `keys` are the surrogate keys, space between; `fresh_until` is when a fact changes."""
    age = MAX_AGE if fresh_until is None else max(0, min(MAX_AGE, int((fresh_until - now).total_seconds())))
    headers = {"Vary": "Authorization"}
    if keyed:
        headers["Cache-Control"] = f"private, max-age={age}"
        headers["X-Accel-Expires"] = "0"
    else:
        shared = f", s-maxage={min(CDN_MAX_AGE, _remaining(fresh_until, now))}" if settings.CDN_PURGE else ""
        headers["Cache-Control"] = f"public, max-age={age}{shared}"
        headers["X-Accel-Expires"] = "1"
    if keys:
        headers["Surrogate-Key"] = keys
    return headers


def surrogate_key(kind: str, slug: str) -> str:
    """By which a CDN lets go of everything about an item."""
    return f"item-{kind}-{slug}"


def for_hashed_asset(keys: str = "", *, keyed: bool = False) -> dict[str, str]:
    """A file whose address holds its hash, and that prints no quote: it never changes, so whoever has it may keep it (design.md,
    section 7).

    That its bytes never change does not mean that it is offered for ever: when its last edition is withdrawn, nobody is to get it any
    more. nginx lets go of it within a second, and a CDN that we purge by its `Surrogate-Key`. A shared cache that nobody purges
    would hand it to new readers for a year, so it keeps it no longer than any other answer (`s-maxage`); only a reader's own
    copy is for good. What has no `keys` belongs to no item, such as a version of the script for embedding, and is never withdrawn.
    """
    shared = "" if settings.CDN_PURGE or not keys else f", s-maxage={MAX_AGE}"
    headers = {
        "Cache-Control": IMMUTABLE.replace("public", "private") if keyed else IMMUTABLE + shared,
        "X-Accel-Expires": "0" if keyed else "1",
        "Vary": "Authorization",
    }
    return {**headers, "Surrogate-Key": keys} if keys else headers


def for_problem(status: int, *, public: bool) -> dict[str, str]:
    if status in (308, 410) and public:
        return {"Cache-Control": f"public, max-age={MAX_AGE}", "X-Accel-Expires": "1", "Vary": "Authorization"}
    return NO_STORE


def _remaining(fresh_until: datetime | None, now: datetime) -> int:
    return CDN_MAX_AGE if fresh_until is None else max(0, int((fresh_until - now).total_seconds()))

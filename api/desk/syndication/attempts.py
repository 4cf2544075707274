"""What came of attempts, in words."""

from __future__ import annotations

from library.syndication.models import Attempt

STATE_TONES = {"waiting": "busy", "delivered": "good", "given_up": "bad"}
WORDS = {
    "refused": "refused",
    "redirect": "a redirect, which is never followed",
    "too-slow": "no whole answer within 10 seconds",
    "no-answer": "no answer",
    "broken-answer": "an answer that is not HTTP",
    "tls": "its certificate is not trusted",
    "name-unknown": "nobody knows that name",
    "address-refused": "the name leads to an address that nothing is sent to",
    "secret-unusable": "its secret can't be used any more: make a new one",
    "broken-here": "something went wrong here",
}


def outcome(attempt: Attempt | None) -> str:
    """`204 in 35 ms`; `500 in 20 ms: refused`."""
    if attempt is None:
        return "Not sent yet"
    answer = (
        f"{attempt.status} in {attempt.milliseconds:,} ms" if attempt.status else f"After {attempt.milliseconds:,} ms"
    )
    return f"{answer}: {WORDS.get(attempt.problem, attempt.problem)}" if attempt.problem else answer

"""What people will be able to do at the end of a training: a verb first, and one whose doing can be seen (domain.md TN-1). Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from library.quality.findings import Finding

SOURCE = "Bloom's taxonomy of learning objectives, revised 2001"
_LEAD = re.compile(
    r"(?:at the end,? )?(?:(?:you|people|participants) will )?(?:be able to |to )?(?:not )?", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
HARD_TO_ASSESS = {
    "understand": "explain",
    "know": "name",
    "learn": "describe",
    "appreciate": "give reasons for",
    "realise": "say why",
    "believe": "give reasons for",
    "grasp": "explain",
    "internalise": "use",
}
"""What nobody can see somebody do, with what could be seen instead."""
NOUNS_IN_LY = frozenset({"anomaly", "assembly", "family", "reply", "supply"})
_VERBS = """
accept act adapt add address adjust advise agree analyse answer apply appraise argue arrange ask assemble assess
avoid begin break bring build calculate call care carry categorise challenge change check choose cite claim classify
co-design co-produce coach collaborate collect combine communicate compare compile complete compose conclude conduct
connect consider construct consult contrast contribute convince cope count create criticise critique deal debate
decide define deliver demonstrate describe design determine develop differentiate direct disagree discover discuss
display distinguish document draft draw edit employ empower enable encourage engage ensure establish estimate
evaluate examine exchange exercise experiment explain explore express facilitate feed find follow form formulate
gather generate give go group handle hear help hold identify illustrate implement improve include influence inform
interpret interview introduce invent invest invite involve judge justify keep label lead let link list listen locate
look maintain make manage map match measure meet model monitor move name negotiate notice observe offer operate
order organise outline overcome participate perform persuade plan point practise prepare present prevent prioritise
produce promote propose protect prove provide put question raise rank rate reach react read recall recognise
recommend reduce refer reflect reject relate remember repeat report represent research resolve respect respond
restate review revise rewrite run say see select set share show signpost simplify sketch solve sort speak spot start
state stop structure suggest summarise support take talk teach tell test think trace train translate try use value
verify view visit weigh welcome work write
"""
VERBS = frozenset(_VERBS.split())


def outcome_findings(outcomes: Sequence[str]) -> Iterator[Finding]:
    """Of each outcome, whether it begins with a verb, and whether anybody could see it done."""
    for number, outcome in enumerate(outcomes):
        found = _what_they_do(outcome)
        if found is None:
            continue
        place = f"/details/learning_outcomes/{number}"
        word = found[0].lower()
        if word in HARD_TO_ASSESS:
            yield Finding(
                rule="outcome-hard-to-assess",
                severity="advise",
                pointer=place,
                span=found.span(),
                excerpt=found[0],
                message=f"Nobody can see whether somebody does “{found[0].lower()}”.",
                suggestion=f"Say what they could show, such as “{HARD_TO_ASSESS[word]}”.",
                source=SOURCE,
            )
        elif word not in VERBS:
            yield Finding(
                rule="outcome-without-verb",
                severity="warn",
                pointer=place,
                span=found.span(),
                excerpt=found[0],
                message=f"Does “{found[0]}” say what people will do? It goes on from “At the end you will”.",
                suggestion="Begin with a verb: explain, find, choose, plan.",
                source=SOURCE,
            )


def _what_they_do(outcome: str) -> re.Match[str] | None:
    """The word that should be a verb; the one after an adverb, if that is one."""
    lead = _LEAD.match(outcome)
    words = list(_WORD.finditer(outcome, lead.end() if lead else 0))[:2]
    has_adverb = len(words) == 2 and words[0][0].endswith("ly") and words[0][0].lower() not in NOUNS_IN_LY
    if has_adverb and words[1][0].lower() in VERBS | HARD_TO_ASSESS.keys():
        return words[1]
    return words[0] if words else None

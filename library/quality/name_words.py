"""Words for telling names from other capitalised words in English stories. Lower case; data only."""

from __future__ import annotations

ROLES = (
    r"(?:support |key |care |social |youth |peer |outreach )?workers?|nurses?|therapists?|counsell?ors?|psychologists?|psychiatrists?|"
    r"dieti[ct]ians?|consultants?|doctors?|trainers?|facilitators?|volunteers?|co-ordinators?|coordinators?|managers?|mentors?|teachers?|leads?|"
    r"GP|receptionists?|carers?"
)
RELATIVES = (
    r"sons?|daughters?|mum|mam|mother|dad|father|brothers?|sisters?|husband|wife|partner|boyfriend|girlfriend|nan|gran|grandad|aunt|"
    r"auntie|uncle|cousins?|niece|nephew|child|friends?|best friend"
)
NO_NAMES = frozenset(
    """
    i a an the this that these those it its he she they we you who what which when where why how there here
    my your his her our their mine somebody someone anybody anyone nobody everybody everyone nothing something everything
    one two three some many most few both each every all none others another people person patients patient carers carer staff
    parents families family friends members volunteers nurses doctors workers therapists trainers professionals clinicians
    women men children adults partners participants commissioners researchers teachers students clients visitors
    mum dad mam mummy daddy nan gran grandad mother father sister brother son daughter auntie uncle god
    mind sanctuary network service services team teams group groups trust hospital centre clinic charity council nhs
    sun beat samaritans shout jigsaw childline england scotland wales britain ireland norfolk suffolk waveney
    cambridge cambridgeshire peterborough lincolnshire essex norwich ipswich london
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december christmas easter ramadan spring summer autumn winter
    english welsh polish urdu arabic british scottish irish european
    and but so because if although while since until after before then now today yesterday tomorrow once
    in on at to from for of with without by as about into over under between through during
    not never always often sometimes maybe perhaps just only also even still yet again
    is was are were be been being has have had do does did can could will would shall should may might must
    feedback training support help care treatment recovery leaflet leaflets session sessions course workshop meeting
    co production co-production everyday life talking listening being having feeling looking coming going getting
    yes no thank thanks please sorry hello dear whoever whatever please
    """.split()
)
"""What is written with a capital at the start of a sentence, or always, and names nobody."""

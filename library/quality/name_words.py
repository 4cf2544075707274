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
_NO_NAMES = """
a about adults after again all also although always an and another anybody anyone april arabic are as at august
auntie autumn be beat because been before being between both britain british brother but by cambridge cambridgeshire
can care carer carers centre charity childline children christmas clients clinic clinicians co co-production coming
commissioners could council course dad daddy daughter dear december did do doctors does during each easter england
english essex european even every everybody everyday everyone everything families family father february feedback
feeling few for friday friends from getting god going gran grandad group groups had has have having he hello help
her here his hospital how i if in into ipswich ireland irish is it its january jigsaw july june just leaflet
leaflets life lincolnshire listening london looking mam many march may maybe meeting members men might mind mine
monday most mother mum mummy must my nan network never nhs no nobody none norfolk norwich not nothing november now
nurses october of often on once one only others our over parents participants partners patient patients people
perhaps person peterborough please polish production professionals ramadan recovery researchers samaritans sanctuary
saturday scotland scottish september service services session sessions shall she should shout since sister so some
somebody someone something sometimes son sorry spring staff still students suffolk summer sun sunday support talking
teachers team teams thank thanks that the their then therapists there these they this those three through thursday
to today tomorrow trainers training treatment trust tuesday two uncle under until urdu visitors volunteers wales was
waveney we wednesday welsh were what whatever when where which while who whoever why will winter with without women
workers workshop would yes yesterday yet you your
"""
NO_NAMES = frozenset(_NO_NAMES.split())
"""What is written with a capital at the start of a sentence, or always, and names nobody."""

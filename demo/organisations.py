"""Organisations with real codes, and who took over from whom on 1 April 2026 (domain.md, sections 0 and 12).

Codes as quoted there from the Organisation Data Service; a library in use loads them from the source. Only codes that
stand there are given: an organisation without a GSS code here still has one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

REORGANISED_ON = date(2026, 4, 1)
LAST_DAY_BEFORE = date(2026, 3, 31)


@dataclass(frozen=True)
class DemoOrganisation:
    """`codes` are pairs of scheme and value; `until` and `since` are the days between which they hold."""

    code: str
    name: str
    kind: str = "health_authority"
    codes: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    districts: tuple[str, ...] = ()
    embed_hosts: tuple[str, ...] = ()
    website: str = ""
    nation: str = "england"


def _ended(ods: str, code: str, name: str, gss: str = "") -> DemoOrganisation:
    codes = (("ods", ods), ("gss", gss)) if gss else (("ods", ods),)
    return DemoOrganisation(f"nhs-{code}", f"NHS {name} ICB", codes=codes, until=LAST_DAY_BEFORE)


def _new(ods: str, code: str, name: str, gss: str = "", districts: tuple[str, ...] = ()) -> DemoOrganisation:
    codes = (("ods", ods), ("gss", gss)) if gss else (("ods", ods),)
    return DemoOrganisation(f"nhs-{code}", f"NHS {name} ICB", codes=codes, since=REORGANISED_ON, districts=districts)


STEWARD = DemoOrganisation(
    "sun-network",
    "The SUN Network",
    kind="steward",
    districts=("CB", "PE"),
    embed_hosts=("www.sunnetwork.org.uk",),
    website="https://www.sunnetwork.org.uk/",
)

ORGANISATIONS = (
    STEWARD,
    DemoOrganisation(
        "cpsl-mind",
        "Cambridgeshire, Peterborough and South Lincolnshire Mind",
        kind="charity",
        districts=("CB", "PE"),
        embed_hosts=("www.cpslmind.org.uk",),
        website="https://www.cpslmind.org.uk/",
    ),
    DemoOrganisation(
        "cpft",
        "Cambridgeshire and Peterborough NHS Foundation Trust",
        kind="partner",
        codes=(("ods", "RT1"),),
        districts=("CB", "PE"),
        website="https://www.cpft.nhs.uk/",
    ),
    # East of England: six became three. Districts are those that the demo needs, not all that they serve.
    _ended("QUE", "cambridgeshire-and-peterborough", "Cambridgeshire and Peterborough", "E54000056"),
    _ended("QHG", "bedfordshire-luton-and-milton-keynes", "Bedfordshire, Luton and Milton Keynes"),
    _ended("QM7", "hertfordshire-and-west-essex", "Hertfordshire and West Essex"),
    _ended("QH8", "mid-and-south-essex", "Mid and South Essex"),
    _ended("QJG", "suffolk-and-north-east-essex", "Suffolk and North East Essex"),
    _ended("QMM", "norfolk-and-waveney", "Norfolk and Waveney"),
    _new("S1Y5D", "central-east", "Central East", "E54000065", districts=("CB", "PE")),
    _new("D7T5G", "essex", "Essex", districts=("CM", "SS", "CO")),
    _new("T6Y0W", "norfolk-and-suffolk", "Norfolk and Suffolk", districts=("NR", "IP")),
    # The rest of the same day, so that every code that ended leads on to those that hold.
    _ended("QNQ", "frimley", "Frimley"),
    _ended("QU9", "buckinghamshire-oxfordshire-and-berkshire-west", "Buckinghamshire, Oxfordshire and Berkshire West"),
    _ended("QXU", "surrey-heartlands", "Surrey Heartlands"),
    _ended("QNX", "sussex", "Sussex"),
    _ended("QMJ", "north-central-london", "North Central London"),
    _ended("QRV", "north-west-london", "North West London"),
    _new("S0E4D", "thames-valley", "Thames Valley"),
    _new("S9B9J", "surrey-and-sussex", "Surrey and Sussex"),
    _new("Z9B2Z", "west-and-north-london", "West and North London"),
    DemoOrganisation("nhs-hampshire-and-isle-of-wight", "NHS Hampshire and Isle of Wight ICB", codes=(("ods", "QRL"),)),
)

SUCCESSIONS = (
    ("QUE", "S1Y5D", "merger"),
    ("QHG", "S1Y5D", "merger"),
    ("QM7", "S1Y5D", "split"),
    ("QM7", "D7T5G", "split"),
    ("QH8", "D7T5G", "merger"),
    ("QJG", "D7T5G", "split"),
    ("QJG", "T6Y0W", "split"),
    ("QMM", "T6Y0W", "merger"),
    ("QNQ", "S0E4D", "split"),
    ("QNQ", "S9B9J", "split"),
    ("QNQ", "QRL", "acquisition"),
    ("QU9", "S0E4D", "merger"),
    ("QXU", "S9B9J", "merger"),
    ("QNX", "S9B9J", "merger"),
    ("QMJ", "Z9B2Z", "merger"),
    ("QRV", "Z9B2Z", "merger"),
)
"""Predecessor and successor by ODS code, and the type of succession."""


def by_ods(ods: str) -> DemoOrganisation:
    """The organisation that an ODS code stands for."""
    return next(organisation for organisation in ORGANISATIONS if ("ods", ods) in organisation.codes)

"""Others in somebody's story have not been asked (domain.md CN-5). Every name here is invented."""

from __future__ import annotations

import pytest

from library.quality.third_party_names import third_party_names

BAD = (
    ("My support worker Rowena never judged me.", ["Rowena"]),
    ("Rowena was so kind to me.", ["Rowena"]),
    ("Rowena listened, and that was all I needed.", ["Rowena"]),
    ("Thank you Rowena for everything.", ["Rowena"]),
    ("Thanks to Rowena I am still here.", ["Rowena"]),
    ("I talked to Tobias every week.", ["Tobias"]),
    ("I spoke with Tobias about school.", ["Tobias"]),
    ("Without Tobias I would have given up.", ["Tobias"]),
    ("Rowena and Tobias made us feel welcome.", ["Rowena", "Tobias"]),
    ("I am grateful to Rowena and Tobias.", ["Rowena", "Tobias"]),
    ("Dr Quillfeather took me seriously.", ["Quillfeather"]),
    ("Nurse Tamsin held my hand.", ["Tamsin"]),
    ("Mrs. Quillfeather rang us.", ["Quillfeather"]),
    ("Our therapist, Tamsin, understood.", ["Tamsin"]),
    ("The dietitian Tamsin Quillfeather gave us a plan.", ["Tamsin Quillfeather"]),
    ("A worker called Tobias came.", ["Tobias"]),
    ("A volunteer named Ottilie met us at the door.", ["Ottilie"]),
    ("My daughter Ottilie was ill for two years.", ["Ottilie"]),
    ("My son, Tobias, is at home again.", ["Tobias"]),
    ("My best friend Ottilie came with me.", ["Ottilie"]),
    ("His mum Rowena did not know.", ["Rowena"]),
    ("Ottilie told me that it was not my fault.", ["Ottilie"]),
    ("Then Ottilie showed us the room.", ["Ottilie"]),
    ("Tobias always made sure that I was heard.", ["Tobias"]),
    ("Tobias, my key worker, sat with me.", ["Tobias"]),
    ("I met Ottilie on the first day.", ["Ottilie"]),
    ("I trusted Tobias at once.", ["Tobias"]),
    ("It was Rowena's kindness that helped.", ["Rowena"]),
    ("The group was led by Tamsin.", ["Tamsin"]),
    ("Zoë-Mae explained it twice.", ["Zoë"]),
    ("I was on Larkspur Ward for a month.", ["Larkspur Ward"]),
    ("We met in Quillfeather Road.", ["Quillfeather Road"]),
)
GOOD = (
    "Staff listened to me.",
    "Nobody told me what to do.",
    "They said that I was not to blame.",
    "Carers told us what they needed.",
    "Everyone helped.",
    "My mum helped me.",
    "Mum was always there.",
    "Thank you so much.",
    "Thanks to everybody who came.",
    "Thank you for listening.",
    "I talked to Samaritans at night.",
    "Without Beat we would have known nothing.",
    "The Sanctuary was there.",
    "The SUN Network helped us to find words.",
    "CPSL Mind runs it.",
    "Larkspur Trust said no.",
    "Larkspur and Fenland Trust helped us.",
    "Norfolk and Waveney asked for it.",
    "In Cambridge there was nothing.",
    "On Monday I rang.",
    "At Christmas it was hard.",
    "My worker helped me, and so did the nurse.",
    "Then I understood.",
    "Sometimes it helped.",
    "Talking helped me most.",
    "Recovery is a long road.",
    "Being heard made me cry.",
    "The GP was kind.",
    "Some said yes, others said no.",
    "[worker] was so kind to me.",
    "The leaflet is in English and Polish.",
    "What helped was tea and toast.",
)


@pytest.mark.parametrize(("text", "names"), BAD)
def test_a_name_is_found(text: str, names: list[str]) -> None:
    found = list(third_party_names(text, "/quote"))
    assert [one.excerpt.partition("-")[0] for one in found if one.excerpt] == names
    assert all(one.span and text[slice(*one.span)] == one.excerpt for one in found)


@pytest.mark.parametrize("text", GOOD)
def test_other_capitals_are_let_be(text: str) -> None:
    assert [one.excerpt for one in third_party_names(text)] == []


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("My support worker Rowena came.", "[worker]"),
        ("My daughter Ottilie came.", "[relative]"),
        ("I was on Larkspur Ward.", "[place]"),
    ],
)
def test_it_says_what_to_write_instead(text: str, instead: str) -> None:
    (found,) = third_party_names(text)
    assert found.suggestion == instead


@pytest.mark.parametrize("text", ["That day, Hope.", "Hope", "and then Hope smiled"])
def test_a_name_on_record_is_found_wherever_it_stands(text: str) -> None:
    (found,) = third_party_names(text, staff=("Hope",))
    assert found.excerpt == "Hope"


def test_the_word_that_is_also_a_name_is_let_be() -> None:
    assert list(third_party_names("There was hope, and some Hopeful faces.", staff=("Hope",))) == []


def test_words_of_the_publisher_s_own_name_name_nobody() -> None:
    assert list(third_party_names("Larkspur helped us.", allowed=("Larkspur",))) == []

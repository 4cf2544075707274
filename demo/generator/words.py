"""Made-up prose: words with a frequency like that of real ones, put into sentences, headings and paragraphs."""

from __future__ import annotations

import random
from functools import cache
from itertools import accumulate

VOCABULARY = 6000
MARKERS = ("lavender", "cataract", "hospice", "migraine", "podiatry", "sepsis", "insulin", "whooping")
"""Words that stand in about one text of fifty each, and nowhere else: searching for one finds a known number of items."""

COMMON = """the and of to a in for is on that by this with you it not or be are from at as your all have new more an was
we will can us if my has but our one other do no time they he up may what which their out use any there see only so his
when here who also now help get am been would how were me services some these its like than find people list name just
over day into two health next used work last most make them should her city number such please available support after
best then good well where right public each she group need many said set under general full life know days way part
could great real must made off before did send type because local those using results office take posted area phone
between family long show even special"""
LOCAL = {
    "cy": """mae yn y yr ac o i ar gyda eich chi am gan hyn fel iechyd gofal help cyngor meddyg plant teulu gwasanaeth
    cymorth dŵr bwyd ymarfer corff poen tŷ ysbyty nyrs wythnos""",
    "pl": """jest nie na się że do w z o i to jak ale po dla być zdrowie opieka lekarz dzieci rodzina pomoc żywność
    ćwiczenia ból szpital pielęgniarka tydzień źródło święto""",
    "ar": """في من على إلى أن هذا التي عن مع الصحة الرعاية الطبيب الأطفال العائلة المساعدة الغذاء التمارين الألم
    المستشفى الممرضة الأسبوع الماء النوم""",
    "ur": """میں ہے کے کی کو سے پر یہ اور آپ صحت دیکھ بھال ڈاکٹر بچے خاندان مدد خوراک ورزش درد ہسپتال نرس ہفتہ پانی
    نیند""",
    "bn": """এবং এই জন্য থেকে করে আপনার স্বাস্থ্য যত্ন ডাক্তার শিশু পরিবার সাহায্য খাদ্য ব্যায়াম ব্যথা হাসপাতাল নার্স
    সপ্তাহ জল ঘুম""",
}
STARTS = "b c d f g l m n p r s t v br cl dr gr pl st tr"
VOWELS = "a e i o u ai ea ou"
ENDS = "n r s t l m d ck nd st"
SHARE_OF_LOCAL_WORDS = 0.7


@cache
def vocabulary() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Words and their cumulative weights (Zipf: the word of rank n has a weight of about 1/n). No marker among them."""
    rng = random.Random(1)  # noqa: S311 - made-up words
    syllables = [start + vowel for start in STARTS.split() for vowel in VOWELS.split()]
    ends = [*ENDS.split(), *[""] * 6]
    words = dict.fromkeys(COMMON.split())
    while len(words) < VOCABULARY:
        word = "".join(rng.choice(syllables) for _ in range(rng.choice((2, 2, 3)))) + rng.choice(ends)
        if not any(word in marker or marker in word for marker in MARKERS):
            words[word] = None
    return tuple(words), tuple(accumulate(1 / (rank + 8) for rank in range(len(words))))


class Prose:
    """Text in one language, from one source of chance."""

    def __init__(self, rng: random.Random, language: str) -> None:
        self.rng = rng
        self.local = LOCAL.get(language.partition("-")[0], "").split()

    def phrase(self, shortest: int, longest: int) -> str:
        """So many words, the first with a capital letter."""
        words, weights = vocabulary()
        chosen = self.rng.choices(words, cum_weights=weights, k=self.rng.randint(shortest, longest))
        if self.local:
            chosen = [
                self.rng.choice(self.local) if self.rng.random() < SHARE_OF_LOCAL_WORDS else word for word in chosen
            ]
        return " ".join(chosen).capitalize()

    def sentences(self, characters: int) -> str:
        """Whole sentences, until there are so many characters."""
        text = ""
        while len(text) < characters:
            text += f"{' ' if text else ''}{self.phrase(8, 20)}."
        return text

    def block(self) -> str:
        """A Markdown block: mostly paragraphs, some lists and quotes."""
        chance = self.rng.random()
        if chance < 0.2:
            return "\n".join(f"- {self.phrase(4, 10)}" for _ in range(self.rng.randint(3, 5)))
        if chance < 0.25:
            return f"> **{self.phrase(1, 2)}** {self.phrase(8, 20)}."
        return self.sentences(self.rng.randint(200, 450))

    def body(self, characters: int) -> str:
        """About so many characters of Markdown."""
        blocks = [self.block()]
        while sum(map(len, blocks)) < characters:
            blocks.append(self.block())
        return "\n\n".join(blocks)

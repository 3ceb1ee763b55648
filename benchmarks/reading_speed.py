"""How fast texts are read on one core, against the limit of 500 a second and a plain alternation of the same phrases.

    python -m benchmarks.reading_speed

The corpus is 400 texts of about 500 words, made from templates mixed with sentences that bear no claim (seeded). The
peer is the standard library's `re` with one alternation of all phrases: it only finds the phrases, and reads nothing.
The public documents beside the repository (KEPT_SHARED, else ../shared) are timed too where they are.
"""

from __future__ import annotations

import os
import random
import re
import time
from datetime import date
from pathlib import Path

from kept.reading.documents import Document, open_document
from kept.reading.folding import plain
from kept.reading.reader import load_tables, read

LIMIT = 500
TEXTS = 400
WORDS = 500
SEED = 20240215
PEER_TEXTS = 4
"""The peer is slow: it reads this many texts, and its speed is counted from them."""
TODAY = date(2024, 2, 15)

BEARING = (
    "{a} will give {n} {item} to Ukraine by {month}.",
    "The {demonym} government has allocated €{m} million for the purchase of {item}.",
    "{n} {item} were delivered to Ukraine by {a} and {b} last month.",
    "{a} and {b} have joined the drone coalition, which now has {k} members.",
    '"We have already sent {n} {item}," the {demonym} defence minister said on Tuesday.',
    "The {k}th meeting of the Ukraine Defense Contact Group took place in Brussels.",
    "{a} announced a €{m} million military aid package, including {n} {item} and {k} radars.",
    "Ukraine plans to produce {n} {item} this year, the ministry reported.",
)
BARE = (
    "The talks went on for several hours behind closed doors and ended without a statement.",
    "Residents of the town said that the night had been quiet until the early morning.",
    "The committee will look at the question again once the report of its experts is ready.",
    "He spoke at length about history, about the road that lay behind them and the one ahead.",
    "Analysts expect that the debate about the budget will go on well into the autumn.",
    "Rain and strong wind made travel difficult in the north, and some roads stayed closed.",
    "In the afternoon the guests visited a school that had been rebuilt after the flood.",
    "Nobody knew at that time how long the works would take or what they would cost in the end.",
    "The museum keeps letters, maps and photographs that visitors may see on two days a week.",
    "Her colleagues remember a patient listener who answered every letter with her own hand.",
)
NAMES = (
    ("Norway", "Norwegian"),
    ("Latvia", "Latvian"),
    ("Canada", "Canadian"),
    ("Denmark", "Danish"),
    ("Spain", "Spanish"),
)
ITEMS = (
    "drones",
    "FPV drones",
    "artillery shells",
    "155mm shells",
    "armoured vehicles",
    "Leopard 2 tanks",
    "generators",
)
MONTHS = ("March", "June", "the end of the year", "April 2025")


def main() -> None:
    corpus = made()
    load_tables()
    words = sum(len(document.text.split()) for document in corpus)
    claims, speed = timed(corpus)
    print(f"{len(corpus)} texts of {words / len(corpus):.0f} words: {speed:.0f} texts/s, {claims} claims")
    print(f"ratio to the limit of {LIMIT} texts/s: {speed / LIMIT:.2f}")
    peer = alternation(corpus[:PEER_TEXTS])
    print(f"re alternation of the same phrases, finding only: {peer:.1f} texts/s, ratio {speed / peer:.1f}")
    public = found()
    if public:
        words = sum(len(document.text.split()) for document in public)
        claims, speed = timed(public)
        in_full = speed * words / len(public) / WORDS
        print(f"{len(public)} public documents: {in_full:.0f} texts/s as texts of {WORDS} words, {claims} claims")
        print(f"ratio to the limit of {LIMIT} texts/s: {in_full / LIMIT:.2f}")


def timed(corpus: list[Document]) -> tuple[int, float]:
    """(claims, texts a second) of the fastest of three rounds."""
    tables = load_tables()
    best, claims = 0.0, 0
    for _ in range(3):
        start = time.perf_counter()
        claims = sum(len(read(document, tables).claims) for document in corpus)
        best = max(best, len(corpus) / (time.perf_counter() - start))
    return claims, best


def alternation(corpus: list[Document]) -> float:
    """Texts a second of one regular expression of all phrases, longest first."""
    phrases = sorted((key.strip() for key in load_tables().automaton.keys()), key=len, reverse=True)  # noqa: SIM118 no mapping
    rule = re.compile(r"\b(?:" + "|".join(map(re.escape, phrases)) + r")\b")
    start = time.perf_counter()
    for document in corpus:
        sum(1 for _ in rule.finditer(plain(document.text)))
    return len(corpus) / (time.perf_counter() - start)


def made() -> list[Document]:
    """The corpus; the same at every run."""
    choose = random.Random(SEED)
    return [Document(f"text-{number}", text(choose), TODAY) for number in range(TEXTS)]


def text(choose: random.Random) -> str:
    paragraphs: list[str] = []
    words = 0
    while words < WORDS:
        some = [sentence(choose) for _ in range(choose.randint(1, 4))]
        paragraphs.append(" ".join(some))
        words += sum(len(one.split()) for one in some)
    return "\n\n".join(paragraphs)


def sentence(choose: random.Random) -> str:
    """One in three bears a claim, about as in news on the subject."""
    if choose.random() > 1 / 3:
        return choose.choice(BARE)
    (a, demonym), (b, _) = choose.sample(NAMES, 2)
    return choose.choice(BEARING).format(
        a=a,
        b=b,
        demonym=demonym,
        n=f"{choose.randint(10, 90_000):,}",
        m=choose.randint(2, 900),
        k=choose.randint(4, 30),
        item=choose.choice(ITEMS),
        month=choose.choice(MONTHS),
    )


def found() -> list[Document]:
    """The public documents beside the repository; none where they are not."""
    shared = Path(os.environ.get("KEPT_SHARED") or Path(__file__).resolve().parents[2] / "shared")
    paths = sorted((shared / "data" / "documents").glob("*/*.txt"))
    opened = [open_document(path.name, path.read_bytes(), today=date.max)[0] for path in paths]
    return [document for document in opened if document is not None]


if __name__ == "__main__":
    main()

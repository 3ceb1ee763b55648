"""English verb forms and plurals from base forms, so that tables list a word once."""

from __future__ import annotations

VOWELS = "aeiou"


def plural(phrase: str) -> str:
    """The phrase with its last word in the plural: 'boat' is 'boats', 'battery' is 'batteries'."""
    if phrase.endswith(("s", "x", "ch", "sh")):
        return phrase + ("es" if not phrase.endswith("s") else "")
    if phrase.endswith("y") and len(phrase) > 1 and phrase[-2] not in VOWELS:
        return phrase[:-1] + "ies"
    if phrase.endswith("man"):
        return phrase[:-3] + "men"
    return phrase + "s"


def present(base: str) -> str:
    """The third person: 'hand over' is 'hands over'."""
    head, _, tail = base.partition(" ")
    if head.endswith(("s", "x", "ch", "sh", "z")):
        head += "es"
    elif head.endswith("y") and head[-2] not in VOWELS:
        head = head[:-1] + "ies"
    else:
        head += "s"
    return f"{head} {tail}".strip()


def progressive(base: str) -> str:
    """The -ing form: 'give' is 'giving', 'set aside' is 'setting aside'."""
    head, _, tail = base.partition(" ")
    if head.endswith("e") and not head.endswith(("ee", "ye", "oe")):
        head = head[:-1]
    elif _doubles(head):
        head += head[-1]
    return f"{head}ing {tail}".strip()


def past(base: str) -> str:
    """The regular past: 'supply' is 'supplied', 'ship' is given in the table."""
    head, _, tail = base.partition(" ")
    if head.endswith("e"):
        head += "d"
    elif head.endswith("y") and head[-2] not in VOWELS:
        head = head[:-1] + "ied"
    else:
        head += "ed"
    return f"{head} {tail}".strip()


def _doubles(word: str) -> bool:
    """Short words, and those stressed on the end, double their last consonant ('shipping', 'getting')."""
    short = len(word) <= 4 and len(word) >= 3 and word[-1] not in VOWELS + "wxy"
    return (short and word[-2] in VOWELS and word[-3] not in VOWELS) or word in (
        "commit",
        "transfer",
        "equip",
        "begin",
    )

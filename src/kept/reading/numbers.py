"""Numbers, hedges and sums of money as exact ranges: 'thousands' is 2,000 or more, '€1.2bn' one amount."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kept.reading.spans import AMOUNT, CURRENCY, NUMBER, PERCENT, QUANTITY, VERB, Span
from kept.reading.tables import Tables
from kept.vocabulary.quantity import LARGEST_TOLD, PIECE, Quantity, QuantityRefused

# Every pattern that runs over a whole text begins with one class of characters, which `re` skips to.
DIGITS = re.compile(
    r"\d(?:\d{0,2}(?:[,']\d{3})+(?:\.\d{1,3})?|\d{0,2}(?:\.\d{3}){2,4}|\d{0,2}(?: \d{3}){1,4}(?![\d,.])"
    r"|\d{0,14}(?:[.,]\d{1,3})?)(?!\d)"
)
CLOCK = re.compile(r"\d{1,2}:\d\d(?!\d)")
GROUPED = re.compile(r"[1-9]\d{0,2}\.\d{3}")
"""No count or sum has three decimals: '12.000 drones' are twelve thousand, as much of Europe writes."""
YEAR = re.compile(r"(?:19[89]|20[0-4])\d")
Piece = tuple[int, int, str, Decimal, str, str]
"""Start, end, kind, value, sign of money, and a plus behind it."""

COUNTED = re.compile(r" [a-z-]+")
BEFORE = 40
"""How far back a hedge is looked for, in characters."""


@dataclass(frozen=True, slots=True)
class Atom:
    """One written number, before hedges: `low` is its value; `open` where a vague word leaves the top open."""

    start: int
    end: int
    low: Decimal
    high: Decimal | None
    sign: str = ""
    scaled: bool = False
    bare_scale: str = ""
    digits: bool = False


def quantities(low: str, spans: list[Span], tables: Tables) -> list[Span]:
    """Spans of quantities, amounts and percentages, in order of place."""
    shares: list[Span] = []
    atoms = _merged_ranges(low, _atoms(low, spans, shares, tables), tables)
    currencies = {s.start: s for s in spans if s.kind == CURRENCY}
    ends = {s.end: s for s in spans if s.form == "code" or s.kind == VERB}
    found = list(shares)
    for atom in atoms:
        span = _with_unit(low, atom, (currencies, ends), tables)
        if span is not None:
            found.append(span)
    return sorted(found)


def _atoms(low: str, spans: list[Span], shares: list[Span], tables: Tables) -> list[Atom]:
    """Digits and number words joined to whole numbers: 'two', 'hundred' 'thousand'; percentages go to `shares`."""
    pieces: list[Piece] = []
    covered = [(s.start, s.end) for s in spans if s.kind not in (NUMBER, CURRENCY)]
    at = 0
    for match in DIGITS.finditer(low):
        start, end = match.span()
        if CLOCK.match(low, start) or (low[start - 1 : start] == ":" and low[max(0, start - 2) : start - 1].isdigit()):
            continue
        while at < len(covered) and covered[at][1] <= start:
            at += 1
        if at < len(covered) and covered[at][0] < end:
            continue
        before = ("  " + low[max(0, start - 2) : start])[-2:]
        if before[1:].isalnum() or before[1:] in ".,_/" or (before[1:] == "-" and before[0].isalpha()):
            continue
        share = tables.shapes["numbers-percent-sign"].match(low, end)
        if share is not None:
            shares.append(Span(start, share.end(), PERCENT, str(_value(match[0]))))
            continue
        piece = _written(low, start, end, tables)
        if piece is not None:
            pieces.append(piece)
    for span in spans:
        if span.kind == NUMBER:
            pieces.append((span.start, span.end, span.form, Decimal(span.value), "", ""))
    pieces.sort(key=lambda piece: piece[0])
    return list(_joined(low, pieces, tables))


def _written(low: str, start: int, end: int, tables: Tables) -> Piece | None:
    """Digits with the sign before them and the letter behind them: '€1.2bn'; None where they are part of a name."""
    value, kind = _value(low[start:end]), "digits"
    tail = tables.shapes["numbers-after"].match(low, end)
    if tail is None:
        return None
    sign = tables.shapes["numbers-sign"].search(low, max(0, start - 6), start)
    if tail[1]:
        if not sign and not tail[2] and tail[1] != "k" and not _code_near(low, start, tail.end(), tables):
            return None
        value, kind = value.scaleb(tables.scales[tail[1]]), "scaled"
    money = sign[0].strip() if sign else tail[2] or ""
    return sign.start() if sign else start, tail.end(), kind, value, money, tail[3] or ""


def _code_near(low: str, start: int, end: int, tables: Tables) -> bool:
    """'EUR 45m', '45m euros': the letter is a scale only beside a currency."""
    before, after = low[max(0, start - 5) : start].split(), low[end : end + 12].split()
    return bool((before and before[-1] in tables.money) or (after and after[0].strip(".,;)") in tables.money))


def _value(digits: str) -> Decimal:
    if "," in digits:
        digits = digits.replace("'", "")
        groups = digits.split(",")
        decimal_comma = len(groups) == 2 and len(groups[1].partition(".")[0]) != 3
        return Decimal(digits.replace(",", "." if decimal_comma else ""))
    digits = digits.replace(" ", "").replace("'", "")
    return Decimal(digits.replace(".", "") if digits.count(".") > 1 else digits)


def _joined(low: str, pieces: list[Piece], tables: Tables) -> Iterator[Atom]:
    """Runs of pieces that stand side by side, read as one number each."""
    at = 0
    while at < len(pieces):
        run = [pieces[at]]
        while at + 1 < len(pieces) and len(run) < 8 and _goes_on(low, run[-1], pieces[at + 1], tables):
            at += 1
            run.append(pieces[at])
        at += 1
        atom = _number(low, run, tables)
        if atom is not None:
            yield atom


def _goes_on(low: str, one: Piece, other: Piece, tables: Tables) -> bool:
    gap = low[one[1] : other[0]]
    if other[4] or other[2] in ("few", "digits", "scaled"):
        return False
    if other[2] == "scale":
        return (gap in (" ", "-", "  ") and one[2] != "vague") or (gap == ". " and one[2] == "scale")
    if other[2] == "vague":
        return gap.strip() in tables.words["of"] and one[2] == "vague"
    if gap == " " and one[2] == "scale" and one[3] >= 1000 and other[2] == "unit":
        return True
    return (gap in (" ", "-") and one[2] == "unit" and one[3] >= 20 and other[3] < 10) or (
        gap.strip() in tables.words["and"] and one[2] == "scale" and other[2] == "unit" and one[3] == 100
    )


def _number(low: str, run: list[Piece], tables: Tables) -> Atom | None:
    start, end = run[0][0], run[-1][1]
    kinds = {piece[2] for piece in run}
    if run[0][2] == "vague":
        value = Decimal(2)
        for piece in run:
            value *= piece[3]
        of = tables.shapes["vague-of"].match(low, end)
        end = of.end() if of else end
        return Atom(start, end, value, None, scaled=True)
    if run[0][2] == "scale":
        article = tables.shapes["article"].search(low[max(0, start - 4) : start])
        if article is None:
            return None
        start -= len(article[1])
    if kinds in ({"few"}, {"part"}):
        return None
    value, whole = Decimal(0), Decimal(0)
    for piece in run:
        if piece[2] == "scale" and piece[3] >= 1000:
            grown = whole + value * piece[3] if whole and value else (whole + value or Decimal(1)) * piece[3]
            whole, value = grown, Decimal(0)
        elif piece[2] == "scale":
            value = (value or Decimal(1)) * piece[3]
        else:
            value += piece[3]
    total = whole + value
    vague = run[0][2] == "few"
    plus = run[-1][5]
    high = None if vague or plus else total
    names = [piece for piece in run if piece[2] == "scale"]
    scale = str(names[-1][3]) if names else ""
    return Atom(
        start,
        end,
        total,
        high,
        sign=run[0][4],
        scaled=bool(names) or "scaled" in kinds,
        bare_scale=scale,
        digits=run[0][2] == "digits",
    )


def _merged_ranges(low: str, atoms: list[Atom], tables: Tables) -> list[Atom]:
    """'10 to 20 million' and 'between 50,000 and 100,000' as one number from low to high."""
    merged: list[Atom] = []
    for atom in atoms:
        one = merged[-1] if merged else None
        if one is not None and one.high == one.low and atom.high is not None and _is_range(low, one, atom, tables):
            first = one.low
            if atom.bare_scale and not one.scaled and first < atom.low:
                scaled = first * Decimal(atom.bare_scale)
                first = scaled if scaled <= atom.low else first
            if first <= atom.low:
                merged[-1] = replace(
                    one, end=atom.end, low=first, high=atom.low, sign=one.sign or atom.sign, scaled=True
                )
                continue
        merged.append(atom)
    return merged


def _is_range(low: str, one: Atom, other: Atom, tables: Tables) -> bool:
    gap = low[one.end : other.start].strip()
    if gap == "-" or gap in tables.words["range"]:
        return not (YEAR.fullmatch(low[one.start : one.end]) or other.low == 0)
    return gap in tables.words["and"] and bool(tables.shapes["between"].search(low[max(0, one.start - 12) : one.start]))


def _with_unit(
    low: str, atom: Atom, currencies: tuple[dict[int, Span], dict[int, Span]], tables: Tables
) -> Span | None:
    """The number as a quantity of pieces or of money, with its hedge; None for years and numbers of names."""
    start, end = atom.start, atom.end
    unit = tables.signs.get(atom.sign, "") if atom.sign else ""
    code = currencies[1].get(start - 1) or currencies[1].get(start)
    verb = code is not None and code.kind == VERB
    gap = 1 if low[end : end + 1] in (" ", "-") else 0
    word = currencies[0].get(end + gap)
    if word is None and atom.scaled:
        joint = tables.shapes["scale-then-currency"].match(low, end)
        word = currencies[0].get(joint.end()) if joint else None
    if not unit and code is not None and not verb:
        unit, start = code.value, code.start
    elif word is not None and (not unit or unit == "$"):
        unit, end = word.value, word.end
    if not atom.scaled and GROUPED.fullmatch(low[atom.start : atom.end].lstrip(f"{atom.sign} ")):
        atom = replace(atom, low=atom.low * 1000, high=atom.high and atom.high * 1000)
    if not unit and (_is_year(low, atom, tables) or _is_label(low, atom, tables)):
        return None
    bounds, start = ((atom.low, atom.high), start) if verb else _hedged(low, atom, start, tables)
    if tables.shapes["or-more"].match(low, end):
        bounds = (bounds[0], None)
    try:
        quantity = Quantity(_kept(bounds[0]), _kept(bounds[1]), PIECE)
    except QuantityRefused:
        return None
    return Span(start, end, AMOUNT if unit else QUANTITY, unit, "", quantity)


def _kept(bound: Decimal | None) -> Decimal | None:
    """Bounds as they are stored: thousandths at most, and nothing above the largest quantity."""
    if bound is None:
        return None
    if bound > LARGEST_TOLD:
        raise QuantityRefused(f"{bound:E} is more than can be kept")
    return (
        bound.quantize(Decimal("0.001")).normalize()
        if bound != bound.to_integral_value()
        else bound.to_integral_value()
    )


def _is_year(low: str, atom: Atom, tables: Tables) -> bool:
    """Four digits that read as a year, unless a word that counts stands before and a counted word behind."""
    if atom.scaled or not YEAR.fullmatch(low[atom.start : atom.end]):
        return False
    before = low[max(0, atom.start - 12) : atom.start].rstrip().rpartition(" ")[2]
    counted = COUNTED.match(low, atom.end)
    return (
        before not in tables.words["counting"]
        or counted is None
        or (before in tables.words["of"] and not counted[0].endswith("s"))
    )


def _is_label(low: str, atom: Atom, tables: Tables) -> bool:
    return bool(
        atom.digits
        and not atom.scaled
        and tables.shapes["numbers-not-counted"].search(low[max(0, atom.start - 14) : atom.start])
    )


def _hedged(low: str, atom: Atom, start: int, tables: Tables) -> tuple[tuple[Decimal | None, Decimal | None], int]:
    """The bounds after the words before the number, and where those words begin."""
    words = low[max(0, start - BEFORE) : start]
    cut = max(words.rfind(mark) for mark in ',.;:("')
    before = words[cut + 1 :].split()
    for length in (3, 2, 1):
        hedge = " ".join(before[-length:]) if len(before) >= length else ""
        bound = tables.hedges.get(hedge)
        if bound is not None and words.rstrip().endswith(hedge):
            return _bounds(atom, bound), start - (len(words) - words.rfind(hedge))
    if words.endswith("~"):
        return _bounds(atom, "about"), start - 1
    return (atom.low, atom.high), start


def _bounds(atom: Atom, bound: str) -> tuple[Decimal | None, Decimal | None]:
    value, exact = atom.low, atom.high == atom.low
    if not exact:
        return (value, None) if bound in ("above", "least") else (atom.low, atom.high)
    if bound == "above":
        return value + 1, None
    if bound == "least":
        return value, None
    if bound == "most":
        return None, value
    if bound == "below":
        return None, max(Decimal(0), value - 1)
    if bound == "nearly":
        return value * Decimal("0.9"), value
    return value * Decimal("0.95"), value * Decimal("1.05")

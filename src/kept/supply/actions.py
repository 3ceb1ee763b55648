"""What accepted claims enter in the supply room: contracts, and what makers plan, can make and have made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kept.access import door
from kept.access.journal import append
from kept.ledger.booking import Accepted, Desk, period_of
from kept.ledger.models import Commitment
from kept.supply.models import Contract, ProductionEntry
from kept.vocabulary import claims as said
from kept.vocabulary.parties import joint


def enter_contracts(accepted: Sequence[Accepted], desk: Desk) -> None:
    """Contracts by their code. An order moves the ledger only through the commitment record that it fulfils (R8)."""
    actor = desk.stamp.by
    known = set(door.rows(Contract, actor).values_list("code", flat=True))
    commitments = list(door.rows(Commitment, actor))
    rows = []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Transfer)
        if one.code in known:
            desk.note("row-changed", f"contract {one.code!r} is recorded already; the record stands", one)
            continue
        known.add(one.code)
        same = [
            c.code
            for c in commitments
            if c.donor == joint(claim.donor) and desk.catalogue.related(c.item, claim.item) and _near(c, claim)
        ]
        rows.append({**_contract(one, claim, desk), "commitment": same[0] if len(same) == 1 else ""})
    append(Contract, rows, desk.stamp)


def _near(commitment: Commitment, claim: said.Transfer) -> bool:
    """Whether a commitment was announced in the month in which the contract was signed, as far as both are told."""
    return bool(commitment.announced and claim.date and commitment.announced[:7] == claim.date.text[:7])


def _contract(one: Accepted, claim: said.Transfer, desk: Desk) -> dict[str, Any]:
    low, high = claim.quantity.thousandths() if claim.quantity else (None, None)
    return {
        "code": one.code,
        "buyer": joint(claim.donor),
        "supplier": one.context.get("supplier") or "",
        "item": claim.item,
        "unit": desk.catalogue.unit(claim.item),
        "low": low,
        "high": high,
        "amount": claim.amount.thousandths()[0] if claim.amount else None,
        "currency": claim.amount.unit if claim.amount else "",
        "signed": claim.date.text if claim.date else "",
        "delivery_start": one.context.get("start") or "",
        "delivery_end": one.context.get("end") or "",
        "note": one.context.get("note") or "",
        **one.basis.row(),
    }


def enter_outputs(accepted: Sequence[Accepted], desk: Desk) -> None:
    """Entries of production lines: plans, capacities, and what was made (the ledger holds what was made besides)."""
    known = set(door.rows(ProductionEntry, desk.stamp.by).values_list("code", flat=True))
    rows = []
    for one in accepted:
        claim = one.said
        assert isinstance(claim, said.Output)
        if one.code in known:
            desk.note("row-changed", f"{one.code!r} is recorded already with other values; the record stands", one)
            continue
        known.add(one.code)
        low, high = claim.quantity.thousandths() if claim.quantity else (None, None)
        period = period_of(claim, one)
        rows.append(
            {
                "code": one.code,
                "producer": joint(claim.producer),
                "item": claim.item,
                "unit": desk.catalogue.unit(claim.item),
                "low": low,
                "high": high,
                "kind": claim.stage,
                "start": period.start.text if period.start else "",
                "end": period.end.text if period.end else "",
                "note": one.context.get("note") or "",
                **one.basis.row(),
            }
        )
    append(ProductionEntry, rows, desk.stamp)

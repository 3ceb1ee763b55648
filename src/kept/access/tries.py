"""Tries to sign in, counted before the password is looked at, so that guesses at once are counted like guesses in turn.

After some failures each further try waits, and each wait is twice the one before. A name that nobody has is counted
like any other, so the answer does not tell which names there are. Names are kept as hashes only: people type
passwords into the wrong field.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil
from typing import NamedTuple

from django.db import models, transaction

from kept.access.people import key_of

FIRST_WAIT_SECONDS = 10
FORGOTTEN_AFTER = timedelta(days=1)


class Limit(NamedTuple):
    """So many failures without a wait; then waits up to the longest."""

    free: int
    longest_wait_seconds: int


# Who guesses from one address waits long. A name or an address alone is counted too, against many addresses and many
# names; their waits stay short, so that nobody can keep the person of that name, or a whole office, out.
LIMITS = {"both": Limit(5, 3600), "name": Limit(25, 60), "address": Limit(50, 60)}


class Tries(models.Model):
    """Failures of one name, one address, or both together, and until when the next try waits."""

    key = models.TextField(primary_key=True)
    failures = models.IntegerField(default=0)
    last_at = models.DateTimeField(db_index=True)
    until = models.DateTimeField()

    class Meta:
        app_label = "access"


def take(address: str, name: str, now: datetime) -> int:
    """Count a try and give 0, or the seconds still to wait; a try that has to wait is not counted."""
    keys = _keys(address, name)
    with transaction.atomic():
        Tries.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
        fresh = [Tries(key=key, last_at=now, until=now) for key in sorted(keys)]
        Tries.objects.bulk_create(fresh, ignore_conflicts=True)
        rows = list(Tries.objects.select_for_update().filter(key__in=sorted(keys)).order_by("key"))
        wait = max((row.until - now).total_seconds() for row in rows)
        if wait > 0:
            return ceil(wait)
        for row in rows:
            row.failures += 1
            row.last_at = now
            row.until = now + _wait(LIMITS[keys[row.key]], row.failures)
        Tries.objects.bulk_update(rows, ["failures", "last_at", "until"])
    return 0


def succeeded(address: str, name: str) -> None:
    """Forget the failures of this name from this address, and take this try off the others."""
    keys = _keys(address, name)
    with transaction.atomic():
        for row in Tries.objects.select_for_update().filter(key__in=sorted(keys)).order_by("key"):
            if keys[row.key] == "both" or row.failures <= 1:
                row.delete()
            else:
                row.failures -= 1
                row.until = row.last_at
                row.save(update_fields=["failures", "until"])


def _wait(limit: Limit, failures: int) -> timedelta:
    if failures < limit.free:
        return timedelta()
    doublings = min(failures - limit.free, 20)
    return timedelta(seconds=min(FIRST_WAIT_SECONDS * 2**doublings, limit.longest_wait_seconds))


def _keys(address: str, name: str) -> dict[str, str]:
    """Which limit each key is counted under."""
    place, person = network(address), key_of(name[:1000])
    told = {"both": f"{place}\0{person}", "name": person, "address": place}
    return {sha256(f"{kind}\0{text}".encode("utf-8", "surrogatepass")).hexdigest(): kind for kind, text in told.items()}


def network(address: str) -> str:
    """The address; of IPv6 its first half, since one machine has all of the rest to choose from."""
    try:
        told = ip_address(address)
    except ValueError:
        return address[:100]
    if isinstance(told, IPv6Address):
        return told.ipv4_mapped.compressed if told.ipv4_mapped else str(int(told) >> 64)
    return told.compressed

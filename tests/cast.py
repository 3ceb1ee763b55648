"""The fixed cast who ask every question, and the moment at which tests record."""

from __future__ import annotations

from datetime import UTC, datetime

from kept.access.actors import PUBLIC, Actor, Role
from kept.access.journal import Stamp

OFFICE = Actor("office", Role.OFFICE)
ANALYST = Actor("analyst", Role.ANALYST)
DONOR = Actor("donor", Role.DONOR, party="GB")
OTHER_DONOR = Actor("other donor", Role.DONOR, party="LV")
MEMBER = Actor("member", Role.DONOR, party="NL", coalitions=frozenset({"drone"}))
AUDITOR = Actor("auditor", Role.AUDITOR)
STRANGER = PUBLIC

CAST = (OFFICE, DONOR, OTHER_DONOR, MEMBER, AUDITOR, STRANGER)

MOMENT = datetime(2024, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
STAMP = Stamp(OFFICE, MOMENT)

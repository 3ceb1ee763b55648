"""The tables of the access room."""

from kept.access.keys import ApiKey
from kept.access.people import User
from kept.access.records import ChainHead
from kept.access.tries import Tries

__all__ = ["ApiKey", "ChainHead", "Tries", "User"]

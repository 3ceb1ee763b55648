"""The tables of the access room."""

from kept.access.records import ChainHead

__all__ = ["ChainHead"]

"""Who there is and what is agreed: parties, coalitions and their members, items, meetings; no quantities."""

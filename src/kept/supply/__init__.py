"""The office's work: contracts and production lines so far; quantities move through the ledger only."""

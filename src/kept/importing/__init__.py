"""Tables and standards in, claims and records out: each row with its source, and bad rows stop nothing."""

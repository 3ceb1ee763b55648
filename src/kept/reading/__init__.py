"""A document in, claims out: each with its exact quote and place; no database, and no guess."""

"""The nouns of the product as plain values: they need no database and import no other room."""

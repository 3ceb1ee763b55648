"""What is shown and handed out, made by rule from the same records, and read through access only (R9)."""

"""The door for programs: what the pages show, as JSON under /api/v1, from the same functions as the pages."""

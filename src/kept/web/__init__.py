"""The door for browsers: parse, call, show."""

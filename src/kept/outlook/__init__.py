"""What will be: goals, how far they have come, at what pace; never a number without its range."""

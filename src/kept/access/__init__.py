"""Who may see and do what: actors, release marks, and the one door through which rows are read and added."""

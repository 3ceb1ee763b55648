"""Pictures of goals and coalitions: one definition of each for screen, paper and download, with its table behind it."""

"""What each page says, as values: the web shows them and the API hands them out, so that both say the same."""

"""One file for each figure that the project states; each prints a ratio against a named peer or limit in one run."""

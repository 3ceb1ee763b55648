"""`python -m kept.cli` is the same as `kept`."""

from kept.cli import main

main()

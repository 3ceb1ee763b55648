"""Claims in, and which of them tell of the same event, with reasons; what a person must decide is left open."""

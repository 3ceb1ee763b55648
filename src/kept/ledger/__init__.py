"""The ledger: who promised what, how far each quantity has come, what was reported, and the balances of both."""

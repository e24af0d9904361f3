"""The promises of SAFETY, each with its proof: quick in the suite, long by ``python -m tests.trust``."""

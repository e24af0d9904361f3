"""The promises of SAFETY, each with its proof: quick in the suite, long by KANBAO_FULL=1 or ``python -m tests.trust``."""

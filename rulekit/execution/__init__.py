"""Solutions that are run with their tests: does one pass them, and do they say anything of it."""

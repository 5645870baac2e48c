"""`python -m rulekit` is `rulekit`."""

from rulekit.cli.main import run

if __name__ == "__main__":
    run()

"""`python -m rulekit` is `rulekit`."""

from rulekit.cli.main import main

if __name__ == "__main__":
    main()

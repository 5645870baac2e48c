"""The detector `gitleaks`: finds secrets by the rules of a gitleaks.toml."""

"""The step `pii`, and a detector of personal data and secrets for it."""

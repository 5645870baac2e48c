"""Holding a pack to what rulekit promises: for authors of packs, in one test or one command."""

from rulekit.conformance.kit import assert_conforms, conform

__all__ = ["assert_conforms", "conform"]

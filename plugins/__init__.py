"""The packs that come with rulekit, one package each; `rulekit_plugins` when installed."""

from pathlib import Path

import rulekit_rules

RULES = Path(rulekit_rules.__file__).parent  # one folder per pack stands in it

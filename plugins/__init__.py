"""The packs that come with rulekit, one package each; `rulekit_plugins` when installed."""

"""What replies of a model, in folders of `rulekit ask`, say of a text: numbers for rules."""

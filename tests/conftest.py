"""How hypothesis searches: few examples, no clock. In CI its own profile makes them repeat."""

from hypothesis import settings

settings.register_profile("rulekit", settings(deadline=None, max_examples=60))
settings.load_profile("rulekit")

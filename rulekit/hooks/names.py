"""The names of the hooks, each with the field of a plugin that holds what it brings."""

HOOKS = {
    "rulekit_packs": "packs",
    "rulekit_readers": "readers",
    "rulekit_runners": "runners",
    "rulekit_steps": "steps",
    "rulekit_detectors": "detectors",
    "rulekit_benchmarks": "benchmarks",
    "rulekit_units": "cutters",
    "rulekit_models": "kinds",
    "rulekit_harnesses": "harnesses",
}

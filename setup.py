"""Which packages there are; everything else about the build is in pyproject.toml."""

from setuptools import find_namespace_packages, find_packages, setup

setup(
    packages=[
        *find_packages(include=["rulekit", "rulekit.*"]),
        "rulekit_plugins",
        *(f"rulekit_plugins.{name}" for name in find_packages("plugins")),
        "rulekit_rules",  # its folders hold only YAML: packages to setuptools, data to us
        *(f"rulekit_rules.{name}" for name in find_namespace_packages("rules")),
    ]
)

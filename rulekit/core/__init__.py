"""Documents, signals, rules and verdicts, and the judgement that leads from one to the next.

Knows no YAML, no plugin, no console and no process, and reads no file.
"""

"""What the tests of the plan share with those of the catalog."""

from installing import catalog, folder, packs, plugin, project, rule, told, write

__all__ = ["catalog", "folder", "packs", "plugin", "project", "rule", "told", "write"]

"""What the tests of the catalog share with those of the plan."""

from installing import catalog, folder, packs, plugin, project, rule, told, write

__all__ = ["catalog", "folder", "packs", "plugin", "project", "rule", "told", "write"]

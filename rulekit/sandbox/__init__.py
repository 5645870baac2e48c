"""Running what nobody has read: confined by the kernel, bounded, and ended with all it started."""

"""Components that a command copies into a project: shadcn for React, Vue and Svelte."""

from __future__ import annotations

from .known_file import KnownFile

COMPONENTS = (
    KnownFile(
        r"components/ui/[\w./-]+\.(?:tsx|jsx|vue|svelte|ts)",
        r"from ['\"](?:@radix-ui/|radix-ui|reka-ui|radix-vue|bits-ui|class-variance-authority|vaul"
        r"|cmdk|sonner|input-otp|embla-carousel|@headlessui)|data-slot=",
    ),
)

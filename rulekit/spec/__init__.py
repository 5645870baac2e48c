"""What rule, tune, profile and project files may say, and what is wrong with one."""

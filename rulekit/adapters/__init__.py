"""Steps for the pipelines of other libraries, a module for each; each needs its library."""

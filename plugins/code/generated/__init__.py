"""Code that no person wrote: told by its file's name, by its header, by what tools print in it.

Linguist's generated.rb asks the same. `header` finds generators that name themselves in the leading
comments, with the words in `header_patterns`; `tool_output` lists what compilers, bundlers,
decompilers and generators print in the code, and `pattern_finder` finds it where it is meant;
`file_names` knows the names that only tools give.
"""

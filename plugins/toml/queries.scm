; TOML's grammar (tree-sitter-toml 0.7) in the shared vocabulary.

; no @docstring: comments are comments
; no @function @simple_function @function_name @accessor @main @prototype: data defines no functions
; no @class @class_name: data defines no types
; no @import @directive @macro: data brings nothing in and instructs nobody
; no @variable @simple_variable @parameter: a key is only read by whoever reads the file
; no @statement @operation @branch @loop @simple_return @goto: data does nothing
; no @call @print @assert: data calls nothing

(comment) @comment

; Keys in quotes are strings as well.
[(string) (quoted_key)] @string

; Dates and times are none.
[(integer) (float)] @number

; A section is a map that goes on to the next.
[(array) (inline_table) (table) (table_array_element)] @table

(bare_key) @identifier

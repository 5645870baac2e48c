; YAML's grammar (tree-sitter-yaml 0.7) in the shared vocabulary. A text without quotes is no string
; literal here, or all of a file would be one; a block scalar says where it begins as a quote does.

; no @docstring: comments are comments
; no @function @simple_function @function_name @accessor @main @prototype: data defines no functions
; no @class @class_name: data defines no types
; no @import: what another file is named for is the reader's business
; no @macro @parameter @simple_variable: data has none of them
; no @statement @operation @branch @loop @simple_return @goto: data does nothing
; no @call @print @assert: data calls nothing

(comment) @comment

; Keys in quotes are strings as well.
[(double_quote_scalar) (single_quote_scalar) (block_scalar)] @string

[(integer_scalar) (float_scalar)] @number

[(yaml_directive) (tag_directive) (reserved_directive)] @directive

; An anchor names a value that aliases stand for; a key is only read by whoever reads the file.
(anchor_name) @variable

[(block_sequence) (block_mapping) (flow_sequence) (flow_mapping)] @table

[(anchor_name) (alias_name)] @identifier
(block_mapping_pair key: (flow_node (plain_scalar (string_scalar) @identifier)))
(flow_pair key: (flow_node (plain_scalar (string_scalar) @identifier)))

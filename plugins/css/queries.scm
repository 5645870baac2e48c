; CSS's grammar (tree-sitter-css 0.25) in the shared vocabulary. A style sheet defines no function or
; class, chooses and repeats nothing: `@media` says where rules hold. A declaration is its statement,
; one of a custom property binds a name.

; no @docstring: comments are comments
; no @function @simple_function @function_name @accessor @main @prototype: a sheet defines no functions
; no @class @class_name: a class of CSS is a name
; no @macro @parameter @simple_variable @table: a sheet has none of them
; no @branch @loop @simple_return @goto: a sheet says how, not in what order
; no @print @assert: a sheet writes and asserts nothing

; `//` begins no comment in CSS, but in what is compiled to it.
[(comment) (js_comment)] @comment

(string_value) @string
[(integer_value) (float_value)] @number

[(tag_name) (class_name) (id_name) (attribute_name) (namespace_name) (keyframes_name)
 (property_name) (feature_name) (function_name)] @identifier

(import_statement) @import
[(charset_statement) (namespace_statement)] @directive

; One structure for both, so that each declaration is found once.
(declaration (property_name)) @statement
((declaration (property_name) @variable) (#match? @variable "^--"))

(binary_expression) @operation
(call_expression) @call

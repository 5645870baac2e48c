; CSS's grammar (tree-sitter-css 0.25) in the shared vocabulary. A style sheet defines no function or
; class, chooses and repeats nothing: `@media` says where rules hold. A declaration is its statement,
; one of a custom property binds a name.

; `//` begins no comment in CSS, but in what is compiled to it.
[(comment) (js_comment)] @comment

(string_value) @string
[(integer_value) (float_value)] @number

[(tag_name) (class_name) (id_name) (attribute_name) (namespace_name) (keyframes_name)
 (property_name) (feature_name) (function_name)] @identifier

(import_statement) @import
[(charset_statement) (namespace_statement)] @directive

(declaration) @statement
((declaration (property_name) @variable) (#match? @variable "^--"))

(binary_expression) @operation
(call_expression) @call

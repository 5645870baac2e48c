; Svelte's components by their grammar (tree-sitter-svelte 1.0), in the shared vocabulary. To this
; grammar a script is one text; plugins/component/embedded.py has it read in its language.

; no @docstring: comments are comments
; no @number: numbers are text, or stand in expressions, which are one text each
; no @function @simple_function @function_name @accessor @main @prototype: functions stand in the script, and a snippet is a piece of the page
; no @class @class_name: classes stand in the script
; no @directive @macro: nothing is said to a compiler but in attributes
; no @variable @simple_variable @parameter @table: names are bound in texts that the grammar does not divide
; no @statement @operation @simple_return @goto: what computes stands in expressions, which are one text each
; no @assert: a page asserts nothing

(comment) @comment

; A value in quotes that has braces in it is a string that is put together.
(attribute (quoted_attribute_value) @string)
(attribute (attribute_value) @string)

[(tag_name) (erroneous_end_tag_name) (attribute_name) (snippet_name)] @identifier

((script_element (start_tag (attribute (attribute_name) @_name))) @import (#eq? @_name "src"))

[(if_start) (else_if_start)] @branch
(each_start) @loop
(render_tag) @call
(debug_tag) @print

; Places that plugins/component/embedded.py and logic.py ask for.
[(start_tag) (end_tag) (self_closing_tag) (erroneous_end_tag)] @component.tag
(attribute) @component.attribute
(script_element (raw_text) @component.script)
(style_element (raw_text) @component.style)
(expression) @component.expression
; One that takes parameters is a function of pages; the others stand for a slot.
(snippet_start (svelte_raw_text)) @component.snippet

; Vue's single-file components by HTML's grammar (tree-sitter-html 0.23), in the shared vocabulary.
; To this grammar a script is one text; plugins/component/embedded.py has it read in its language.

; no @docstring: comments are comments
; no @number: numbers are text, or values of attributes
; no @function @simple_function @function_name @accessor @main @prototype: functions stand in the script
; no @class @class_name: classes stand in the script
; no @directive @macro: nothing is said to a compiler but in attributes
; no @variable @simple_variable @parameter @table: names are bound in the script
; no @statement @operation @simple_return @goto: what computes in a template is text of attributes
; no @call @print @assert: calls in a template are text of attributes

(comment) @comment

; Values in quotes are the string literals; the bare ones are strings as well. What a directive has
; for its value is code.
((attribute (attribute_name) @_name (quoted_attribute_value) @string)
  (#not-match? @_name "^(?:v-|[:@#])"))
((attribute (attribute_name) @_name (attribute_value) @string)
  (#not-match? @_name "^(?:v-|[:@#])"))

[(tag_name) (erroneous_end_tag_name) (attribute_name)] @identifier

; A script or a style of another file.
([(script_element (start_tag (attribute (attribute_name) @_name)))
  (style_element (start_tag (attribute (attribute_name) @_name)))] @import
  (#eq? @_name "src"))

((attribute (attribute_name) @_name) @branch (#any-of? @_name "v-if" "v-else-if"))
((attribute (attribute_name) @_name) @loop (#eq? @_name "v-for"))

; Places that plugins/component/embedded.py and logic.py ask for.
[(start_tag) (end_tag) (self_closing_tag) (erroneous_end_tag)] @component.tag
(attribute) @component.attribute
(script_element (raw_text) @component.script)
(style_element (raw_text) @component.style)

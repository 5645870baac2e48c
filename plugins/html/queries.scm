; HTML's grammar (tree-sitter-html 0.23) in the shared vocabulary. To this grammar a script of
; a page is one text.

; no @docstring: comments are comments
; no @number: numbers are text, or values of attributes
; no @function @simple_function @function_name @accessor @main @prototype: a page defines no functions
; no @class @class_name: a page defines no types
; no @macro: a page defines no macros
; no @variable @simple_variable @parameter @table: a page binds no names
; no @statement @operation @branch @loop @simple_return @goto: a page computes nothing
; no @call @print @assert: a page calls nothing

; Conditional comments are comments too; `<![endif]>` outside of one is an ERROR.
(comment) @comment

; It tells the browser which rules to read the page by.
(doctype) @directive

; Values in quotes are the string literals of HTML; the bare ones are strings as well.
(quoted_attribute_value) @string
(attribute (attribute_value) @string)

[(tag_name) (erroneous_end_tag_name) (attribute_name)] @identifier

; What the page loads: scripts of other files, and `link`, which is not for following. Spellings such
; as <lInK> are not worth a regular expression for every tag.
((script_element (start_tag (attribute (attribute_name) @_name))) @import
  (#any-of? @_name "src" "SRC" "Src"))
((element . (start_tag . (tag_name) @_name)) @import (#any-of? @_name "link" "LINK" "Link"))
((element . (self_closing_tag . (tag_name) @_name)) @import (#any-of? @_name "link" "LINK" "Link"))

; What the page is made of; what is none of this is its text (plugins/html/parts.py). What an element
; or attribute is called is asked in Python: a predicate for every attribute takes longer than the
; parse.
[(start_tag) (end_tag) (self_closing_tag) (erroneous_end_tag)] @html.tag
(attribute) @html.attribute
(element . (start_tag . (tag_name))) @html.element
(element . (self_closing_tag . (tag_name))) @html.element
(script_element (raw_text) @html.script)
(style_element (raw_text) @html.style)

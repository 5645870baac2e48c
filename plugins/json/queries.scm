; JSON's grammar (tree-sitter-json 0.24) in the shared vocabulary. A text of JSON is one value: it
; names and holds, and does nothing.

; no @docstring: comments are comments
; no @function @simple_function @function_name @accessor @main @prototype: a value defines no functions
; no @class @class_name: a value defines no types
; no @import @directive @macro: a value brings nothing in, and nothing reads it before the parser
; no @variable @simple_variable @parameter: a key names a part of the value and binds nothing
; no @statement @operation @branch @loop @simple_return @goto: a value computes nothing
; no @call @print @assert: a value calls nothing

; JSON has none; what programs read as JSON often has (`tsconfig.json`).
(comment) @comment

; Keys are names, and the strings are what they name.
(pair value: (string) @string)
(array (string) @string)
(document (string) @string)

(pair key: (string) @identifier)

; The sign belongs to it.
(number) @number

[(array) (object)] @table

; A notebook in the shared vocabulary: none of it. To the grammar of JSON the code of a cell is a list
; of strings; it is read as code where the pack's signals ask for `document.embedded("python")`.

; no @comment @docstring: JSON has none
; no @string @number @identifier @table: those of the file are the form's, not the author's
; no @function @simple_function @function_name @accessor @main @prototype: those of cells are embedded
; no @class @class_name @import @directive @macro: those of cells are embedded
; no @variable @simple_variable @parameter: those of cells are embedded
; no @statement @operation @branch @loop @simple_return @goto: those of cells are embedded
; no @call @print @assert: those of cells are embedded

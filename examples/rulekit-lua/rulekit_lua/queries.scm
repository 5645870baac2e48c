; Lua's grammar (tree-sitter-lua 0.5: Lua 5.1 to 5.5 and LuaJIT) in the shared vocabulary.
;
; no @docstring: LDoc and EmmyLua write in comments
; no @prototype: every function has a body
; no @main: a program starts at its first line
; no @class: a class is a table like any other, and each library makes its own
; no @class_name: a class is a table like any other, and each library makes its own
; no @directive: nothing in a text speaks to the compiler
; no @macro: there is no preprocessor
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

[(comment) (hash_bang_line)] @comment
(string) @string
(number) @number
(identifier) @identifier

(function_declaration name: [
  (identifier) @function_name
  (dot_index_expression field: (identifier) @function_name)
  (method_index_expression method: (identifier) @function_name)]) @function

; Functions that are bound: to a variable, a field or a key, or as the module itself. What is only
; handed on, a callback, is part of a call.
(assignment_statement
  (variable_list . name: [
    (identifier) @function_name
    (dot_index_expression field: (identifier) @function_name)
    (bracket_index_expression)] .)
  (expression_list . value: (function_definition) @function .))
(field name: [(identifier) @function_name (string) (number)] value: (function_definition) @function)
(chunk (return_statement . "return" . (expression_list . (function_definition) @function .)))

; A function whose whole body is one return; comments stand beside the body, not in it.
(function_declaration body: (block . (return_statement) .)) @simple_function
(assignment_statement
  (variable_list . name: (_) .)
  (expression_list
    . value: (function_definition body: (block . (return_statement) .)) @simple_function .))
(field
  name: (_) value: (function_definition body: (block . (return_statement) .)) @simple_function)
(chunk (return_statement . "return" . (expression_list
  . (function_definition body: (block . (return_statement) .)) @simple_function .)))

; One field of one table, got or set.
(function_declaration body: (block . (return_statement . "return" . (expression_list
  . (dot_index_expression table: (identifier)) .)) .)) @accessor
(function_declaration body: (block . (assignment_statement
  (variable_list . name: (dot_index_expression table: (identifier)) .)
  (expression_list . value: (identifier) .)) .)) @accessor
(assignment_statement
  (variable_list . name: (dot_index_expression) .)
  (expression_list . value: (function_definition body: (block
    . (return_statement . "return" . (expression_list
      . (dot_index_expression table: (identifier)) .)) .)) @accessor .))
(assignment_statement
  (variable_list . name: (dot_index_expression) .)
  (expression_list . value: (function_definition body: (block . (assignment_statement
    (variable_list . name: (dot_index_expression table: (identifier)) .)
    (expression_list . value: (identifier) .)) .)) @accessor .))

; The whole statement. What `require` brings may be called or looked into at once, and may be missing:
; `pcall(require, "a")`. Without `local`, a name is global.
((variable_declaration (assignment_statement (expression_list . value: [
    (function_call name: (identifier) @_require)
    (function_call name: (function_call name: (identifier) @_require))
    (function_call name: (dot_index_expression table: (function_call name: (identifier) @_require)))
    (dot_index_expression table: (function_call name: (identifier) @_require))]))) @import
  (#any-of? @_require "require" "dofile"))
([(chunk (assignment_statement (expression_list
    . value: (function_call name: (identifier) @_require))) @import)
  (block (assignment_statement (expression_list
    . value: (function_call name: (identifier) @_require))) @import)
  (chunk (function_call name: (identifier) @_require) @import)
  (block (function_call name: (identifier) @_require) @import)
  (return_statement
    . "return" . (expression_list . (function_call name: (identifier) @_require) .)) @import]
  (#any-of? @_require "require" "dofile"))
; Of a table of modules, each is one.
((field value: (function_call name: (identifier) @_require)) @import (#eq? @_require "require"))
((variable_declaration (assignment_statement (expression_list . value: (function_call
    name: (identifier) @_pcall arguments: (arguments . (identifier) @_require))))) @import
  (#eq? @_pcall "pcall") (#eq? @_require "require"))

; Names where they are bound; a key in a table is none.
(variable_list name: [
  (identifier) @variable
  (dot_index_expression field: (identifier) @variable)])
(for_numeric_clause name: (identifier) @variable)
(parameters name: (identifier) @parameter @variable)
(parameters (vararg_expression) @parameter)

; A `local` without a value, or with a literal or another name.
(variable_declaration . (variable_list)) @simple_variable
(variable_declaration . (assignment_statement (expression_list . value: [
  (string) (number) (true) (false) (nil) (identifier)
  (unary_expression operand: (number))] .))) @simple_variable

; A return of nothing, or of names and literals, two at the most.
(return_statement . "return" .) @simple_return
(return_statement . "return" . ";" .) @simple_return
(return_statement . "return" . (expression_list . [
  (identifier) (string) (number) (true) (false) (nil)
  (unary_expression operand: (number))] .)) @simple_return
(return_statement . "return" . (expression_list
  . [(identifier) (string) (number) (true) (false) (nil) (unary_expression operand: (number))]
  . [(identifier) (string) (number) (true) (false) (nil) (unary_expression operand: (number))]
  .)) @simple_return

; A call is a statement where it stands by itself. A `local` without a value does nothing.
[(return_statement) (break_statement) (goto_statement)] @statement
(variable_declaration . (assignment_statement)) @statement
(chunk [(assignment_statement) (function_call)] @statement)
(block [(assignment_statement) (function_call)] @statement)

; A negative number is a literal.
[(binary_expression) (unary_expression operand: [
  (identifier) (dot_index_expression) (bracket_index_expression) (function_call)
  (parenthesized_expression) (unary_expression) (binary_expression) (vararg_expression)
  (string) (table_constructor) (true) (false) (nil)])] @operation
(table_constructor) @table
[(if_statement) (elseif_statement)] @branch
[(for_statement) (while_statement) (repeat_statement)] @loop
(function_call) @call
(goto_statement) @goto

((function_call name: (identifier) @_name) @print (#eq? @_name "print"))
((function_call name: (dot_index_expression
    table: (identifier) @_io field: (identifier) @_write)) @print
  (#eq? @_io "io") (#eq? @_write "write"))
((function_call name: (method_index_expression
    table: (dot_index_expression table: (identifier) @_io field: (identifier) @_stream)
    method: (identifier) @_write)) @print
  (#eq? @_io "io") (#any-of? @_stream "stdout" "stderr") (#eq? @_write "write"))

; An assertion is a statement: `local file = assert(io.open(a))` is after the file. Busted and luassert
; begin with `assert`, lust with `expect`, LuaUnit says `lu.assertEquals(a, b)`, lunatest and mini.test
; `assert_equal(a, b)` and `eq(a, b)`, of which the first is told.
([(chunk (function_call) @assert) (block (function_call) @assert)]
  (#match? @assert
    "^(?:(?:assert|expect)(?:[.]\\w+)*|(?:\\w+[.:])?assert(?:[A-Z]|_[a-z])\\w*)\\s*\\("))

; A value at a key or in a list, and one set at a key that is written out. What is set to a field,
; `self.speed = 1`, may be a step of an algorithm.
(field value: [
  (string) (number) (true) (false) (nil) (unary_expression operand: (number))]) @lua.entry
(assignment_statement
  (variable_list . name: (bracket_index_expression field: [(string) (number)]) .)
  (expression_list . value: [
    (string) (number) (true) (false) (nil) (unary_expression operand: (number))] .)) @lua.entry

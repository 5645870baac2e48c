; Go's grammar (tree-sitter-go 0.25) in the shared vocabulary.
;
; no @docstring: doc comments are comments
; no @macro: there is no preprocessor
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

(comment) @comment

; Build constraints and what else the toolchain reads out of comments; they stay comments.
((comment) @directive
  (#match? @directive "^//(?:go:[a-z]|line |export [\\pL_]| ?\\+build )"))

; Struct tags and import paths are string literals; a rune is none.
[(interpreted_string_literal) (raw_string_literal)] @string
[(int_literal) (float_literal) (imaginary_literal)] @number
[(identifier) (field_identifier) (type_identifier) (package_identifier) (label_name)
 (blank_identifier)] @identifier

; Functions and methods that are declared with a body: without one they are in assembly. A function
; literal is a value even where a variable holds it.
(function_declaration name: (identifier) @function_name body: (block)) @function
(method_declaration name: (field_identifier) @function_name body: (block)) @function

; Of interfaces, and what is in assembly; the type of a function is none.
[(method_elem) (function_declaration !body) (method_declaration !body)] @prototype

; The package comes first: where one clause follows another, each would wait for a function.
((source_file . (comment)* .
    (package_clause (package_identifier) @_package)
    (function_declaration name: (identifier) @_name body: (block)) @main)
  (#eq? @_package "main") (#eq? @_name "main"))

; A function whose whole body is one return, comments before it apart.
(function_declaration body: (block
  . "{" . (comment)* . (statement_list . (return_statement) .))) @simple_function
(method_declaration body: (block
  . "{" . (comment)* . (statement_list . (return_statement) .))) @simple_function

; One field, got or set.
(function_declaration body: (block . (statement_list . (return_statement . (expression_list
  . (selector_expression operand: (identifier)) .)) .))) @accessor
(method_declaration body: (block . (statement_list . (return_statement . (expression_list
  . (selector_expression operand: (identifier)) .)) .))) @accessor
(method_declaration body: (block . (statement_list . (assignment_statement
  left: (expression_list . (selector_expression operand: (identifier)) .)
  operator: "="
  right: (expression_list . (identifier) .)) .))) @accessor

; Structs and interfaces; another named type, `type Celsius float64`, has no members.
(type_spec name: (_) @class_name type: [(struct_type) (interface_type)]) @class

; Each import of a block is one.
(import_spec) @import

; Names where they are bound; `_` stands where a name could.
(short_var_declaration left: (expression_list (identifier) @variable))
(var_spec name: (identifier) @variable)
(const_spec name: (identifier) @variable)
(range_clause left: (expression_list (identifier) @variable))
(receive_statement left: (expression_list (identifier) @variable))
(type_switch_statement alias: (expression_list (identifier) @variable))
(assignment_statement left: (expression_list (identifier) @variable))
(assignment_statement
  left: (expression_list (selector_expression field: (field_identifier) @variable)))
(field_declaration name: (field_identifier) @variable)

; Parameters, the receiver and named results of what has a body; a type only describes its own.
(function_declaration
  parameters: (parameter_list (_ name: (identifier) @parameter @variable)) body: (block))
(method_declaration
  parameters: (parameter_list (_ name: (identifier) @parameter @variable)) body: (block))
(method_declaration
  receiver: (parameter_list (_ name: (identifier) @parameter @variable)) body: (block))
(func_literal
  parameters: (parameter_list (_ name: (identifier) @parameter @variable)))
(function_declaration result: (parameter_list (_ name: (identifier) @variable)) body: (block))
(method_declaration result: (parameter_list (_ name: (identifier) @variable)) body: (block))
(func_literal result: (parameter_list (_ name: (identifier) @variable)))

; Fields of a struct, and `var` and `const` without a value or with a literal. `:=` is a step of an
; algorithm, whatever its value.
(field_declaration name: (_)) @simple_variable
[(var_spec !value) (const_spec !value)] @simple_variable
(var_spec value: (expression_list . [
  (interpreted_string_literal) (raw_string_literal) (rune_literal) (int_literal) (float_literal)
  (imaginary_literal) (true) (false) (nil) (iota)
  (unary_expression operand: [(int_literal) (float_literal)])] .)) @simple_variable
(const_spec value: (expression_list . [
  (interpreted_string_literal) (raw_string_literal) (rune_literal) (int_literal) (float_literal)
  (imaginary_literal) (true) (false) (nil) (iota)
  (unary_expression operand: [(int_literal) (float_literal)])] .)) @simple_variable

; A return of nothing, or of names and literals, two at the most; OpenCoder counts every return.
(return_statement . "return" .) @simple_return
(return_statement . (expression_list . [
  (identifier)
  (interpreted_string_literal) (raw_string_literal) (rune_literal) (int_literal) (float_literal)
  (imaginary_literal) (true) (false) (nil) (iota)
  (unary_expression operand: [(int_literal) (float_literal)])] .)) @simple_return
(return_statement . (expression_list . [
  (identifier)
  (interpreted_string_literal) (raw_string_literal) (rune_literal) (int_literal) (float_literal)
  (imaginary_literal) (true) (false) (nil) (iota)
  (unary_expression operand: [(int_literal) (float_literal)])
  ] . "," . [
  (identifier)
  (interpreted_string_literal) (raw_string_literal) (rune_literal) (int_literal) (float_literal)
  (imaginary_literal) (true) (false) (nil) (iota)
  (unary_expression operand: [(int_literal) (float_literal)])] .)) @simple_return

; Statements of their own: in the head of an `if` or a `for` they are part of it.
(statement_list [
  (expression_statement) (send_statement) (inc_statement) (dec_statement) (assignment_statement)
  (short_var_declaration) (return_statement) (break_statement) (continue_statement)
  (goto_statement) (fallthrough_statement) (go_statement) (defer_statement)] @statement)
(labeled_statement [
  (expression_statement) (send_statement) (inc_statement) (dec_statement) (assignment_statement)
  (short_var_declaration) (return_statement) (break_statement) (continue_statement)
  (goto_statement) (go_statement) (defer_statement)] @statement)
[(var_spec value: (_)) (const_spec value: (_))] @statement

; An address, what it points at and what a channel hands out are not computed.
[(binary_expression) (inc_statement) (dec_statement)
 (unary_expression operator: ["-" "+" "!" "^"])
 (assignment_statement operator: [
   "+=" "-=" "*=" "/=" "%=" "&=" "|=" "^=" "<<=" ">>=" "&^="])] @operation

(composite_literal) @table
; An element of one that leaves its type out.
(literal_element (literal_value) @table)

[(if_statement) (expression_case) (type_case) (communication_case)] @branch
(for_statement) @loop
(call_expression) @call
(goto_statement) @goto

((call_expression function: (selector_expression
    operand: (identifier) @_package field: (field_identifier) @_name)) @print
  (#any-of? @_package "fmt" "log") (#any-of? @_name "Print" "Printf" "Println"))
((call_expression
    function: (selector_expression operand: (identifier) @_fmt field: (field_identifier) @_name)
    arguments: (argument_list . (selector_expression
      operand: (identifier) @_os field: (field_identifier) @_stream))) @print
  (#eq? @_fmt "fmt") (#any-of? @_name "Fprint" "Fprintf" "Fprintln")
  (#eq? @_os "os") (#any-of? @_stream "Stdout" "Stderr"))
((call_expression function: (identifier) @_name) @print (#any-of? @_name "print" "println"))

; The standard library's tests fail by hand: `if got != want { t.Errorf(...) }`.
((call_expression function: (selector_expression
    operand: (identifier) @_test field: (field_identifier) @_name)) @assert
  (#any-of? @_test "t" "b" "f" "tb")
  (#any-of? @_name "Error" "Errorf" "Fatal" "Fatalf" "Fail" "FailNow"))
; testify: `assert.Equal(t, a, b)`, `require.NoError(t, err)`
((call_expression function: (selector_expression operand: (identifier) @_package)) @assert
  (#any-of? @_package "assert" "require"))
; Gomega: `Expect(a).To(Equal(b))`; check.v1: `c.Assert(a, Equals, b)`
((call_expression function: (selector_expression
    operand: (call_expression function: (identifier) @_expect))) @assert
  (#any-of? @_expect "Expect" "Eventually" "Consistently"))
((call_expression function: (selector_expression
    operand: (identifier) @_c field: (field_identifier) @_name)) @assert
  (#eq? @_c "c") (#any-of? @_name "Assert" "Check"))

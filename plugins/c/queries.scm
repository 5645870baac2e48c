; C's grammar (tree-sitter-c 0.24) in the shared vocabulary. Other languages inherit this file: what
; they have otherwise, they say themselves.

; no @docstring: doc comments are comments

; What stands in the text of a macro (preproc_arg) is not parsed, so neither its strings and calls
; nor a `//` behind it are found.
(comment) @comment

; The name of a header in quotes is a string to the grammar. A character is not.
(string_literal) @string
(number_literal) @number
[(identifier) (type_identifier) (field_identifier) (statement_identifier)] @identifier

; Prototypes have no body.
(function_definition body: (compound_statement)) @function
(function_definition declarator: (_ declarator: (identifier) @function_name) body: (_))
(function_definition
  declarator: (_ declarator: (function_declarator declarator: (identifier) @function_name))
  body: (_))
(function_definition
  declarator: (_ declarator: (_ declarator: (function_declarator
    declarator: (identifier) @function_name))) body: (_))

; Without a type, before C99 or behind a macro, a definition is a call and a block of its own.
(translation_unit (compound_statement) @function)
(translation_unit
  [(expression_statement (call_expression function: (identifier) @function_name))
   (ERROR (call_expression function: (identifier) @function_name) .)]
  . (declaration)* . (compound_statement))

(function_definition body: [
  (compound_statement . (return_statement) . (comment)* . "}")
  (compound_statement . (comment)+ . (return_statement) . (comment)* . "}")]) @simple_function

; One field, through a pointer or a structure.
(function_definition
  body: (compound_statement .
    (return_statement (field_expression argument: (identifier))) . (comment)* . "}")) @accessor
(function_definition
  body: (compound_statement .
    (expression_statement (assignment_expression
      left: (field_expression argument: (identifier)) operator: "=" right: (identifier)))
    . (comment)* . "}")) @accessor

; On Windows a program starts at one of the others. What stands behind an `#else` takes the place of
; another, and is not counted beside it.
([
  (translation_unit (function_definition
    declarator: (function_declarator declarator: (identifier) @_name) body: (_)) @main)
  (preproc_ifdef (function_definition
    declarator: (function_declarator declarator: (identifier) @_name) body: (_)) @main)
  (preproc_if (function_definition
    declarator: (function_declarator declarator: (identifier) @_name) body: (_)) @main)
  (linkage_specification (function_definition
    declarator: (function_declarator declarator: (identifier) @_name) body: (_)) @main)
  ]
  (#any-of? @_name "main" "wmain" "_tmain" "WinMain" "wWinMain" "_tWinMain"))
((translation_unit
  [(expression_statement (call_expression function: (identifier) @_name))
   (ERROR (call_expression function: (identifier) @_name) .)]
  . (declaration)* . (compound_statement) @main)
  (#eq? @_name "main"))

; With a body: elsewhere the words only refer. Without a name of its own, the type has that of
; its typedef.
(struct_specifier body: (_)) @class
(union_specifier body: (_)) @class
(enum_specifier body: (_)) @class
(struct_specifier name: (type_identifier) @class_name body: (_))
(union_specifier name: (type_identifier) @class_name body: (_))
(enum_specifier name: (type_identifier) @class_name body: (_))
(type_definition
  type: [
    (struct_specifier !name body: (_))
    (union_specifier !name body: (_))
    (enum_specifier !name body: (_))]
  declarator: (type_identifier) @class_name)

(preproc_include) @import
((preproc_call directive: (preproc_directive) @_name) @import
  (#match? @_name "^#[ \\t]*(?:include_next|import)$"))

; A conditional is its words, one for each line: what it encloses is code.
[(preproc_def) (preproc_function_def)] @directive
((preproc_call directive: (preproc_directive) @_name) @directive
  (#not-match? @_name "^#[ \\t]*(?:include_next|import)$"))
["#if" "#ifdef" "#ifndef" "#elif" "#elifdef" "#elifndef" "#else" "#endif"] @directive

(preproc_function_def) @macro

; Names where they are bound: a declarator within a declarator is a name, unless a function's.
; Macros are directives.
(declaration declarator: (identifier) @variable)
(field_declaration declarator: (field_identifier) @variable)
(parameter_declaration declarator: (identifier) @variable)
(init_declarator declarator: (identifier) @variable)
(pointer_declarator declarator: [(identifier) (field_identifier)] @variable)
(array_declarator declarator: [(identifier) (field_identifier)] @variable)
(attributed_declarator . (identifier) @variable)
(enumerator name: (identifier) @variable)
(assignment_expression left: (identifier) @variable)
(assignment_expression left: (field_expression field: (field_identifier) @variable))

; Of prototypes and of pointers to functions too.
(function_declarator parameters: (parameter_list (_ declarator: [
  (identifier) @parameter
  (_ declarator: (identifier) @parameter)
  (_ declarator: (_ declarator: (identifier) @parameter))
  (_ declarator: (_ declarator: (_ declarator: (identifier) @parameter)))
  (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @parameter)))])))

; Declarations that only name something, wherever they stand, or set the first name to a literal.
; What defines a type as well names more than a variable.
(declaration type: (_ !body) . (type_qualifier)* . declarator: [
  (identifier)
  (pointer_declarator declarator: [(identifier) (pointer_declarator declarator: (identifier))])
  (array_declarator declarator: [(identifier) (array_declarator declarator: (identifier))])
  (pointer_declarator declarator: (array_declarator declarator: (identifier)))
  (function_declarator declarator: (parenthesized_declarator))
  (init_declarator value: [
    (number_literal) (char_literal) (string_literal) (concatenated_string) (true) (false) (null)
    (unary_expression argument: (number_literal))])
] . ("," . [(identifier) (pointer_declarator) (array_declarator)])* . ";") @simple_variable
(field_declaration declarator: [
  (field_identifier)
  (pointer_declarator declarator: [
    (field_identifier) (pointer_declarator declarator: (field_identifier))])
  (array_declarator declarator: [
    (field_identifier) (array_declarator declarator: (field_identifier))])
  (pointer_declarator declarator: (array_declarator declarator: (field_identifier)))
  (function_declarator declarator: (parenthesized_declarator))
] . (bitfield_clause)? . ";") @simple_variable
(field_declaration type: (_ body: (_))) @_not.simple_variable

; A return of nothing, a name or a literal. That nothing follows is asked of the text:
; tree-sitter takes the `;` behind an anchor for certain.
((return_statement) @simple_return (#match? @simple_return "^return\\s*;"))
(return_statement [
  (identifier) (number_literal) (char_literal) (string_literal) (concatenated_string)
  (true) (false) (null)
]) @simple_return

; An empty statement does nothing, nor does a declaration without a value.
(expression_statement (_)) @statement
(declaration declarator: (init_declarator)) @statement
[(return_statement) (break_statement) (continue_statement) (goto_statement)
 (seh_leave_statement)] @statement

[(binary_expression) (unary_expression) (update_expression)] @operation
(assignment_expression operator: ["+=" "-=" "*=" "/=" "%=" "<<=" ">>=" "&=" "^=" "|="]) @operation

(initializer_list) @table

; Neither `switch` nor `default` chooses; each `case` does.
[(if_statement) (case_statement value: (_)) (conditional_expression) (seh_except_clause)] @branch
[(for_statement) (while_statement) (do_statement)] @loop
; A macro that goes through a list is a call that lacks its `;`.
((expression_statement (call_expression function: (identifier) @_name) @loop (MISSING ";"))
  (#match? @_name "(?i)for_?each"))
(goto_statement) @goto

(call_expression) @call

; To the console by name, or to one of its streams, which is the first argument or the last.
((call_expression function: (identifier) @_name) @print
  (#any-of? @_name "printf" "vprintf" "wprintf" "vwprintf" "puts" "putchar" "putwchar" "perror"))
((call_expression
  function: (identifier) @_name arguments: (argument_list . (identifier) @_stream)) @print
  (#any-of? @_name "fprintf" "vfprintf" "fwprintf" "vfwprintf")
  (#any-of? @_stream "stdout" "stderr"))
((call_expression
  function: (identifier) @_name arguments: (argument_list (identifier) @_stream .)) @print
  (#any-of? @_name "fputs" "fputc" "putc" "fputws" "fputwc" "putwc" "fwrite")
  (#any-of? @_stream "stdout" "stderr"))

; assert and its kin, and those of GoogleTest, glog, Catch2, Check, Criterion, cmocka, CUnit and
; Unity.
((call_expression function: (identifier) @_name) @assert (#match? @_name
  "^(?:(?:_Static_|static_|g_)?assert|assert_\\w+|c[kr]_assert\\w*|CU_ASSERT\\w*|TEST_ASSERT\\w*)$"
  "^(?:ASSERT(?:_\\w+)?|EXPECT_\\w+|D?CHECK|REQUIRE)$"
  "^(?:D?CHECK|REQUIRE)_(?:EQ|NE|L[TE]|G[TE]|OK|TRUE|FALSE|NULL|EQUAL)$"
  "^(?:D?CHECK|REQUIRE)_(?:STR|TH|NOTHROW)\\w*$"))

; Of what a declaration names, a function is a name before a bracket; `(*f)(int)` is a pointer.
((declaration declarator: (_ !value) @_declarator) @prototype
  (#match? @_declarator "^[\\s*]*\\(?[\\s\\w]+\\)?\\s*\\("))

; Parameters before ISO C: names without types.
(function_declarator parameters: (parameter_list (identifier) @parameter))

; C++'s grammar (tree-sitter-cpp 0.23) in the shared vocabulary. It extends C's grammar: first
; every pattern of C's queries as it stands there (tests/plugins/test_cpp_queries.py keeps them
; in step), then what only C++ has.

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
(field_declaration type: (_ !body) declarator: [
  (field_identifier)
  (pointer_declarator declarator: [
    (field_identifier) (pointer_declarator declarator: (field_identifier))])
  (array_declarator declarator: [
    (field_identifier) (array_declarator declarator: (field_identifier))])
  (pointer_declarator declarator: (array_declarator declarator: (field_identifier)))
  (function_declarator declarator: (parenthesized_declarator))
] . (bitfield_clause)? . ";") @simple_variable

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

; ---- What only C++ has.

(raw_string_literal) @string
(namespace_identifier) @identifier

; Neither `= default` nor `= delete` is a body; a try block is. A lambda is a function where it is
; bound to a name, as local functions are.
(function_definition body: (try_statement)) @function
(init_declarator declarator: (identifier) @function_name value: (lambda_expression) @function)

; Everywhere but in a block, where `T a(b);` builds a variable and is a function to the grammar. Of
; what a declaration names, a function is a name before a bracket, or an operator.
([(translation_unit (declaration declarator: (_ !value) @_declarator) @prototype)
  (declaration_list (declaration declarator: (_ !value) @_declarator) @prototype)
  (linkage_specification (declaration declarator: (_ !value) @_declarator) @prototype)
  (template_declaration (declaration declarator: (_ !value) @_declarator) @prototype)
  (friend_declaration (declaration declarator: (_ !value) @_declarator) @prototype)
  (field_declaration_list (declaration declarator: (_ !value) @_declarator) @prototype)
  (preproc_if (declaration declarator: (_ !value) @_declarator) @prototype)
  (preproc_ifdef (declaration declarator: (_ !value) @_declarator) @prototype)
  (preproc_elif (declaration declarator: (_ !value) @_declarator) @prototype)
  (preproc_else (declaration declarator: (_ !value) @_declarator) @prototype)
  ; `class API A { … }`, `BEGIN_NS namespace a { … }`: to the grammar, functions without parameters,
  ; with their members in a block.
  (function_definition
    declarator: (identifier)
    body: (compound_statement (declaration declarator: (_ !value) @_declarator) @prototype))
  (function_definition
    declarator: (identifier)
    body: (compound_statement (labeled_statement (declaration
      declarator: (_ !value) @_declarator) @prototype)))
  (field_declaration declarator: (_) @_declarator) @prototype]
  (#match? @_declarator "^[\\s*&]*(?:[\\w:~<>,\\s]*\\boperator\\b|[\\w:~<>,\\s]+\\()"))
(function_definition type: [(class_specifier !body) (struct_specifier !body)]
  declarator: (identifier) @class_name) @class
; None of these is a body.
(function_definition [
  (pure_virtual_clause) (default_method_clause) (delete_method_clause)]) @prototype

; The last part of a name that has several.
(function_definition declarator: (_ declarator: [
  (field_identifier) @function_name
  (destructor_name) @function_name
  (operator_name) @function_name
  (template_function name: (identifier) @function_name)
  (qualified_identifier name: [(identifier) (destructor_name) (operator_name)] @function_name)
  (qualified_identifier name: (qualified_identifier
    name: [(identifier) (destructor_name) (operator_name)] @function_name))]) body: (_))
(function_definition declarator: (_ declarator: (function_declarator declarator: [
  (field_identifier) @function_name
  (operator_name) @function_name
  (qualified_identifier name: [(identifier) (operator_name)] @function_name)
  (qualified_identifier name: (qualified_identifier
    name: [(identifier) (operator_name)] @function_name))])) body: (_))
(function_definition declarator: (reference_declarator (function_declarator declarator: [
  (identifier) @function_name
  (field_identifier) @function_name
  (operator_name) @function_name
  (qualified_identifier name: [(identifier) (operator_name)] @function_name)
  (qualified_identifier name: (qualified_identifier
    name: [(identifier) (operator_name)] @function_name))])) body: (_))

; A method that returns a name and takes nothing, or sets a name to what it takes; or either by
; `this`.
(function_definition
  declarator: [
    (function_declarator
      declarator: [(field_identifier) (qualified_identifier)]
      parameters: (parameter_list "(" . ")"))
    (_ (function_declarator
      declarator: [(field_identifier) (qualified_identifier)]
      parameters: (parameter_list "(" . ")")))]
  body: (compound_statement . (return_statement (identifier)) . (comment)* . "}")) @accessor
(function_definition
  type: (_)
  declarator: (function_declarator declarator: [(field_identifier) (qualified_identifier)])
  body: (compound_statement .
    (expression_statement (assignment_expression
      left: (identifier) operator: "=" right: (identifier)))
    . (comment)* . "}")) @accessor
(function_definition
  body: (compound_statement .
    (return_statement (field_expression argument: (this))) . (comment)* . "}")) @accessor
(function_definition
  body: (compound_statement .
    (expression_statement (assignment_expression
      left: (field_expression argument: (this)) operator: "=" right: (identifier)))
    . (comment)* . "}")) @accessor

(class_specifier body: (_)) @class
(class_specifier name: (type_identifier) @class_name body: (_))
; A specialisation, and a class defined outside of the one that it belongs to.
(_ name: [
  (template_type name: (type_identifier) @class_name)
  (qualified_identifier name: (type_identifier) @class_name)
  (qualified_identifier name: (template_type name: (type_identifier) @class_name))]
  body: (field_declaration_list))

; Neither an alias of a type nor one of a namespace brings in anything.
(using_declaration) @import

(for_range_loop declarator: (identifier) @variable)
(reference_declarator [(identifier) (field_identifier)] @variable)
(variadic_declarator (identifier) @variable)
(structured_binding_declarator (identifier) @variable)
(lambda_capture_initializer left: (identifier) @variable)
(optional_parameter_declaration declarator: (identifier) @variable)

; Those of lambdas too; what `catch` binds and the parameters of templates are not a function's.
(function_declarator parameters: (parameter_list (_ declarator: [
  (reference_declarator (identifier) @parameter)
  (reference_declarator (variadic_declarator (identifier) @parameter))
  (variadic_declarator (identifier) @parameter)
  (pointer_declarator declarator: (reference_declarator (identifier) @parameter))
  (_ declarator: (parenthesized_declarator (reference_declarator (identifier) @parameter)))])))
(lambda_expression declarator: (abstract_function_declarator
  parameters: (parameter_list (_ declarator: [
  (identifier) @parameter
  (_ declarator: (identifier) @parameter)
  (reference_declarator (identifier) @parameter)
  (reference_declarator (variadic_declarator (identifier) @parameter))
  (variadic_declarator (identifier) @parameter)]))))

(declaration type: (_ !body) . (type_qualifier)* . declarator: (init_declarator value: [
  (raw_string_literal) (user_defined_literal)
  (initializer_list "{" . "}")]) . ";") @simple_variable
(field_declaration
  type: (_ !body)
  declarator: [(field_identifier) (pointer_declarator declarator: (field_identifier))]
  default_value: [
    (number_literal) (char_literal) (string_literal) (concatenated_string) (raw_string_literal)
    (user_defined_literal) (true) (false) (null) (initializer_list "{" . "}")
    (unary_expression argument: (number_literal))] . ";") @simple_variable

(return_statement [
  (qualified_identifier) (this) (raw_string_literal) (user_defined_literal)]) @simple_return
((co_return_statement) @simple_return (#match? @simple_return "^co_return\\s*;"))
(co_return_statement [
  (identifier) (number_literal) (string_literal) (true) (false) (null)]) @simple_return

[(throw_statement) (co_return_statement) (co_yield_statement)] @statement
(fold_expression) @operation

(catch_clause) @branch
(for_range_loop) @loop

; Constructors: of objects that are named or not, on the heap or not. `: B(1)` behind the head of a
; constructor hands on to another.
(new_expression) @call
(init_declarator value: (argument_list)) @call
(compound_literal_expression type: [(type_identifier) (template_type) (qualified_identifier)]) @call

; The whole of what is sent to a stream of the console, and std::printf, std::println, fmt::print.
((expression_statement (binary_expression operator: "<<")) @print
  (#match? @print "^(?:(?:::)?std\\s*::\\s*)?w?(?:cout|cerr|clog)\\s*<<"))
((call_expression function: (qualified_identifier name: (identifier)) @_name) @print
  (#match? @_name "^(?:::)?(?:std|fmt)::(?:v?print(?:f|ln)?|puts|putchar|perror)$"))

(static_assert_declaration) @assert
; Boost.Test and QtTest.
((call_expression function: (identifier) @_name) @assert
  (#match? @_name
    "^(?:BOOST_(?:CHECK|REQUIRE|WARN|TEST|ASSERT)\\w*|Q_ASSERT\\w*|QCOMPARE|QVERIFY)$"))

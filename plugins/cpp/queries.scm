; inherits: c
; C++'s grammar (tree-sitter-cpp 0.23) in the shared vocabulary: what C's patterns do not find.

; own @prototype: in a block, `T a(b);` builds a variable and is a function to the grammar
; own @parameter: there are no names without types, as before ISO C; the grammar lacks their form

(raw_string_literal) @string
(namespace_identifier) @identifier

; Neither `= default` nor `= delete` is a body; a try block is. A lambda is a function where it is
; bound to a name, as local functions are.
(function_definition body: (try_statement)) @function
(init_declarator declarator: (identifier) @function_name value: (lambda_expression) @function)

; Everywhere but in a block. Of what a declaration names, a function is a name before a bracket, or
; an operator.
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

; Of prototypes and of pointers to functions too, and of lambdas; what `catch` binds and the
; parameters of templates are not a function's.
(function_declarator parameters: (parameter_list (_ declarator: [
  (identifier) @parameter
  (_ declarator: (identifier) @parameter)
  (_ declarator: (_ declarator: (identifier) @parameter))
  (_ declarator: (_ declarator: (_ declarator: (identifier) @parameter)))
  (_ declarator: (parenthesized_declarator (_ declarator: (identifier) @parameter)))
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

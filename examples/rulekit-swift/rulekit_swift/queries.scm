; Swift's grammar (tree-sitter-swift 0.7: Swift 5 and most of 6) in the shared vocabulary.
;
; no @docstring: documentation is a comment of three slashes
; no @goto: labels name what `break` and `continue` are for
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

[(comment) (multiline_comment) (shebang_line)] @comment

; `#if`, `#elseif`, `#else`, `#endif`; `#warning` and `#error` go to the compiler, too.
[(directive) (diagnostic)] @directive
(macro_declaration) @macro @directive

[(line_string_literal) (multi_line_string_literal) (raw_string_literal)] @string
[(integer_literal) (hex_literal) (oct_literal) (bin_literal) (real_literal)] @number
[(simple_identifier) (type_identifier)] @identifier

; Functions, methods, operators and initialisers with a body. What a property computes is part of it,
; and a closure is a value even where a constant holds it.
(function_declaration body: (function_body)) @function
(function_declaration name: (simple_identifier) @function_name body: (function_body))
[(init_declaration body: (function_body)) (deinit_declaration body: (function_body))] @function

; Of protocols.
[(protocol_function_declaration !body) (init_declaration !body)] @prototype

; A function whose whole body is one return, which may be left out before an expression; comments
; stand beside the statements.
(function_declaration
  body: (function_body (statements . (control_transfer_statement . "return") .))) @simple_function
(function_declaration "->" body: (function_body (statements . [
  (simple_identifier) (self_expression) (navigation_expression) (call_expression)
  (line_string_literal) (multi_line_string_literal) (raw_string_literal) (integer_literal)
  (real_literal) (boolean_literal) (nil_literal) (array_literal) (dictionary_literal)
  (tuple_expression) (additive_expression) (multiplicative_expression) (comparison_expression)
  (equality_expression) (conjunction_expression) (disjunction_expression) (prefix_expression)
  (nil_coalescing_expression) (ternary_expression) (as_expression) (check_expression)
  (infix_expression) (try_expression) (await_expression)] .))) @simple_function

; One field, got or set: `func name() -> String { self.name }`, `func set(name: String) { … }`.
(function_declaration name: (_) . "(" . ")" body: (function_body (statements
  . (control_transfer_statement . "return" . result: [
    (simple_identifier)
    (navigation_expression target: (self_expression) suffix: (navigation_suffix))]) .))) @accessor
(function_declaration name: (_) . "(" . ")" "->" body: (function_body (statements . [
  (simple_identifier)
  (navigation_expression target: (self_expression) suffix: (navigation_suffix))] .))) @accessor
(function_declaration name: (_) . "(" . (parameter) . ")" body: (function_body (statements
  . (assignment
    target: (directly_assignable_expression [
      (simple_identifier) (navigation_expression target: (self_expression))])
    operator: "="
    result: (simple_identifier)) .))) @accessor

; The first function of a type that is marked `@main`; an app of SwiftUI has none.
((class_declaration
    (modifiers (attribute (user_type (type_identifier) @_main)))
    body: (class_body (function_declaration
      (modifiers (property_modifier)) name: (simple_identifier) @_name body: (_)) @main))
  (#eq? @_main "main") (#eq? @_name "main"))

; An extension adds to a type that stands elsewhere.
(class_declaration
  declaration_kind: ["class" "struct" "enum" "actor"] name: (type_identifier) @class_name) @class
(protocol_declaration name: (type_identifier) @class_name) @class

(import_declaration) @import

; Names where they are bound: constants, variables, fields, in patterns of any kind, and what an
; assignment sets.
(_ bound_identifier: (simple_identifier) @variable)
(pattern (pattern . (simple_identifier) @variable .))
(capture_list_item name: (simple_identifier) @variable)
(assignment target: (directly_assignable_expression (simple_identifier) @variable))
(assignment target: (directly_assignable_expression (navigation_expression
  suffix: (navigation_suffix suffix: (simple_identifier) @variable))))

; Of what has a body, and of closures.
(function_declaration
  (parameter name: (simple_identifier) @parameter @variable) body: (function_body))
(init_declaration (parameter name: (simple_identifier) @parameter @variable) body: (function_body))
(subscript_declaration (parameter name: (simple_identifier) @parameter @variable))
(lambda_parameter name: (simple_identifier) @parameter @variable)

; Fields and variables without a value, or with a literal; `let` in a function is a step.
(class_body (property_declaration !value !computed_value) @simple_variable)
(class_body (property_declaration value: [
  (line_string_literal) (multi_line_string_literal) (raw_string_literal) (integer_literal)
  (hex_literal) (oct_literal) (bin_literal) (real_literal) (boolean_literal) (nil_literal)
  (prefix_expression target: [(integer_literal) (real_literal)])] .) @simple_variable)
(statements (property_declaration !value !computed_value) @simple_variable)
(protocol_property_declaration) @simple_variable

; A return of nothing, a name or a literal.
(control_transfer_statement . "return" .) @simple_return
(control_transfer_statement . "return" . result: [
  (simple_identifier) (self_expression)
  (line_string_literal) (multi_line_string_literal) (raw_string_literal) (integer_literal)
  (hex_literal) (oct_literal) (bin_literal) (real_literal) (boolean_literal) (nil_literal)
  (prefix_expression operation: "-" target: [(integer_literal) (real_literal)])] .) @simple_return

; What stands on its own in a body or at the top of a script; an expression that is the whole of a
; body is returned.
(statements [
  (property_declaration value: (_)) (assignment) (control_transfer_statement) (call_expression)
  (macro_invocation) (try_expression) (await_expression) (navigation_expression)
  (postfix_expression) (infix_expression) (discard_statement)] @statement)
(source_file [
  (property_declaration value: (_)) (assignment) (call_expression)
  (try_expression) (await_expression)] @statement)

; A reference (`&a`) and an implicit member (`.a`) compute nothing, nor does a negative number.
[(additive_expression) (multiplicative_expression) (comparison_expression) (equality_expression)
 (conjunction_expression) (disjunction_expression) (bitwise_operation) (nil_coalescing_expression)
 (infix_expression) (check_expression)] @operation
(prefix_expression operation: ["-" "~" (bang)]
  target: [(simple_identifier) (navigation_expression) (call_expression) (tuple_expression)
    (self_expression) (try_expression) (await_expression) (prefix_expression)]) @operation
(assignment operator: ["+=" "-=" "*=" "/=" "%="]) @operation

[(array_literal) (dictionary_literal)] @table

[(if_statement) (guard_statement) (ternary_expression) (catch_block)] @branch
(switch_entry "case") @branch
[(for_statement) (while_statement) (repeat_while_statement)] @loop

; `super.init()` hands on to another initialiser; `defer { }` is a call to the grammar alone.
((call_expression . (_) @_function) @call (#not-match? @_function "^(?:super[.]|defer$)"))
(constructor_expression) @call

((call_expression . (simple_identifier) @_name) @print
  (#any-of? @_name "print" "debugPrint" "dump" "NSLog"))

; XCTest says `XCTAssertEqual(a, b)`, Swift Testing `#expect(a == b)`, Nimble `expect(a).to(equal(b))`.
((call_expression . (simple_identifier) @_name) @assert
  (#match? @_name "^(?:XCTAssert\\w*|XCTFail|XCTUnwrap|assert|precondition)$"))
((macro_invocation . (simple_identifier) @_name) @assert (#any-of? @_name "expect" "require"))
((call_expression . (navigation_expression
    target: (call_expression . (simple_identifier) @_name))) @assert
  (#eq? @_name "expect"))

; A constant that is looked up in the tables of translations.
((property_declaration value: (call_expression . (simple_identifier) @_name)) @swift.localized
  (#eq? @_name "NSLocalizedString"))
((property_declaration value: (call_expression . (simple_identifier) @_name
    (call_suffix (value_arguments . "(" . (value_argument
      name: (value_argument_label) @_label))))) @swift.localized
  (#eq? @_name "String") (#eq? @_label "localized"))

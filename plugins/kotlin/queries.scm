; Kotlin's grammar (tree-sitter-kotlin 1.1) in the shared vocabulary.
;
; no @docstring: KDoc is a comment
; no @macro: there is no preprocessor
; no @goto: labels name what `break`, `continue` and `return` are for
;
; To the grammar `true`, `null`, `break` and the like are names, and a child has a field only where it
; is the name, an operand or a condition.
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

[(line_comment) (block_comment) (shebang)] @comment

; A character is no string.
[(string_literal) (multiline_string_literal)] @string
[(number_literal) (float_literal)] @number
((identifier) @identifier (#not-any-of? @identifier "true" "false" "null" "break" "continue"))

; Other annotations are part of what they annotate.
(file_annotation) @directive

; What has a body of its own, a block or an expression. The accessors of a property are a part of it,
; and a lambda is a value; a constructor has its class's name.
(function_declaration name: (_) @function_name (function_body)) @function
(secondary_constructor (block)) @function

; Of interfaces, abstract classes and what is elsewhere: nothing comes behind its signature.
(function_declaration [
  (function_value_parameters) (type_constraints)
  (user_type) (nullable_type) (non_nullable_type) (function_type) (parenthesized_type)] .) @prototype
; An open function that does nothing by itself is there to be overridden, as those of a listener are.
((function_declaration (modifiers (inheritance_modifier) @_open)
  (function_body . (block . "{" . "}"))) @prototype (#eq? @_open "open"))

; An expression as the body is a return, unless it is a `when`, an `if`, a `try` or hands on a block.
(function_declaration (function_body . (block
  . "{" . [(line_comment) (block_comment)]* . (return_expression)
  . [(line_comment) (block_comment)]* . "}"))) @simple_function
(function_declaration (function_body . "=" . [
  (identifier) (number_literal) (float_literal) (string_literal) (multiline_string_literal)
  (character_literal) (navigation_expression) (this_expression) (parenthesized_expression)
  (binary_expression) (unary_expression) (infix_expression) (range_expression) (in_expression)
  (is_expression) (as_expression) (index_expression) (callable_reference) (throw_expression)
  (call_expression (value_arguments) .)])) @simple_function

; One field, got or set: by a property's accessor or by a function.
((getter (function_body . "=" . [
   (identifier) (navigation_expression . (this_expression) . (identifier) .)] @_field)) @accessor
  (#not-any-of? @_field "true" "false" "null"))
((getter (function_body . (block . "{" . (return_expression . "return" . [
   (identifier) (navigation_expression . (this_expression) . (identifier) .)] @_field) . "}")))
  @accessor (#not-any-of? @_field "true" "false" "null"))
(setter (function_body . (block . "{" . (assignment
   left: [(identifier) (navigation_expression . (this_expression) . (identifier) .)]
   operator: "=" right: (identifier)) . "}"))) @accessor
((function_declaration (function_value_parameters . "(" . ")") (function_body . "=" . [
   (identifier) (navigation_expression . (this_expression) . (identifier) .)] @_field)) @accessor
  (#not-any-of? @_field "true" "false" "null" "Unit"))
((function_declaration (function_value_parameters . "(" . ")") (function_body . (block
   . "{" . (return_expression . "return" . [
   (identifier) (navigation_expression . (this_expression) . (identifier) .)] @_field) . "}")))
  @accessor (#not-any-of? @_field "true" "false" "null"))
(function_declaration (function_value_parameters . "(" . (parameter) . ")") (function_body . (block
   . "{" . (assignment
   left: [(identifier) (navigation_expression . (this_expression) . (identifier) .)]
   operator: "=" right: (identifier)) . "}"))) @accessor

((source_file (function_declaration name: (_) @_name (function_body)) @main) (#eq? @_name "main"))

; A companion is a part of its class; another name for a type has no members.
[(class_declaration name: (_) @class_name) (object_declaration name: (_) @class_name)] @class

(import) @import

; Names where they are bound: properties, locals, loops and lambdas; constants of an enum, handlers,
; targets of assignments. `_` stands where a name could.
((variable_declaration (identifier) @variable) (#not-eq? @variable "_"))
(enum_entry (identifier) @variable)
(catch_block . "catch" . "(" . (identifier) @variable)
(assignment left: (identifier) @variable)
(assignment left: (navigation_expression (identifier) @variable .))
(setter (identifier) @variable)

; Of what has a body, and of a class, whose parameters may be its properties. A pattern is one
; parameter, whatever it takes apart.
(function_declaration
  (function_value_parameters (parameter . (identifier) @parameter @variable)) (function_body))
(secondary_constructor (function_value_parameters (parameter . (identifier) @parameter @variable)))
(anonymous_function (function_value_parameters (parameter . (identifier) @parameter @variable)))
(class_parameter (identifier) @parameter @variable . ":")
((lambda_parameters (variable_declaration (identifier) @parameter)) (#not-eq? @parameter "_"))
(lambda_parameters (multi_variable_declaration) @parameter)

; Properties without a value or with a literal, those of the constructor too, and locals without a
; value.
(class_parameter ["val" "var"]) @simple_variable
(property_declaration (variable_declaration) .) @simple_variable
[(class_body (property_declaration (variable_declaration) . "=" . [
   (number_literal) (float_literal) (string_literal) (multiline_string_literal) (character_literal)
   (unary_expression argument: [(number_literal) (float_literal)])] .) @simple_variable)
 (source_file (property_declaration (variable_declaration) . "=" . [
   (number_literal) (float_literal) (string_literal) (multiline_string_literal) (character_literal)
   (unary_expression argument: [(number_literal) (float_literal)])] .) @simple_variable)]
([(class_body (property_declaration (variable_declaration) . "=" . (identifier) @_value .)
    @simple_variable)
  (source_file (property_declaration (variable_declaration) . "=" . (identifier) @_value .)
    @simple_variable)]
 (#any-of? @_value "true" "false" "null"))

; Of nothing, a name or a literal; `a ?: return` is a part of its statement.
[(block (return_expression . "return" .) @simple_return)
 (if_expression (return_expression . "return" .) @simple_return)
 (when_entry (return_expression . "return" .) @simple_return)
 (lambda_literal (return_expression . "return@" . label: (_) .) @simple_return)
 (block (return_expression . "return@" . label: (_) .) @simple_return)
 (if_expression (return_expression . "return@" . label: (_) .) @simple_return)]
[(block (return_expression . "return" . [
   (identifier) (this_expression) (number_literal) (float_literal) (string_literal)
   (multiline_string_literal) (character_literal)
   (unary_expression argument: [(number_literal) (float_literal)])]) @simple_return)
 (if_expression (return_expression . "return" . [
   (identifier) (this_expression) (number_literal) (float_literal) (string_literal)
   (multiline_string_literal) (character_literal)
   (unary_expression argument: [(number_literal) (float_literal)])]) @simple_return)
 (when_entry (return_expression . "return" . [
   (identifier) (this_expression) (number_literal) (float_literal) (string_literal)
   (multiline_string_literal) (character_literal)
   (unary_expression argument: [(number_literal) (float_literal)])]) @simple_return)]

; What stands in a block, a lambda or a script on its own; of an `if` and a `when` without braces,
; what is no value. An `if` or a loop is no simple statement.
(block [(call_expression) (assignment) (unary_expression) (infix_expression) (navigation_expression)
  (return_expression) (throw_expression) (labeled_expression) (binary_expression)
  (constructor_delegation_call)] @statement)
(lambda_literal [(call_expression) (assignment) (unary_expression) (infix_expression)
  (navigation_expression) (return_expression) (throw_expression) (labeled_expression)
  (binary_expression)] @statement)
(source_file [(call_expression) (assignment)] @statement)
[(if_expression [(assignment) (return_expression) (throw_expression)] @statement)
 (when_entry [(assignment) (return_expression) (throw_expression)] @statement)
 (for_statement (assignment) @statement)
 (while_statement (assignment) @statement)]
([(block (identifier) @statement) (if_expression (identifier) @statement)
  (when_entry (identifier) @statement) (lambda_literal (identifier) @statement)]
 (#any-of? @statement "break" "continue"))
[(block (property_declaration [(variable_declaration) (multi_variable_declaration)] . "=") @statement)
 (lambda_literal
   (property_declaration [(variable_declaration) (multi_variable_declaration)] . "=") @statement)
 (source_file (property_declaration (variable_declaration) . "=") @statement)]

; The bitwise operators are functions with names.
[(binary_expression) (in_expression) (is_expression)
 (unary_expression operator: ["++" "--" "!" "-" "+"])
 (assignment operator: ["+=" "-=" "*=" "/=" "%="])] @operation
((infix_expression . (_) . (identifier) @_name) @operation
  (#any-of? @_name "and" "or" "xor" "shl" "shr" "ushr"))

; The functions that list values, and what stands in an annotation.
(collection_literal) @table
((call_expression . (identifier) @_name (value_arguments)) @table
  (#match? @_name
    "^(?:list|set|map|sequence|[a-z]*[aA]rray|(?:array|linked|hash|sorted|mutable)(?:List|Set|Map))Of$"))

; Each arm that asks something; `else` asks nothing.
[(if_expression) (when_entry condition: (_)) (catch_block)] @branch
[(for_statement) (while_statement) (do_while_statement)] @loop

; `listOf(a)` lists values. A constructor that hands on to another one is none.
((call_expression . (_) @_function) @call
  (#not-match? @_function
    "^(?:list|set|map|sequence|[a-z]*[aA]rray|(?:array|linked|hash|sorted|mutable)(?:List|Set|Map))Of$"))

((call_expression . (identifier) @_name . (value_arguments)) @print
  (#any-of? @_name "print" "println"))
((call_expression . (navigation_expression) @_name . (value_arguments)) @print
  (#match? @_name "^System\\.(?:out|err)\\.print(?:ln|f)?$"))

; kotlin.test, JUnit, AssertJ, Truth and Strikt: `assertEquals(a, b)`, `expectThat(a)`, `fail()`
((call_expression . (identifier) @_name) @assert
  (#match? @_name "^(?:assert(?:[A-Z]\\w*)?|expectThat|fail)$"))
; `Assert.assertEquals(a, b)`
((call_expression . (navigation_expression . (identifier) . (identifier) @_name .)) @assert
  (#match? @_name "^assert[A-Z]"))
; MockK and Mockito: `verify { a.b() }`, `verify(a).b()`
((call_expression . (identifier) @_name) @assert
  (#any-of? @_name "verify" "coVerify" "verifyOrder" "verifySequence" "confirmVerified"))
; Kotest and Kluent: `a shouldBe b`, `a.shouldBeNull()`
((infix_expression . (_) . (identifier) @_name) @assert (#match? @_name "^should"))
((call_expression . (navigation_expression (identifier) @_name .)) @assert
  (#match? @_name "^should[A-Z]"))

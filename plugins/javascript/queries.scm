; JavaScript's grammar (tree-sitter-javascript 0.25, JSX included) in the shared vocabulary.
;
; no @docstring: JSDoc is a comment
; no @prototype: every function has a body
; no @main: a program starts at its first line
; no @macro: there is no preprocessor
; no @goto: labels name what `break` and `continue` are for
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

[(comment) (html_comment) (hash_bang_line)] @comment

; 'use strict' and what frameworks added to it.
((expression_statement . (string) @_text .) @directive (#match? @_text "^.use [a-z]"))

[(string) (template_string)] @string
(number) @number
[(identifier) (property_identifier) (private_property_identifier) (statement_identifier)
 (shorthand_property_identifier) (shorthand_property_identifier_pattern)] @identifier

; Functions that have a name of their own.
[(function_declaration) (generator_function_declaration) (method_definition)] @function
(function_declaration name: (identifier) @function_name)
(generator_function_declaration name: (identifier) @function_name)
(method_definition name: [(property_identifier) (private_property_identifier)] @function_name)
(function_expression name: (identifier) @function_name) @function
(generator_function name: (identifier) @function_name) @function

; Those that are bound to one: by a variable, a field, a key or a module. What is only handed on, a
; callback or a wrapper that is called at once, is part of a call; `a => a + 1` is an expression. A
; field is a member with a value: TypeScript's grammar, which reads these patterns too, calls it
; otherwise.
(variable_declarator
  name: (identifier) @function_name
  value: [
    (function_expression) (generator_function) (arrow_function body: (statement_block))] @function)
(class_body (_
  [(property_identifier) @function_name (private_property_identifier) @function_name
   (string) (number) (computed_property_name)]
  value: [
    (function_expression) (generator_function) (arrow_function body: (statement_block))] @function))
(pair
  key: [(property_identifier) @function_name (string) (number) (computed_property_name)]
  value: [
    (function_expression) (generator_function) (arrow_function body: (statement_block))] @function)
(assignment_expression
  left: [
    (identifier) @function_name (member_expression property: (_) @function_name)
    (subscript_expression)]
  right: [
    (function_expression) (generator_function) (arrow_function body: (statement_block))] @function)
(export_statement value: [
    (function_expression) (generator_function) (arrow_function body: (statement_block))] @function)

; A function whose whole body is one return, comments before it apart.
(function_declaration
  body: (statement_block . "{" . (comment)* . (return_statement) .)) @simple_function
(method_definition
  body: (statement_block . "{" . (comment)* . (return_statement) .)) @simple_function
(function_expression
  name: (_)
  body: (statement_block . "{" . (comment)* . (return_statement) .)) @simple_function
(variable_declarator value: [
  (function_expression body: (statement_block . "{" . (comment)* . (return_statement) .))
  (arrow_function body: (statement_block . "{" . (comment)* . (return_statement) .))
  ] @simple_function)
(class_body (_ value: [
  (function_expression body: (statement_block . "{" . (comment)* . (return_statement) .))
  (arrow_function body: (statement_block . "{" . (comment)* . (return_statement) .))
  ] @simple_function))
(pair value: [
  (function_expression body: (statement_block . "{" . (comment)* . (return_statement) .))
  (arrow_function body: (statement_block . "{" . (comment)* . (return_statement) .))
  ] @simple_function)
(assignment_expression right: [
  (function_expression body: (statement_block . "{" . (comment)* . (return_statement) .))
  (arrow_function body: (statement_block . "{" . (comment)* . (return_statement) .))
  ] @simple_function)
(export_statement value: [
  (function_expression body: (statement_block . "{" . (comment)* . (return_statement) .))
  (arrow_function body: (statement_block . "{" . (comment)* . (return_statement) .))
  ] @simple_function)

; One field of one object, got or set.
(function_declaration body: (statement_block
  . (return_statement . (member_expression object: [(this) (identifier)])) .)) @accessor
(method_definition body: (statement_block
  . (return_statement . (member_expression object: [(this) (identifier)])) .)) @accessor
(method_definition body: (statement_block . (expression_statement . (assignment_expression
  left: (member_expression object: [(this) (identifier)]) right: (identifier))) .)) @accessor
(pair value: (function_expression body: (statement_block
  . (return_statement . (member_expression object: [(this) (identifier)])) .)) @accessor)
(pair value: (function_expression body: (statement_block
  . (expression_statement . (assignment_expression
    left: (member_expression object: [(this) (identifier)]) right: (identifier))) .)) @accessor)
(assignment_expression right: (function_expression body: (statement_block
  . (return_statement . (member_expression object: [(this) (identifier)])) .)) @accessor)
(assignment_expression right: (function_expression body: (statement_block
  . (expression_statement . (assignment_expression
    left: (member_expression object: [(this) (identifier)]) right: (identifier))) .)) @accessor)

[(class_declaration) (class)] @class
(class_declaration name: (identifier) @class_name)
(class name: (identifier) @class_name)
(variable_declarator name: (identifier) @class_name value: (class))

; Modules of both kinds: `import`, `export ... from`, and what `require` brings, which may be called
; or looked into at once. Of several in one declaration, each is an import.
(import_statement) @import
(export_statement . source: (string)) @import
(export_statement . [(export_clause) (namespace_export)] . source: (string)) @import
((variable_declarator value: [
    (call_expression function: (identifier) @_require arguments: (arguments . (string) .))
    (member_expression object: (call_expression
      function: (identifier) @_require arguments: (arguments . (string) .)))
    (call_expression function: (call_expression
      function: (identifier) @_require arguments: (arguments . (string) .)))
  ]) @import
  (#eq? @_require "require"))
((expression_statement . [
    (call_expression function: (identifier) @_require arguments: (arguments . (string) .))
    (assignment_expression right: (call_expression
      function: (identifier) @_require arguments: (arguments . (string) .)))
  ]) @import
  (#eq? @_require "require"))

; Names where they are bound: declarations, parameters, patterns, fields, targets of assignments.
(variable_declarator name: (identifier) @variable)
(formal_parameters (identifier) @parameter @variable)
(arrow_function parameter: (identifier) @parameter @variable)
(formal_parameters (assignment_pattern left: (identifier) @parameter))
(formal_parameters (rest_pattern (identifier) @parameter))
; A pattern is one parameter, whatever it takes apart.
(formal_parameters [(object_pattern) (array_pattern)] @parameter)
(formal_parameters (assignment_pattern left: [(object_pattern) (array_pattern)] @parameter))
(shorthand_property_identifier_pattern) @variable
(pair_pattern value: (identifier) @variable)
(array_pattern (identifier) @variable)
(rest_pattern (identifier) @variable)
(assignment_pattern left: (identifier) @variable)
(catch_clause parameter: (identifier) @variable)
(for_in_statement left: (identifier) @variable)
(field_definition property: [(property_identifier) (private_property_identifier)] @variable)
(assignment_expression left: (identifier) @variable)
(augmented_assignment_expression left: (identifier) @variable)
(assignment_expression left: (member_expression
  property: [(property_identifier) (private_property_identifier)] @variable))

; Declarations that compute nothing: without a value, or with a literal, another name, or a negative
; one. In the head of a `for`, they are part of the loop.
(variable_declarator !value) @simple_variable
(variable_declarator value: [
  (string) (number) (true) (false) (null) (undefined) (regex) (identifier)
  (template_string . (string_fragment) .)
  (unary_expression argument: [(number) (identifier)])]) @simple_variable
(for_statement initializer: (_
  (variable_declarator) @_not.simple_variable @_not.statement))
(field_definition !value) @simple_variable
(field_definition value: [
  (string) (number) (true) (false) (null) (undefined) (regex) (identifier)
  (template_string . (string_fragment) .)
  (unary_expression argument: [(number) (identifier)])]) @simple_variable

; A return of nothing, a name or a literal.
(return_statement . "return" .) @simple_return
(return_statement . [
  (this)
  (string) (number) (true) (false) (null) (undefined) (regex) (identifier)
  (template_string . (string_fragment) .)
  (unary_expression argument: [(number) (identifier)])]) @simple_return

; Each binding with a value is one, apart from the head of a `for`.
[(expression_statement) (return_statement) (throw_statement) (break_statement) (continue_statement)
 (debugger_statement)] @statement
(export_statement . value: (_)) @statement
(variable_declarator value: (_)) @statement

[(binary_expression) (unary_expression) (update_expression)
 (augmented_assignment_expression)] @operation

[(array) (object)] @table

[(if_statement) (switch_case) (ternary_expression) (catch_clause)] @branch
[(for_statement) (for_in_statement) (while_statement) (do_statement)] @loop

; `super(a)` hands on to another constructor.
((call_expression function: (_) @_function) @call (#not-eq? @_function "super"))
(new_expression) @call
; `<Form to={address} />` calls the component; `<p>` is markup
([(jsx_opening_element name: (_) @_component) (jsx_self_closing_element name: (_) @_component)] @call
  (#match? @_component "^[A-Z]"))

((call_expression function: (member_expression
    object: (identifier) @_console property: (property_identifier) @_method)) @print
  (#eq? @_console "console")
  (#any-of? @_method
    "log" "info" "warn" "error" "debug" "trace" "table" "dir" "group" "groupCollapsed"))
((call_expression function: (member_expression
    object: (member_expression object: (identifier) @_process property: (property_identifier) @_to)
    property: (property_identifier) @_write)) @print
  (#eq? @_process "process") (#any-of? @_to "stdout" "stderr") (#eq? @_write "write"))

; An assertion is the whole statement, told by what its chain begins with: `expect(a).not.toBe(b)`
; in Jest, Jasmine and Chai, `assert.equal(a, b)`, `should.exist(a)`. `expect.extend({ … })` defines.
([(expression_statement . [(call_expression) (await_expression) (member_expression)])
  (return_statement . (call_expression))] @assert
  (#match? @assert
    "^(?:(?:return|await)\\s+)?(?:assert|expect|should)(?:(?:[A-Z]\\w*)?|(?:\\.\\w+)+)\\(")
  (#not-match? @assert "^expect\\.(?:extend|add\\w+)\\("))
; AVA and tape: `t.is(a, b)`
((call_expression function: (member_expression
    object: (identifier) @_t property: (property_identifier) @_method)) @assert
  (#eq? @_t "t")
  (#any-of? @_method
    "is" "not" "ok" "notOk" "equal" "equals" "notEqual" "same" "strictEqual" "deepEqual" "like"
    "match" "true" "false" "truthy" "falsy" "throws" "throwsAsync" "doesNotThrow" "rejects"
    "notDeepEqual" "notThrows" "snapshot" "pass" "fail" "error" "ifError"))
; `console.assert(a)`, `a.should('b')` in Cypress, `request(a).expect(200)` in SuperTest
((call_expression function: (member_expression property: (property_identifier) @_name)) @assert
  (#any-of? @_name "assert" "expect" "should"))
; `sinon.assert.called(a)`, `a.should.equal(b)`, and with one or two words in between
((call_expression function: (member_expression
    object: (member_expression property: (property_identifier) @_name))) @assert
  (#any-of? @_name "assert" "should"))
((call_expression function: (member_expression object: (member_expression
    object: (member_expression property: (property_identifier) @_name)))) @assert
  (#eq? @_name "should"))
((call_expression function: (member_expression object: (member_expression
    object: (member_expression
      object: (member_expression property: (property_identifier) @_name))))) @assert
  (#eq? @_name "should"))

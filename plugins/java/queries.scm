; Java's grammar (tree-sitter-java 0.23) in the shared vocabulary.

; no @docstring: Javadoc is a comment
; no @directive: there is no preprocessor; annotations are part of what they annotate
; no @macro: there is no preprocessor
; no @goto: labels name what `break` and `continue` are for

[(line_comment) (block_comment)] @comment

; Text blocks too; a character is no string.
(string_literal) @string
[(decimal_integer_literal) (hex_integer_literal) (octal_integer_literal) (binary_integer_literal)
 (decimal_floating_point_literal) (hex_floating_point_literal)] @number
[(identifier) (type_identifier)] @identifier

; What has a body of its own. A lambda is an argument or a value, not a function; a constructor
; has its class's name, and no name of its own.
(method_declaration name: (identifier) @function_name body: (block)) @function
[(constructor_declaration) (compact_constructor_declaration)] @function
(method_declaration body: (block
  . "{" . [(line_comment) (block_comment)]* . (return_statement)
  . [(line_comment) (block_comment)]* . "}")) @simple_function

; Of interfaces and abstract classes, native ones, and the elements of annotations.
[(method_declaration !body) (annotation_type_element_declaration)] @prototype

; getName() { return name; } and setName(n) { this.name = n; }
((method_declaration parameters: (formal_parameters) @_parameters body: (block
  . (return_statement [(identifier) (field_access)] @_field) .)) @accessor
  (#match? @_parameters "^\\(\\s*\\)$") (#match? @_field "^(?:this\\.)?\\w+$"))
((method_declaration parameters: (formal_parameters . (formal_parameter) .) body: (block
  . (expression_statement (assignment_expression
    left: [(identifier) (field_access)] @_field operator: "=" right: (identifier))) .)) @accessor
  (#match? @_field "^(?:this\\.)?\\w+$"))

; Java 21 needs neither `static` nor `String[]`.
((method_declaration type: (void_type) name: (identifier) @_name
  parameters: (formal_parameters) @_parameters body: (block)) @main
  (#eq? @_name "main") (#match? @_parameters "(?s)^\\(\\s*(?:[^,]*\\bString\\b[^,]*)?\\)$"))

[(class_declaration name: (identifier) @class_name) (interface_declaration name: (identifier) @class_name)
 (enum_declaration name: (identifier) @class_name) (record_declaration name: (identifier) @class_name)
 (annotation_type_declaration name: (identifier) @class_name)] @class

; `requires` brings a module into a module.
[(import_declaration) (requires_module_directive)] @import

; Names where they are bound: locals, fields, constants, loops, handlers, resources, patterns.
(variable_declarator name: (identifier) @variable)
(enum_constant name: (identifier) @variable)
(enhanced_for_statement name: (identifier) @variable)
(catch_formal_parameter name: (identifier) @variable)
(resource name: (identifier) @variable)
(instanceof_expression name: (identifier) @variable)
(type_pattern (identifier) @variable)
(record_pattern_component (identifier) @variable)
(assignment_expression left: (identifier) @variable)
(assignment_expression left: (field_access field: (identifier) @variable))

(formal_parameter name: (identifier) @parameter @variable)
(spread_parameter (variable_declarator name: (identifier) @parameter))
(lambda_expression parameters: (identifier) @parameter @variable)
(inferred_parameters (identifier) @parameter @variable)

; Fields and constants without a value or with a literal; locals without a value. The first
; declarator speaks for its declaration.
([(field_declaration type: (_) . (variable_declarator) @_first)
  (constant_declaration type: (_) . (variable_declarator) @_first)
  (local_variable_declaration type: (_) . (variable_declarator) @_first)] @simple_variable
  (#not-match? @_first "="))
[(field_declaration type: (_) . (variable_declarator
   name: (_) . [(_literal) (unary_expression (_literal))]))
 (constant_declaration type: (_) . (variable_declarator
   name: (_) . [(_literal) (unary_expression (_literal))]))] @simple_variable

; Of nothing, a name or a literal.
((return_statement) @simple_return (#match? @simple_return "^return\\s*;$"))
(return_statement . "return" . [
  (identifier) (this) (_literal) (unary_expression (_literal))]) @simple_return

[(expression_statement) (return_statement) (throw_statement) (yield_statement) (break_statement)
 (continue_statement) (assert_statement) (explicit_constructor_invocation)] @statement
; Not those in the head of a `for`.
[(block (local_variable_declaration type: (_) . (variable_declarator value: (_))) @statement)
 (constructor_body (local_variable_declaration type: (_) . (variable_declarator value: (_))) @statement)
 (switch_block_statement_group
   (local_variable_declaration type: (_) . (variable_declarator value: (_))) @statement)
 (program (local_variable_declaration type: (_) . (variable_declarator value: (_))) @statement)]

[(binary_expression) (unary_expression) (update_expression) (instanceof_expression)] @operation
(assignment_expression left: (_) . operator: [
  "+=" "-=" "*=" "/=" "%=" "&=" "^=" "|=" "<<=" ">>=" ">>>="]) @operation

[(array_initializer) (element_value_array_initializer)] @table

; Each arm of a switch is a choice; the switch itself is none of its own.
[(if_statement) (ternary_expression) (switch_block_statement_group) (switch_rule) (catch_clause)] @branch
[(for_statement) (enhanced_for_statement) (while_statement) (do_statement)] @loop

; `super(x);` and `this(x);` hand on to another constructor.
[(method_invocation name: (identifier)) (object_creation_expression)] @call

((method_invocation
  object: (field_access object: (identifier) @_system field: (identifier) @_stream)
  name: (identifier) @_name) @print
  (#eq? @_system "System") (#any-of? @_stream "out" "err")
  (#any-of? @_name "print" "println" "printf" "format"))
; Java 25
((method_invocation object: (identifier) @_io name: (identifier) @_name) @print
  (#eq? @_io "IO") (#any-of? @_name "print" "println"))

(assert_statement) @assert
; assertEquals (JUnit, TestNG), assertThat (Hamcrest, AssertJ, Truth), fail; verify(mock).call()
; (Mockito)
((method_invocation name: (identifier) @_name) @assert (#match? @_name "^assert(?:[A-Z]|$)"))
((method_invocation !object name: (identifier) @_name) @assert (#eq? @_name "fail"))
((method_invocation object: (identifier) @_class name: (identifier) @_name) @assert
  (#any-of? @_class "Assert" "Assertions") (#eq? @_name "fail"))
((method_invocation object: (method_invocation !object name: (identifier) @_name)) @assert
  (#eq? @_name "verify"))

; Types, methods and constructors that may say who sees them, and the word by which they do.
; Members of an interface are public and constructors of an enum private anyway; tests of JUnit 5
; say nothing by convention, so annotated members are left out.
(program [(class_declaration) (interface_declaration)
  (enum_declaration) (record_declaration)] @java.member)
([(class_declaration body: (class_body [(method_declaration body: (_)) (constructor_declaration)
    (class_declaration) (interface_declaration) (enum_declaration) (record_declaration)
  ] @java.member))
  (record_declaration body: (class_body [(method_declaration body: (_)) (constructor_declaration)
    (compact_constructor_declaration)] @java.member))
  (enum_body_declarations (method_declaration) @java.member)]
 (#not-match? @java.member "^@"))

(program [
  (class_declaration (modifiers ["public" "protected" "private"] @java.access))
  (interface_declaration (modifiers ["public" "protected" "private"] @java.access))
  (enum_declaration (modifiers ["public" "protected" "private"] @java.access))
  (record_declaration (modifiers ["public" "protected" "private"] @java.access))])
([(class_declaration body: (class_body [
    (method_declaration (modifiers ["public" "protected" "private"] @java.access) body: (_))
    (constructor_declaration (modifiers ["public" "protected" "private"] @java.access))
    (class_declaration (modifiers ["public" "protected" "private"] @java.access))
    (interface_declaration (modifiers ["public" "protected" "private"] @java.access))
    (enum_declaration (modifiers ["public" "protected" "private"] @java.access))
    (record_declaration (modifiers ["public" "protected" "private"] @java.access))] @_member))
  (record_declaration body: (class_body [
    (method_declaration (modifiers ["public" "protected" "private"] @java.access) body: (_))
    (constructor_declaration (modifiers ["public" "protected" "private"] @java.access))
    (compact_constructor_declaration
      (modifiers ["public" "protected" "private"] @java.access))] @_member))
  (enum_body_declarations
    (method_declaration (modifiers ["public" "protected" "private"] @java.access)) @_member)]
 (#not-match? @_member "^@"))

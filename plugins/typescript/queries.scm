; inherits: javascript
; TypeScript's grammar (tree-sitter-typescript 0.23) in the shared vocabulary: what JavaScript's
; patterns do not find.

; own @class_name: the name of a class is a type's
; own @variable: parameters and fields have other nodes
; own @parameter: a parameter has a node of its own, in types as well
; own @simple_variable: fields have another node
; own @statement: to the grammar, a namespace is an expression
; own @call: JSX is another grammar's

(template_literal_type) @string
(type_identifier) @identifier

; Overloads, ambient functions, members of abstract classes, interfaces and object types. A
; function's type is a type.
[(function_signature) (method_signature) (abstract_method_signature) (call_signature)
 (construct_signature)] @prototype

; A type that lists members is an interface in other words; one that computes them is none.
[(abstract_class_declaration name: (type_identifier) @class_name)
 (interface_declaration name: (type_identifier) @class_name)
 (enum_declaration name: (identifier) @class_name)
 (type_alias_declaration
   name: (type_identifier) @class_name
   value: (object_type . ["{" "{|"] . (comment)* . [
     (property_signature) (method_signature) (call_signature) (construct_signature)]))] @class
(class_declaration name: (type_identifier) @class_name)
(class name: (type_identifier) @class_name)
(variable_declarator name: (identifier) @class_name value: (class))

; `import A = B.C`
(import_alias) @import

; Names where they are bound: as in JavaScript, and fields, members of types and of enums.
(variable_declarator name: (identifier) @variable)
(shorthand_property_identifier_pattern) @variable
(pair_pattern value: (identifier) @variable)
(array_pattern (identifier) @variable)
(rest_pattern (identifier) @variable)
(assignment_pattern left: (identifier) @variable)
(catch_clause parameter: (identifier) @variable)
(for_in_statement left: (identifier) @variable)
(assignment_expression left: (identifier) @variable)
(augmented_assignment_expression left: (identifier) @variable)
(assignment_expression left: (member_expression
  property: [(property_identifier) (private_property_identifier)] @variable))
(public_field_definition
  name: [(property_identifier) (private_property_identifier)] @variable)
(property_signature name: (property_identifier) @variable)
(enum_body name: (property_identifier) @variable)
(enum_assignment name: (property_identifier) @variable)

; Of what has a body: in a type, a name only explains. `this` is a type, too. A pattern is one
; parameter, whatever it takes apart.
(_ parameters: (formal_parameters [
    (required_parameter pattern: (identifier) @parameter @variable)
    (optional_parameter pattern: (identifier) @parameter @variable)
    (required_parameter pattern: (rest_pattern (identifier) @parameter))
    (required_parameter pattern: [(object_pattern) (array_pattern)] @parameter)
    (optional_parameter pattern: [(object_pattern) (array_pattern)] @parameter)])
  body: (_))
(arrow_function parameter: (identifier) @parameter @variable)

; Declarations that compute nothing, as in JavaScript, and members that only have a type.
(variable_declarator !value) @simple_variable
(variable_declarator value: [
  (string) (number) (true) (false) (null) (undefined) (regex) (identifier)
  (template_string . (string_fragment) .)
  (unary_expression argument: [(number) (identifier)])]) @simple_variable
[(public_field_definition !value) (property_signature)] @simple_variable
(public_field_definition value: [
  (string) (number) (true) (false) (null) (undefined) (regex) (identifier)
  (template_string . (string_fragment) .)
  (unary_expression argument: [(number) (identifier)])]) @simple_variable

; Each binding with a value is one, apart from the head of a `for`. A namespace is none.
((expression_statement) @statement
  (#not-match? @statement "^(?:namespace|module)\\s+[\\w$.'\"]+\\s*\\{"))
[(return_statement) (throw_statement) (break_statement) (continue_statement)
 (debugger_statement)] @statement
(export_statement . value: (_)) @statement
(export_statement . "export" . "=") @statement
(variable_declarator value: (_)) @statement

; What types are computed with, as values are: choices, a type for each key, both of two, a part of
; another. A union lists, as an enum does.
(conditional_type) @branch
(mapped_type_clause) @loop
[(intersection_type) (index_type_query) (lookup_type)] @operation

; `super(a)` hands on to another constructor.
((call_expression function: (_) @_function) @call (#not-eq? @_function "super"))
(new_expression) @call

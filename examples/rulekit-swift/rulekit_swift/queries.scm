; Swift's grammar (tree-sitter-swift 0.7.4) in the shared vocabulary.
;
; Below is every name of it. Map it by patterns, or leave it out with the reason: by a comment that
; begins with `no @goto:` and goes on with why. Then its prompt can go.
; `rulekit plugins doctor swift` tells what is still to be done, `rulekit ast FILE` shows a tree,
; and `rulekit query FILE PATTERN` what a pattern finds in it.

; @comment: a comment of any form, its marks included; not a docstring
; To be checked: as the grammar's highlights.scm has it.
[(comment) (multiline_comment)] @comment
((comment) @comment (#match? @comment "^///[^/]"))
((comment) @comment (#match? @comment "^///$"))
((multiline_comment) @comment (#match? @comment "^/[*][*][^*].*[*]/$"))

; @docstring: a string that stands alone, in the place or in the role of a comment
; (…) @docstring

; @string: a string literal with its quotes; not a docstring
; To be checked: as the grammar's highlights.scm has it.
(line_str_text) @string
(multi_line_str_text) @string
(raw_str_part) @string
(raw_str_end_part) @string
["\"" "\"\"\""] @string

; @number: a number literal
; To be checked: as the grammar's highlights.scm has it.
[(integer_literal) (hex_literal) (oct_literal) (bin_literal)] @number
(real_literal) @number

; @function: the definition of a function or method with its body; not a declaration
; To be checked: as the grammar's tags.scm has it.
(class_declaration (class_body [(function_declaration name: (simple_identifier) @function_name) (subscript_declaration (parameter (simple_identifier) @function_name)) (init_declaration "init" @function_name) (deinit_declaration "deinit" @function_name)])) @function
(protocol_declaration (protocol_body [(protocol_function_declaration name: (simple_identifier) @function_name) (subscript_declaration (parameter (simple_identifier) @function_name)) (init_declaration "init" @function_name)])) @function
(function_declaration name: (simple_identifier) @function_name) @function

; @prototype: a declaration of a function without a body: prototype, abstract method
; Nodes that may be meant: init_declaration, class_declaration, macro_declaration,
;   deinit_declaration, import_declaration, function_declaration, operator_declaration,
;   property_declaration, protocol_declaration, subscript_declaration
; (init_declaration) @prototype

; @simple_function: a function whose whole body is one return (a docstring apart)
; (…) @simple_function

; @function_name: the name of a function, where it is defined
; Captured above.

; @accessor: a function whose whole body gets or sets one field
; (…) @accessor

; @main: the definition of the function at which a program starts
; (…) @main

; @class: the definition of a class, struct, interface, enum or record
; To be checked: as the grammar's tags.scm has it.
(class_declaration name: (type_identifier) @class_name) @class
(protocol_declaration name: (type_identifier) @class_name) @class

; @class_name: the name of a class, struct, interface, enum or record, where it is defined
; Captured above.

; @import: a statement that brings in names or files from elsewhere
; Nodes that may be meant: import_declaration
; (import_declaration) @import

; @directive: an instruction to the preprocessor or compiler; not an import
; Nodes that may be meant: attribute, directive, type_annotation, precedence_group_attribute
; (attribute) @directive

; @macro: the definition of a macro with parameters; a directive too
; Nodes that may be meant: macro_definition, macro_invocation, macro_declaration,
;   external_macro_definition
; (macro_definition) @macro

; @variable: a name where it is bound: an assignment target, a loop variable, a parameter
; Nodes that may be meant: assignment, value_binding_pattern
; (assignment) @variable

; @simple_variable: a field of a class that only names or initialises something
; Nodes that may be meant: member_modifier, computed_property, property_modifier,
;   property_declaration, property_behavior_modifier, protocol_property_declaration,
;   protocol_property_requirements
; (member_modifier) @simple_variable

; @simple_return: a return statement, alone on its own
; (…) @simple_return

; @parameter: a parameter of a function
; To be checked: as the grammar's highlights.scm has it.
(parameter external_name: (simple_identifier) @parameter)
(parameter name: (simple_identifier) @parameter)
(type_parameter (type_identifier) @parameter)
(inheritance_constraint (identifier (simple_identifier) @parameter))
(equality_constraint (identifier (simple_identifier) @parameter))

; @statement: a simple statement that does something: expression, binding with a value, jump
; Nodes that may be meant: assignment, do_statement, if_statement, for_statement, guard_statement,
;   statement_label, while_statement, switch_statement, discard_statement, repeat_while_statement
; (assignment) @statement

; @operation: an expression that computes: arithmetic, comparison, logic
; Nodes that may be meant: as_operator, try_operator, custom_operator, operator_declaration,
;   comparison_expression, deprecated_operator_declaration_body
; (as_operator) @operation

; @table: a literal that lists values: array, map, initialiser
; Nodes that may be meant: array_type, tuple_type, capture_list, array_literal, dictionary_type,
;   tuple_type_item, tuple_expression, capture_list_item, dictionary_literal
; (array_type) @table

; @branch: a choice: if, else-if, case, conditional expression
; Nodes that may be meant: else, if_statement, switch_entry, switch_pattern, guard_statement,
;   switch_statement, ternary_expression
; (else) @branch

; @loop: a repetition: for, while, do
; Nodes that may be meant: do_statement, for_statement, while_statement, repeat_while_statement
; (do_statement) @loop

; @call: a call of a function, method or constructor; not `super(…)` and its like
; Nodes that may be meant: call_suffix, call_expression, macro_invocation
; (call_suffix) @call

; @print: a statement or call that writes to the console
; (…) @print

; @assert: an assertion: the statement, or the call of a test framework
; (…) @assert

; @goto: a jump to a label
; Captured above.

; @identifier: a name, anywhere
; Nodes that may be meant: identifier, type_identifier, simple_identifier
; (identifier) @identifier

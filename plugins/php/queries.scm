; PHP's grammar (tree-sitter-php 0.25.1) in the shared vocabulary.
;
; Below is every name of it. Map it, or leave it out with the reason, in a comment of this form:
; ;no @goto: nothing jumps to a label (with a blank behind the semicolon)
; Then its prompt can go. `rulekit plugins doctor php` tells what is still to be done,
; `rulekit ast FILE` shows a tree, and `rulekit query FILE PATTERN` what a pattern finds in it.

; @comment: a comment of any form, its marks included; not a docstring
; To be checked: as the grammar's highlights.scm has it.
(comment) @comment

; @docstring: a string that stands alone, in the place or in the role of a comment
; (…) @docstring

; @string: a string literal with its quotes; not a docstring
; To be checked: as the grammar's highlights.scm has it.
[(string) (string_content) (encapsed_string) (heredoc) (heredoc_body) (nowdoc_body)] @string

; @number: a number literal
; To be checked: as the grammar's highlights.scm has it.
(integer) @number
(float) @number

; @function: the definition of a function or method with its body; not a declaration
; To be checked: as the grammar's tags.scm has it.
(function_definition name: (name) @function_name) @function
(method_declaration name: (name) @function_name) @function

; @prototype: a declaration of a function without a body: prototype, abstract method
; Nodes that may be meant: use_declaration, declaration_list, enum_declaration, abstract_modifier, class_declaration, const_declaration, trait_declaration, global_declaration, method_declaration, property_declaration
; (use_declaration) @prototype

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
(interface_declaration name: (name) @class_name) @class
(trait_declaration name: (name) @class_name) @class
(class_declaration name: (name) @class_name) @class

; @class_name: the name of a class, struct, interface, enum or record, where it is defined
; Captured above.

; @import: a statement that brings in names or files from elsewhere
; Nodes that may be meant: use_list, use_as_clause, use_declaration, include_expression, require_expression, namespace_use_group, namespace_use_clause, use_instead_of_clause, include_once_expression, require_once_expression
; (use_list) @import

; @directive: an instruction to the preprocessor or compiler; not an import
; Nodes that may be meant: attribute, attribute_list, attribute_group, declare_directive
; (attribute) @directive

; @macro: the definition of a macro with parameters; a directive too
; (…) @macro

; @variable: a name where it is bound: an assignment target, a loop variable, a parameter
; Nodes that may be meant: var_modifier, variable_name, assignment_expression, dynamic_variable_name, static_variable_declaration, augmented_assignment_expression, reference_assignment_expression
; (var_modifier) @variable

; @simple_variable: a field of a class that only names or initialises something
; Nodes that may be meant: const_element, property_hook, property_element, const_declaration, property_hook_list, property_declaration, member_call_expression, member_access_expression, property_promotion_parameter, nullsafe_member_call_expression
; (const_element) @simple_variable

; @simple_return: a return statement, alone on its own
; Nodes that may be meant: return_statement
; (return_statement) @simple_return

; @parameter: a parameter of a function
; Nodes that may be meant: argument, simple_parameter, formal_parameters, variadic_parameter, argument_placeholder, property_promotion_parameter
; (argument) @parameter

; @statement: a simple statement that does something: expression, binding with a value, jump
; Nodes that may be meant: do_statement, if_statement, for_statement, try_statement, case_statement, echo_statement, exit_statement, goto_statement, break_statement, empty_statement
; (do_statement) @statement

; @operation: an expression that computes: arithmetic, comparison, logic
; Nodes that may be meant: binary_expression, update_expression, unary_op_expression
; (binary_expression) @operation

; @table: a literal that lists values: array, map, initialiser
; Nodes that may be meant: use_list, type_list, list_literal, attribute_list, declaration_list, property_hook_list, match_condition_list, enum_declaration_list, array_creation_expression, array_element_initializer
; (use_list) @table

; @branch: a choice: if, else-if, case, conditional expression
; Nodes that may be meant: enum_case, else_clause, match_block, if_statement, switch_block, case_statement, else_if_clause, match_expression, switch_statement, match_condition_list
; (enum_case) @branch

; @loop: a repetition: for, while, do
; Nodes that may be meant: do_statement, for_statement, while_statement, foreach_statement
; (do_statement) @loop

; @call: a call of a function, method or constructor; not `super(…)` and its like
; To be checked: as the grammar's tags.scm has it.
(function_call_expression function: [(qualified_name (name)) (variable_name (name))]) @call
(scoped_call_expression name: (name)) @call
(member_call_expression name: (name)) @call

; @print: a statement or call that writes to the console
; (…) @print

; @assert: an assertion: the statement, or the call of a test framework
; (…) @assert

; @goto: a jump to a label
; Captured above.

; @identifier: a name, anywhere
; Nodes that may be meant: name, relative_name, variable_name, namespace_name, qualified_name, dynamic_variable_name
; (name) @identifier

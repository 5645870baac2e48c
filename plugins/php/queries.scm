; PHP's grammar (tree-sitter-php 0.25) in the shared vocabulary. It reads a whole file: the page around
; `<?php … ?>` is nodes of text.
;
; no @docstring: PHPDoc is a comment
; no @main: a script starts at its first line
; no @macro: there is no preprocessor
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large class, tree-sitter follows a limited number.

(comment) @comment

; `declare(strict_types=1);` without a block.
(declare_statement (declare_directive) . ";") @directive
; Only others may load this file: to PHP what `#ifndef A_H` is to C.
((expression_statement . (binary_expression
    left: (function_call_expression function: (name) @_defined)
    right: [(name) (function_call_expression)] @_exit)) @directive
  (#eq? @_defined "defined") (#match? @_exit "^(?i:exit|die)\\b"))
((if_statement condition: (parenthesized_expression . (unary_op_expression
    argument: (function_call_expression function: (name) @_defined)))) @directive
  (#eq? @_defined "defined")
  (#match? @directive
    "^if\\s*\\(\\s*!\\s*defined\\s*\\([^()]*\\)\\s*\\)\\s*[{:]?\\s*(?i:exit|die)\\b[^;{}]*;\\s*(?:\\}|endif;)?$"))

[(string) (encapsed_string) (heredoc) (nowdoc)] @string
[(integer) (float)] @number
; `a` of `$a`, and each part of `A\B\c`.
(name) @identifier

; A closure counts where it is bound to a name or a key; what is only handed on is part of a call, and
; `fn($a) => $a + 1` is an expression. A hook is part of its property.
(function_definition name: (name) @function_name) @function
(method_declaration name: (name) @function_name body: (_)) @function
(assignment_expression
  left: [
    (variable_name (name) @function_name) (member_access_expression name: (name) @function_name)
    (subscript_expression)]
  right: (anonymous_function) @function)
(array_element_initializer . (string) . (anonymous_function) @function)

; Abstract, or of an interface.
(method_declaration !body) @prototype

(function_definition
  body: (compound_statement . "{" . (comment)* . (return_statement) . (comment)* . "}")) @simple_function
(method_declaration
  body: (compound_statement . "{" . (comment)* . (return_statement) . (comment)* . "}")) @simple_function
(assignment_expression right: (anonymous_function
  body: (compound_statement . "{" . (comment)* . (return_statement) . (comment)* . "}")) @simple_function)
(array_element_initializer . (string) . (anonymous_function
  body: (compound_statement . "{" . (comment)* . (return_statement) . (comment)* . "}")) @simple_function)

; `return $this->a;`, and `$this->a = $b;`, which may hand on its object.
(method_declaration body: (compound_statement . (return_statement . [
  (member_access_expression object: (variable_name)) (scoped_property_access_expression)]) .)) @accessor
((method_declaration body: (compound_statement . (expression_statement . (assignment_expression
    left: [(member_access_expression object: (variable_name)) (scoped_property_access_expression)]
    right: (variable_name))) . (return_statement . (variable_name) @_this)? .)) @accessor
  (#eq? @_this "$this"))
(method_declaration body: (compound_statement . (expression_statement . (assignment_expression
  left: [(member_access_expression object: (variable_name)) (scoped_property_access_expression)]
  right: (variable_name))) .)) @accessor

[(class_declaration name: (name) @class_name) (interface_declaration name: (name) @class_name)
 (trait_declaration name: (name) @class_name) (enum_declaration name: (name) @class_name)] @class
(anonymous_class) @class

; `use` in a class composes it, and brings no name into the file.
[(namespace_use_declaration)
 (include_expression) (include_once_expression)
 (require_expression) (require_once_expression)] @import

; Names where they are bound, without their `$`.
(assignment_expression left: (variable_name (name) @variable))
(assignment_expression left: (member_access_expression name: (name) @variable))
(assignment_expression left: (scoped_property_access_expression name: (variable_name (name) @variable)))
(augmented_assignment_expression left: (variable_name (name) @variable))
(augmented_assignment_expression left: (member_access_expression name: (name) @variable))
(augmented_assignment_expression
  left: (scoped_property_access_expression name: (variable_name (name) @variable)))
(reference_assignment_expression left: (variable_name (name) @variable))
(reference_assignment_expression left: (member_access_expression name: (name) @variable))
(list_literal (variable_name (name) @variable))
(list_literal (by_ref (variable_name (name) @variable)))
(foreach_statement . (_) . (variable_name (name) @variable))
(foreach_statement . (_) . (by_ref (variable_name (name) @variable)))
(foreach_statement . (_) . (pair (variable_name (name) @variable)))
(foreach_statement . (_) . (pair (by_ref (variable_name (name) @variable))))
(catch_clause name: (variable_name (name) @variable))
(global_declaration (variable_name (name) @variable))
(static_variable_declaration name: (variable_name (name) @variable))
(property_element name: (variable_name (name) @variable))
(const_element . (name) @variable)
(enum_case name: (name) @variable)
(simple_parameter name: (variable_name (name) @parameter @variable))
(variadic_parameter name: (variable_name (name) @parameter @variable))
; A field as well.
(property_promotion_parameter name: (variable_name (name) @parameter @variable))
; The old form of `const A = 1;`.
((function_call_expression
    function: (name) @_define arguments: (arguments . (argument . (string (string_content) @variable))))
  (#eq? @_define "define"))

; Fields and constants without a value or with a literal. The last one speaks for its declaration.
(property_declaration (property_element !default_value) .) @simple_variable
(property_declaration (property_element default_value: [
  (string) (integer) (float) (boolean) (null) (name) (encapsed_string . (string_content) .)
  (unary_op_expression argument: [(integer) (float)])]) .) @simple_variable
(const_declaration (const_element . (name) . [
  (string) (integer) (float) (boolean) (null) (name) (encapsed_string . (string_content) .)
  (unary_op_expression argument: [(integer) (float)])]) .) @simple_variable
(enum_case) @simple_variable
((expression_statement . (function_call_expression
    function: (name) @_define arguments: (arguments . (argument . (string)) . (argument . [
      (string) (integer) (float) (boolean) (null) (name) (encapsed_string . (string_content) .)
      (unary_op_expression argument: [(integer) (float)])])))) @simple_variable
  (#eq? @_define "define"))

; Of nothing, a name or a literal.
(return_statement . "return" . ";" .) @simple_return
(return_statement . "return" . [
  (variable_name) (name) (string) (integer) (float) (boolean) (null)
  (encapsed_string . (string_content) .)
  (unary_op_expression argument: [(integer) (float) (variable_name)])]) @simple_return

[(expression_statement) (echo_statement) (return_statement) (break_statement) (continue_statement)
 (exit_statement) (unset_statement) (goto_statement) (function_static_declaration)] @statement
; Not those of a class.
(program (const_declaration) @statement)
(namespace_definition body: (compound_statement (const_declaration) @statement))

[(binary_expression) (unary_op_expression) (update_expression)
 (augmented_assignment_expression)] @operation

(array_creation_expression) @table

; Each arm of a switch or match is a choice; the whole is none of its own.
[(if_statement) (else_if_clause) (case_statement) (match_conditional_expression)
 (conditional_expression) (catch_clause)] @branch
[(for_statement) (foreach_statement) (while_statement) (do_statement)] @loop

; `parent::__construct($a)` hands on to another constructor; `define('A', 1)` declares; backquotes
; call a program.
((function_call_expression function: (_) @_function) @call (#not-eq? @_function "define"))
[(member_call_expression) (nullsafe_member_call_expression) (object_creation_expression)
 (shell_command_expression)] @call
((scoped_call_expression scope: (_) @_scope name: (_) @_name) @call (#not-eq? @_scope "parent"))
((scoped_call_expression scope: (_) @_scope name: (_) @_name) @call
  (#eq? @_scope "parent") (#not-eq? @_name "__construct"))

; `<?= $a ?>` is a place in a page.
[(echo_statement) (print_intrinsic)] @print
((function_call_expression function: (name) @_name) @print
  (#any-of? @_name "printf" "vprintf" "var_dump"))
; With a second argument they hand back the text.
((function_call_expression function: (name) @_name arguments: (arguments . (argument) .)) @print
  (#any-of? @_name "print_r" "var_export"))
((function_call_expression
    function: (name) @_name arguments: (arguments . (argument . (name) @_stream))) @print
  (#any-of? @_name "fwrite" "fputs" "fprintf" "vfprintf") (#any-of? @_stream "STDOUT" "STDERR"))

; PHPUnit, and what frameworks add to it, each link of a chain; Webmozart's Assert; Pest.
((member_call_expression name: (name) @_name) @assert (#match? @_name "^assert(?:[A-Z]|$)"))
((scoped_call_expression name: (name) @_name) @assert (#match? @_name "^assert(?:[A-Z]|$)"))
((member_call_expression object: (variable_name) @_this name: (name) @_name) @assert
  (#eq? @_this "$this") (#match? @_name "^(?:expect[A-Z]|fail$)"))
((scoped_call_expression scope: (_) @_scope name: (name) @_name) @assert
  (#any-of? @_scope "self" "static" "Assert") (#match? @_name "^(?:expect[A-Z]|fail$)"))
((scoped_call_expression scope: (name) @_scope name: (name) @_name) @assert
  (#eq? @_scope "Assert") (#not-match? @_name "^(?:assert|expect[A-Z]|fail$)"))
((function_call_expression function: (name) @_name) @assert
  (#match? @_name "^(?:assert(?:[A-Z]\\w*)?|expect)$"))

(goto_statement) @goto

; The page around the code.
(text) @php.page

; Bash's grammar (tree-sitter-bash 0.25) in the shared vocabulary; most of sh, ksh and zsh is read by it.
;
; no @docstring: what documents is a comment
; no @prototype: every function has a body
; no @accessor: there are no fields
; no @main: a program starts at its first line; that `main` is called at the end is a habit
; no @class: there are none
; no @class_name: there are no classes
; no @macro: an alias takes no parameters, and there is no preprocessor
; no @parameter: what a function is given has a number, `$1`, and no name
; no @goto: nothing jumps to a label
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

(comment) @comment

; A here-document is a string whose quotes are words; a word without quotes is none.
[(string) (raw_string) (ansi_c_string) (translated_string) (heredoc_body)] @string
(number) @number

; Of variables, functions and commands; other words are arguments of any kind.
(variable_name) @identifier
(command_name (word) @identifier)
(function_definition name: (word) @identifier @function_name) @function

; How the shell itself behaves: `set -e`, `shopt -s nullglob`, zsh's `setopt`.
((command name: (command_name (word) @_name) argument: (word) @_option) @directive
  (#eq? @_name "set") (#match? @_option "^[-+]\\w"))
((command name: (command_name (word) @_name)) @directive
  (#any-of? @_name "shopt" "setopt" "unsetopt" "emulate"))

; Files, by `.` in any form; zsh's `autoload` brings in functions, and `load` helpers of tests (bats).
((command name: (command_name (word) @_name) argument: (_)) @import
  (#any-of? @_name "." "\\." "source" "autoload" "load" "bats_load_library"))

; A function hands back a status by `return`, and a value by printing it.
((function_definition body: (compound_statement
    . "{" . (comment)* . (command name: (command_name (word) @_name)) . ";"? . "}")) @simple_function
  (#any-of? @_name "return" "echo" "printf" "print"))

; Names where they are bound: assignments, declarations, loops, and what `read` and its kin fill.
(variable_assignment name: (variable_name) @variable)
(variable_assignment name: (subscript name: (variable_name) @variable))
(declaration_command (variable_name) @variable)
(for_statement variable: (variable_name) @variable)
((command name: (command_name (word) @_name) argument: (word) @variable)
  (#any-of? @_name "read" "mapfile" "readarray") (#match? @variable "^[A-Za-z_]\\w*$"))
((command name: (command_name (word) @_name) argument: (_) . argument: (word) @variable)
  (#eq? @_name "getopts") (#match? @variable "^[A-Za-z_]\\w*$"))

; Settings: at the top, and of a literal.
(program (variable_assignment value: [
  (word) (number) (raw_string) (string . (string_content) .)]) @simple_variable)
(program (declaration_command (variable_assignment value: [
  (word) (number) (raw_string) (string . (string_content) .)]) @simple_variable))

; A return of nothing, or of one number or variable.
((command name: (command_name (word) @_name) . argument: (_)? @_status .) @simple_return
  (#eq? @_name "return"))

; Each command of a list, and a pipeline as a whole. One that stands as a condition is run like any other.
(program [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(compound_statement [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(subshell [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(do_group [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(if_statement [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(elif_clause [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(else_clause [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(case_item [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(list [
  (command) (variable_assignment) (variable_assignments) (declaration_command) (unset_command)
  (pipeline) (negated_command)] @statement)
(redirected_statement body: [(command) (pipeline) (negated_command)] @statement)

[(binary_expression) (unary_expression) (postfix_expression)] @operation

(array) @table

; `a && b` runs b only after a: lists are how a shell chooses on one line.
[(if_statement) (elif_clause) (case_item) (list) (ternary_expression)] @branch
[(for_statement) (c_style_for_statement) (while_statement)] @loop

; Words that jump, declare, bring in or set the shell up are commands to the grammar alone.
((command name: (_) @_name) @call
  (#not-any-of? @_name
    "." "\\." "source" "autoload" "load" "return" "break" "continue" ":" "true" "false" "alias"
    "unalias" "set" "shopt" "setopt" "unsetopt" "emulate"))

; What goes into a pipe, a file or a variable is not printed; errors are.
((program (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((compound_statement (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((subshell (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((do_group (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((if_statement (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((elif_clause (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((else_clause (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((case_item (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((list (command name: (command_name (word) @_name)) @print)
  (#any-of? @_name "echo" "printf" "print"))
((redirected_statement
    body: (command name: (command_name (word) @_name))
    redirect: (file_redirect destination: (number) @_stream)) @print
  (#any-of? @_name "echo" "printf" "print") (#any-of? @_stream "1" "2"))

; bats-assert: `assert_output a`; shunit2: `assertEquals a b`
((command name: (command_name (word) @_name)) @assert
  (#match? @_name "^(?:assert|refute)(?:[A-Z_]\\w*)?$"))

(command name: (command_name (word) @shell.command_name))

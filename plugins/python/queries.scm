; Python's grammar (tree-sitter-python 0.25) in the shared vocabulary.

; no @prototype: every function has a body, and `...` or `pass` may be all that one should do
; no @main: a program starts at its first line; `if __name__ == "__main__":` is no function
; no @directive: there is none; what tools read out of comments are comments
; no @macro: there is no preprocessor
; no @goto: nothing jumps to a label

(comment) @comment

; A string that stands alone documents what it follows or begins: it does nothing else.
(expression_statement . (string) @docstring .)

(string) @string
[(integer) (float)] @number
(identifier) @identifier

(function_definition name: (identifier) @function_name) @function
(class_definition name: (identifier) @class_name) @class

[(import_statement) (import_from_statement) (future_import_statement)] @import

; Names where they are bound.
(assignment left: (identifier) @variable)
(assignment left: (pattern_list (identifier) @variable))
(tuple_pattern (identifier) @variable)
(list_pattern (identifier) @variable)
(list_splat_pattern (identifier) @variable)
(assignment left: (attribute attribute: (identifier) @variable))
(augmented_assignment left: (identifier) @variable)
(named_expression name: (identifier) @variable)
(for_statement left: (identifier) @variable)
(for_statement left: (pattern_list (identifier) @variable))
(for_in_clause left: (identifier) @variable)
(for_in_clause left: (pattern_list (identifier) @variable))
(as_pattern alias: (as_pattern_target (identifier) @variable))

[(parameters (identifier) @parameter @variable) (lambda_parameters (identifier) @parameter @variable)]
(typed_parameter (identifier) @parameter @variable)
(typed_parameter (list_splat_pattern (identifier) @parameter))
(typed_parameter (dictionary_splat_pattern (identifier) @parameter))
(default_parameter name: (identifier) @parameter @variable)
(typed_default_parameter name: (identifier) @parameter @variable)
[(parameters (list_splat_pattern (identifier) @parameter)) (lambda_parameters (list_splat_pattern (identifier) @parameter))]
[(parameters (dictionary_splat_pattern (identifier) @parameter)) (lambda_parameters (dictionary_splat_pattern (identifier) @parameter))]
(dictionary_splat_pattern (identifier) @variable)

; Fields that a class only names or initialises.
(class_definition body: (block (expression_statement (assignment left: (identifier)) @simple_variable)))

(return_statement) @simple_return

[(expression_statement) (return_statement) (raise_statement) (delete_statement) (exec_statement)
 (assert_statement) (print_statement) (break_statement) (continue_statement)] @statement

[(binary_operator) (unary_operator) (boolean_operator) (not_operator) (comparison_operator)
 (augmented_assignment)] @operation

[(list) (tuple) (set) (dictionary)] @table

[(if_statement) (elif_clause) (conditional_expression) (match_statement) (case_clause) (except_clause)] @branch
[(for_statement) (while_statement) (for_in_clause)] @loop

; `super().__init__(a)` hands on to another constructor; `super()` alone only names the object.
((call function: (_) @_function) @call
  (#not-match? @_function "^super(?:\\([^()]*\\)\\.__init__)?$"))
(assert_statement) @assert
; unittest: self.assertEqual(...), and assertions of mocks
((call function: (attribute attribute: (identifier) @_name)) @assert (#match? @_name "^assert"))

(print_statement) @print
((call function: (identifier) @_name) @print (#eq? @_name "print"))

; A function whose whole body is one return, a docstring apart.
(function_definition body: (block . (comment)* . (return_statement) .)) @simple_function
(function_definition
  body: (block . (comment)* . (expression_statement . (string) .) . (comment)* . (return_statement) .)) @simple_function

; The statement, not the word.
(pass_statement) @python.pass

; A property, or a setter: one field, through `self` or its like.
(function_definition body: (block . (return_statement (attribute object: (identifier))) .)) @accessor
(function_definition
  body: (block . (expression_statement (string)) . (return_statement (attribute object: (identifier))) .)) @accessor
(function_definition
  body: (block . (expression_statement
    (assignment left: (attribute object: (identifier)) right: (identifier))) .)) @accessor

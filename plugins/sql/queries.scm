; SQL's grammar (tree-sitter-sql 0.3) in the shared vocabulary. A table and a type are the records of
; SQL, their columns the fields; what a query chooses by, `WHERE`, is an operation and no branch.

; no @docstring: comments are comments
; no @prototype: every function has a body
; no @accessor: a column is read by its name
; no @main: a script starts at its first line
; no @directive @macro: there is no preprocessor
; no @simple_return: to the grammar, RETURN is a word of a function's body
; no @print @assert: queries have neither
; no @goto: nothing jumps to a label

; MySQL's `/*! ... */` is one as well; its `#` is read as none.
[(comment) (marginalia)] @comment

; What stands in double quotes is a name, but for a value of a row, which MySQL writes so.
((literal) @string (#match? @string "^[A-Za-z]?'"))
((list (literal) @string) (#match? @string "^\""))

((literal) @number (#match? @number "^[-+]? ?[0-9.]"))

[(create_function) (create_procedure)] @function
(create_function (keyword_function) . (object_reference name: (identifier) @function_name))
(create_procedure (keyword_procedure) . (object_reference name: (identifier) @function_name))
(create_function (function_body . (keyword_return))) @simple_function
(create_function (function_body
  . (keyword_as) . (dollar_quote) . (keyword_begin) . (keyword_return))) @simple_function
(function_argument) @parameter

[(create_table) (create_type)] @class
(create_table (object_reference name: (identifier) @class_name) . (column_definitions))
(create_type (keyword_type) . (object_reference name: (identifier) @class_name))
(column_definition) @simple_variable

(create_extension) @import

; Names where they are bound: of a query, a table or a value, of what a routine has, of what is set.
(cte . (identifier) @variable)
(relation alias: (identifier) @variable)
(term alias: (identifier) @variable)
(function_argument (identifier) @variable)
(var_declaration . (identifier) @variable)
(function_declaration . (identifier) @variable)
(assignment left: (field name: (identifier) @variable))
(set_statement (object_reference name: (identifier) @variable))

; All that a script has done, apart from the definitions above.
(statement [
  (select) (set_operation) (insert) (update) (delete) (set_statement) (reset_statement)
  (keyword_merge) (keyword_truncate) (comment_statement) (grant_statement) (revoke_statement)
  (create_view) (create_materialized_view) (create_index) (create_trigger) (create_sequence)
  (create_schema) (create_database) (create_role) (create_policy) (refresh_materialized_view)
  (alter_table) (alter_column) (alter_view) (alter_index) (alter_type) (alter_schema)
  (alter_sequence) (alter_database) (alter_role) (alter_policy)
  (drop_table) (drop_view) (drop_index) (drop_type) (drop_schema) (drop_sequence) (drop_database)
  (drop_role) (drop_function) (drop_procedure) (drop_extension)
]) @statement

[(binary_expression) (unary_expression) (between_expression)] @operation

; A row of values, in `VALUES` and behind `IN`; a list of columns is none.
[(array) (enum_elements) (list . (literal))] @table

[(case) (when_clause)] @branch
(while_statement) @loop
(invocation) @call
(identifier) @identifier

; Rust's grammar (tree-sitter-rust 0.24) in the shared vocabulary.
;
; no @goto: labels name what `break` and `continue` are for
;
; What stands in the parentheses of a macro call is tokens to the grammar: names, strings and numbers
; are found there, calls and operations are not.
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large function, tree-sitter follows a limited number.

; Documentation too; to the grammar it goes to the end of its line, the line end included.
[(line_comment) (block_comment) (shebang)] @comment

; The other way to write documentation, which generators have.
((attribute (identifier) @_doc value: [(string_literal) (raw_string_literal)] @docstring)
  (#eq? @_doc "doc"))

; Of bytes and of C, too; a character is no string.
[(string_literal) (raw_string_literal)] @string
[(integer_literal) (float_literal)] @number
[(identifier) (type_identifier) (field_identifier) (shorthand_field_identifier)] @identifier

; What has a body of its own; a closure is a value.
(function_item name: (identifier) @function_name) @function

; Of traits, and what is elsewhere: in an `extern` block.
(function_signature_item) @prototype

; The last expression of a body is what it returns; a `match` or `if` there is more than a return.
(function_item return_type: (_) body: (block
  . "{" . [(line_comment) (block_comment)]* . (_expression)
  . [(line_comment) (block_comment)]* . "}")) @simple_function
(function_item body: (block
  . "{" . [(line_comment) (block_comment)]* . (expression_statement . (return_expression))
  . [(line_comment) (block_comment)]* . "}")) @simple_function

; One field of `self`, got or set.
(function_item return_type: (_) body: (block . [
  (field_expression value: (self))
  (reference_expression value: (field_expression value: (self)))] .)) @accessor
(function_item !return_type body: (block . (expression_statement . (assignment_expression
  left: (field_expression value: (self)) right: (identifier))) .)) @accessor

((source_file (function_item name: (identifier) @_name) @main) (#eq? @_name "main"))

; An `impl` is not the definition of its type; another name for a type has no members.
[(struct_item name: (_) @class_name) (enum_item name: (_) @class_name)
 (union_item name: (_) @class_name) (trait_item name: (_) @class_name)] @class

; `mod a;` brings in a file.
[(use_declaration) (extern_crate_declaration) (mod_item !body)] @import
((expression_statement . (macro_invocation macro: (identifier) @_macro)) @import
  (#eq? @_macro "include"))

[(attribute_item) (inner_attribute_item)] @directive
(macro_definition) @macro @directive

; Names where they are bound: constants, fields, targets of assignments, parameters, and patterns.
; In a pattern a name that begins with a capital is a constant or a variant.
(const_item name: (identifier) @variable)
(static_item name: (identifier) @variable)
(field_declaration name: (field_identifier) @variable)
(assignment_expression left: (identifier) @variable)
(assignment_expression left: (field_expression field: (field_identifier) @variable))
(compound_assignment_expr left: (identifier) @variable)
(compound_assignment_expr left: (field_expression field: (field_identifier) @variable))
(let_declaration pattern: (identifier) @variable)
(for_expression pattern: (identifier) @variable)
([(let_condition pattern: (identifier) @variable)
  (match_pattern . (identifier) @variable)
  (tuple_struct_pattern type: (_) (identifier) @variable)
  (tuple_pattern (identifier) @variable)
  (slice_pattern (identifier) @variable)
  (or_pattern (identifier) @variable)
  (captured_pattern . (identifier) @variable)
  (reference_pattern (identifier) @variable)
  (ref_pattern (identifier) @variable)
  (mut_pattern (identifier) @variable)
  (field_pattern pattern: (identifier) @variable)
  (field_pattern name: (shorthand_field_identifier) @variable)]
 (#match? @variable "^(?:r#)?[\\p{Ll}_]"))
(closure_parameters (identifier) @variable @parameter)

; Of what has a body; a pattern is one parameter, whatever it takes apart.
(function_item parameters: (parameters (parameter pattern: (_) @parameter)))
(function_item parameters: (parameters (parameter pattern: [(identifier) (self)] @variable)))
(function_item parameters: (parameters (self_parameter (self) @parameter @variable)))
(closure_parameters (parameter pattern: (_) @parameter))
(closure_parameters (parameter pattern: (identifier) @variable))
(closure_parameters [(tuple_pattern) (tuple_struct_pattern) (struct_pattern) (slice_pattern)
  (reference_pattern) (ref_pattern) (mut_pattern)] @parameter)

; Fields, and constants without a value or with a literal; locals without a value. `let` with a
; value is a step of an algorithm, whatever its value.
(field_declaration) @simple_variable
[(const_item !value) (static_item !value) (let_declaration !value)] @simple_variable
(const_item value: [(_literal) (unary_expression (_literal))]) @simple_variable
(static_item value: [(_literal) (unary_expression (_literal))]) @simple_variable

; A return of nothing, of a name or of a literal, which `Ok`, `Err` or `Some` may hand on.
(return_expression . "return" .) @simple_return
(return_expression . "return" . [
  (identifier) (scoped_identifier) (self) (unit_expression) (_literal)
  (unary_expression (_literal))]) @simple_return
((return_expression . "return" . (call_expression function: (identifier) @_wrap
    arguments: (arguments . [(identifier) (scoped_identifier) (unit_expression) (_literal)] .)))
  @simple_return (#any-of? @_wrap "Ok" "Err" "Some"))
(function_item return_type: (_) body: (block [
  (identifier) (scoped_identifier) (self) (unit_expression) (_literal)
  (unary_expression (_literal))] @simple_return))
((function_item return_type: (_) body: (block (call_expression function: (identifier) @_wrap
    arguments: (arguments . [(identifier) (scoped_identifier) (unit_expression) (_literal)] .))
  @simple_return)) (#any-of? @_wrap "Ok" "Err" "Some"))

; What ends with a semicolon, the last expression of a function, and jumps and assignments that need
; none; an `if` or a loop is no simple statement.
(block (expression_statement ";") @statement)
(function_item body: (block (_expression) @statement))
(let_declaration value: (_)) @statement
[(const_item value: (_)) (static_item value: (_))] @statement
(block [(return_expression) (break_expression) (continue_expression)
  (assignment_expression) (compound_assignment_expr)] @statement)
(match_arm value: [(return_expression) (break_expression) (continue_expression)
  (assignment_expression) (compound_assignment_expr)] @statement)

; A reference and what it points at are not computed.
[(binary_expression) (compound_assignment_expr) (unary_expression ["-" "!"])] @operation

[(array_expression) (struct_expression)] @table
((macro_invocation macro: (identifier) @_macro) @table (#eq? @_macro "vec"))

; Each arm that asks something; `let … else` as well.
[(if_expression) (let_declaration alternative: (_))] @branch
((match_arm) @branch (#not-match? @branch "^_\\s*=>"))
[(for_expression) (while_expression) (loop_expression)] @loop

; A call of a macro is one. `Ok(a)` calls nothing, `vec![a]` lists values, `include!` is an import.
((call_expression function: (_) @_function) @call (#not-any-of? @_function "Ok" "Err" "Some"))
((macro_invocation macro: (_) @_macro) @call (#not-any-of? @_macro "vec" "include"))

((macro_invocation macro: (_) @_macro) @print
  (#match? @_macro "^(?:std::)?(?:e?print(?:ln)?|dbg)$"))
; proptest's and insta's too: `prop_assert_eq!`, `insta::assert_snapshot!`
((macro_invocation macro: (_) @_macro) @assert
  (#match? @_macro "^(?:\\w+::)*(?:debug_|prop_)?assert(?:_\\w+)?$"))

; One of the values that an enum may have.
(enum_variant) @rust.variant

; Ruby's grammar (tree-sitter-ruby 0.23) in the shared vocabulary.
;
; no @docstring: what documents is a comment; a string that stands alone is the value of its block
; no @prototype: every method has a body, and it may be empty
; no @main: a program starts at its first line
; no @macro: there is no preprocessor
; no @goto: nothing jumps to a label; `redo` and `retry` begin again what they stand in
;
; What stands below a capture has a field or an anchor, so that a pattern is decided at once: of those
; that stay open over a large class, tree-sitter follows a limited number.

(comment) @comment

; What the interpreter reads out of comments; they stay comments.
((comment) @directive
  (#match? @directive "^#\\s*(?:-\\*-\\s*)?(?:(?:en)?coding|frozen[_-]string[_-]literal|warn[_-]indent|shareable[_-]constant[_-]value)\\s*:"))

; Each word of `%w[]` is a string, and so are `?a` and a here-document; a symbol is a name, an expression
; between slashes is none, and what stands behind `__END__` is data of any kind.
[(string) (bare_string) (character) (heredoc_body) (subshell)] @string

[(integer) (float)] @number
[(identifier) (constant) (instance_variable) (class_variable) (global_variable)
 (hash_key_symbol)] @identifier

; A block and a lambda are values, whatever they are handed to: `define_method` is a call.
[(method name: (_) @function_name) (singleton_method name: (_) @function_name)] @function

; A body of one expression hands its value back. What chooses, repeats, binds, raises or prints is a
; body of more than a return, though it has a value too.
(method body: (body_statement . (comment)* . (return) .)) @simple_function
(singleton_method body: (body_statement . (comment)* . (return) .)) @simple_function
(method body: (body_statement . (comment)* . [
  (identifier) (constant) (scope_resolution) (instance_variable) (class_variable) (global_variable)
  (self) (nil) (true) (false) (integer) (float) (rational) (complex) (string) (chained_string)
  (character) (simple_symbol) (delimited_symbol) (regex) (subshell) (array) (hash) (string_array)
  (symbol_array) (range) (unary) (binary) (conditional) (lambda) (element_reference) (yield)
  (parenthesized_statements)] .)) @simple_function
(singleton_method body: (body_statement . (comment)* . [
  (identifier) (constant) (scope_resolution) (instance_variable) (class_variable) (global_variable)
  (self) (nil) (true) (false) (integer) (float) (rational) (complex) (string) (chained_string)
  (character) (simple_symbol) (delimited_symbol) (regex) (subshell) (array) (hash) (string_array)
  (symbol_array) (range) (unary) (binary) (conditional) (lambda) (element_reference) (yield)
  (parenthesized_statements)] .)) @simple_function
(method body: (body_statement . (comment)* . (call receiver: (_)) .)) @simple_function
(singleton_method body: (body_statement . (comment)* . (call receiver: (_)) .)) @simple_function
((method body: (body_statement . (comment)* . (call !receiver method: (_) @_name) .)) @simple_function
  (#not-any-of? @_name "raise" "fail" "puts" "print" "p" "pp" "printf" "warn" "super"))
((singleton_method
    body: (body_statement . (comment)* . (call !receiver method: (_) @_name) .)) @simple_function
  (#not-any-of? @_name "raise" "fail" "puts" "print" "p" "pp" "printf" "warn" "super"))
; `def a = b`
(method . "def" . (_) . (method_parameters)? . "=") @simple_function
(singleton_method "=") @simple_function

; One field, got or set, and what `attr_reader` and its kin write of this kind.
(method !parameters body: (body_statement . (instance_variable) .)) @accessor
(method !parameters body: (instance_variable)) @accessor
(method body: (body_statement . (return (argument_list . (instance_variable) .)) .)) @accessor
(method parameters: (method_parameters . (identifier) .) body: (body_statement
  . (assignment left: (instance_variable) right: (identifier)) .)) @accessor
((call !receiver method: (identifier) @_name) @accessor @simple_variable
  (#any-of? @_name
    "attr_accessor" "attr_reader" "attr_writer" "attr" "cattr_accessor" "cattr_reader"
    "mattr_accessor" "mattr_reader" "class_attribute"))

; A module is a mixin or a namespace, and holds methods as a class does; `class << self` opens one.
(class name: [
  (constant) @class_name (scope_resolution name: (constant) @class_name)]) @class
(module name: [
  (constant) @class_name (scope_resolution name: (constant) @class_name)]) @class
; `Point = Struct.new(:x, :y)`
((assignment left: (constant) @class_name right: (call
    receiver: (constant) @_kind method: (identifier) @_method)) @class
  (#any-of? @_kind "Struct" "Data" "Class" "Module") (#any-of? @_method "new" "define"))

; Files, and the methods of a module: `include`, `extend`. A receiver's `load` is another method.
((call !receiver method: (identifier) @_name arguments: (argument_list)) @import
  (#any-of? @_name
    "require" "require_relative" "require_dependency" "load" "autoload" "include" "extend" "prepend"
    "using"))

; Names where they are bound: targets of assignments, parameters, loops, handlers, patterns.
(assignment left: [
  (identifier) @variable (constant) @variable (instance_variable) @variable
  (class_variable) @variable (global_variable) @variable])
(operator_assignment left: [
  (identifier) @variable (constant) @variable (instance_variable) @variable
  (class_variable) @variable (global_variable) @variable])
(assignment left: (call method: (identifier) @variable))
(operator_assignment left: (call method: (identifier) @variable))
(left_assignment_list [(identifier) (instance_variable)] @variable)
(destructured_left_assignment (identifier) @variable)
(rest_assignment . (identifier) @variable)
(for pattern: (identifier) @variable)
(exception_variable [(identifier) (instance_variable)] @variable)
(as_pattern name: (identifier) @variable)
(keyword_pattern key: (hash_key_symbol) @variable !value)
[(array_pattern (identifier) @variable) (find_pattern (identifier) @variable)
 (keyword_pattern value: (identifier) @variable) (in_clause pattern: (identifier) @variable)
 (match_pattern pattern: (identifier) @variable)]

; Of methods, lambdas and blocks; one that is taken apart is one parameter. A splat in a pattern has
; the node of one in a list of parameters.
(method_parameters (identifier) @parameter @variable)
(lambda_parameters (identifier) @parameter @variable)
(block_parameters (identifier) @parameter @variable)
[(method_parameters (destructured_parameter) @parameter)
 (lambda_parameters (destructured_parameter) @parameter)
 (block_parameters (destructured_parameter) @parameter)]
(destructured_parameter (identifier) @variable)
(optional_parameter name: (identifier) @parameter @variable)
(keyword_parameter name: (identifier) @parameter @variable)
(block_parameter name: (identifier) @parameter @variable)
[(method_parameters (splat_parameter name: (identifier) @parameter))
 (lambda_parameters (splat_parameter name: (identifier) @parameter))
 (block_parameters (splat_parameter name: (identifier) @parameter))
 (method_parameters (hash_splat_parameter name: (identifier) @parameter))
 (lambda_parameters (hash_splat_parameter name: (identifier) @parameter))
 (block_parameters (hash_splat_parameter name: (identifier) @parameter))]
(splat_parameter name: (identifier) @variable)
(hash_splat_parameter name: (identifier) @variable)

; Constants and fields that a class or a file sets to a literal or another name; a local variable is a
; step of an algorithm, whatever its value.
(program (assignment left: (constant) right: [
  (string) (integer) (float) (nil) (true) (false) (simple_symbol) (regex) (constant)
  (scope_resolution) (unary operand: [(integer) (float)])]) @simple_variable)
(body_statement (assignment
  left: [(constant) (class_variable) (instance_variable)]
  right: [
    (string) (integer) (float) (nil) (true) (false) (simple_symbol) (regex) (identifier) (constant)
    (scope_resolution) (unary operand: [(integer) (float)])]) @simple_variable)
((assignment left: (constant) right: (call
    receiver: [(string) (regex)] method: (identifier) @_freeze !arguments)) @simple_variable
  (#eq? @_freeze "freeze"))

; A return of nothing, a name or a literal, in words or as the last expression of a method.
(return . "return" .) @simple_return
(return (argument_list . [
  (identifier) (constant) (instance_variable) (class_variable) (global_variable) (self) (nil) (true)
  (false) (string) (integer) (float) (simple_symbol) (regex)
  (unary operand: [(integer) (float)])] .)) @simple_return
(method body: (body_statement [
  (identifier) (constant) (instance_variable) (class_variable) (global_variable) (self) (nil) (true)
  (false) (string) (integer) (float) (simple_symbol) (regex)] @simple_return .))
(singleton_method body: (body_statement [
  (identifier) (constant) (instance_variable) (class_variable) (global_variable) (self) (nil) (true)
  (false) (string) (integer) (float) (simple_symbol) (regex)] @simple_return .))

; What stands in a body, and neither chooses, repeats nor defines; under a modifier, `a if b`, too. A
; literal that ends a body is its value, and does nothing.
(program [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(body_statement [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(then [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(else [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(do [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(begin [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(ensure [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(block_body [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier) (binary) (unary) (match_pattern) (rescue_modifier) (alias) (undef)] @statement)
(if_modifier body: [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier)] @statement)
(unless_modifier body: [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier)] @statement)
(while_modifier body: [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier)] @statement)
(until_modifier body: [
  (call) (assignment) (operator_assignment) (return) (yield) (super) (break) (next) (redo) (retry)
  (identifier)] @statement)

; `defined?(a)` computes nothing.
[(binary) (unary operator: ["!" "-" "+" "~" "not"]) (operator_assignment)
 (test_pattern)] @operation

[(array) (hash) (string_array) (symbol_array)] @table

[(if) (unless) (elsif) (when) (in_clause) (conditional) (if_modifier) (unless_modifier) (rescue)
 (rescue_modifier)] @branch

; `for` is a call of `each` in other words, and nobody writes it: what repeats is a call with a block.
[(while) (until) (for) (while_modifier) (until_modifier)] @loop
((call method: (identifier) @_name block: (_)) @loop
  (#match? @_name "^(?:loop|each(?:_\\w+)?|reverse_each|times|upto|downto|step|find_each)$"))

; `super(a)` hands on to another method. Words that only declare, or bring in, are calls to the
; grammar alone; a name without arguments may be one, and none can tell.
(call receiver: (_)) @call
((call !receiver method: [(identifier) (constant)] @_name) @call
  (#not-any-of? @_name
    "require" "require_relative" "require_dependency" "load" "autoload" "include" "extend" "prepend"
    "using" "attr_accessor" "attr_reader" "attr_writer" "attr" "cattr_accessor" "cattr_reader"
    "mattr_accessor" "mattr_reader" "class_attribute" "private" "protected" "public"
    "module_function" "private_class_method" "public_class_method" "private_constant"))
(subshell) @call
; A name that stands alone is one where nothing else could come of it: before another statement, at the
; top, and as the whole body of a method without parameters.
((program (identifier) @call)
  (#not-any-of? @call "private" "protected" "public" "load"))
((body_statement (identifier) @call . (_))
  (#not-any-of? @call "private" "protected" "public" "module_function"))
(method !parameters body: (body_statement . (identifier) @call .))

((call !receiver method: (identifier) @_name arguments: (argument_list)) @print
  (#any-of? @_name "puts" "print" "p" "pp" "printf" "putc" "warn"))
((call receiver: [(global_variable) (constant)] @_stream method: (identifier) @_name) @print
  (#any-of? @_stream "$stdout" "$stderr" "STDOUT" "STDERR" "Kernel")
  (#any-of? @_name "puts" "print" "p" "pp" "printf" "putc" "write" "<<"))

; minitest and test-unit: `assert_equal a, b`
((call !receiver method: (identifier) @_name) @assert
  (#match? @_name "^(?:assert|refute|flunk)(?:_\\w+[?!]?)?$"))
; shoulda: `it { should be_valid }`; with a block, `should "a" do` is a test
((call !receiver method: (identifier) @_name !block) @assert
  (#any-of? @_name "should" "should_not"))
; RSpec: `expect(a).to eq(b)`, `is_expected.to be`, `a.should == b`
((call
    receiver: (call !receiver method: (identifier) @_expect) method: (identifier) @_to) @assert
  (#any-of? @_expect "expect" "expect_any_instance_of")
  (#any-of? @_to "to" "not_to" "to_not"))
((call receiver: (identifier) @_expect method: (identifier) @_to) @assert
  (#any-of? @_expect "is_expected" "are_expected") (#any-of? @_to "to" "not_to" "to_not"))
((call receiver: (_) method: (identifier) @_name) @assert
  (#match? @_name "^(?:should|should_not|must_\\w+|wont_\\w+)$"))

; A value that is written out, under a key or in a list.
(pair value: [
  (string) (integer) (float) (nil) (true) (false) (simple_symbol)
  (unary operand: [(integer) (float)])]) @ruby.written_value
(array [
  (string) (integer) (float) (nil) (true) (false) (simple_symbol)
  (unary operand: [(integer) (float)])] @ruby.written_value)

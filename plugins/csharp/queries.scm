; C#'s grammar (tree-sitter-c-sharp 0.23) in the shared vocabulary.

; no @docstring: `///` and `/** */` are comments
; no @macro: `#define` takes neither parameters nor a text

[(comment) (shebang_directive)] @comment

; An interpolated string is one string, and so is each one inside its holes. A character is none.
[(string_literal) (verbatim_string_literal) (raw_string_literal)
 (interpolated_string_expression)] @string
[(integer_literal) (real_literal)] @number
[(identifier) (implicit_parameter)] @identifier

; By its first word: the node of `#if` holds all the code between, and others end with blank lines.
["#if" "#elif" "#else" "#endif" "#region" "#endregion" "#pragma" "#nullable" "#define" "#undef"
 "#line" "#error" "#warning"] @directive

; What has a body of its own. A property is one member, however many accessors it has, and a
; lambda is an argument or a value: neither is a function. Constructors and operators have no
; name of their own.
(method_declaration name: (identifier) @function_name body: (_)) @function
(local_function_statement name: (identifier) @function_name body: (_)) @function
(constructor_declaration body: (_)) @function
(destructor_declaration body: (_)) @function
(operator_declaration body: (_)) @function
(conversion_operator_declaration body: (_)) @function

; What hands its body to others: interfaces, derived classes, native code. A delegate is a function's
; type, with its parameters. An interface's properties and events are no functions.
[(method_declaration !body) (local_function_statement !body) (constructor_declaration !body)
 (operator_declaration !body) (conversion_operator_declaration !body)
 (delegate_declaration)] @prototype

; `=> value` is a return, unless there is nothing to return.
[(method_declaration body: (block
   . "{" . (comment)* . (return_statement) . (comment)* . "}"))
 (local_function_statement body: (block
   . "{" . (comment)* . (return_statement) . (comment)* . "}"))
 (operator_declaration body: (block
   . "{" . (comment)* . (return_statement) . (comment)* . "}"))
 (conversion_operator_declaration body: (block
   . "{" . (comment)* . (return_statement) . (comment)* . "}"))] @simple_function
((method_declaration returns: (_) @_type body: (arrow_expression_clause)) @simple_function
  (#not-eq? @_type "void"))
((local_function_statement type: (_) @_type body: (arrow_expression_clause)) @simple_function
  (#not-eq? @_type "void"))
(operator_declaration body: (arrow_expression_clause)) @simple_function
(conversion_operator_declaration body: (arrow_expression_clause)) @simple_function

; The parts of a property that only hand a field on, and methods in their place.
((property_declaration value: (arrow_expression_clause
  . [(identifier) (member_access_expression)] @_field)) @accessor (#match? @_field "^(?:this\\.)?\\w+$"))
((accessor_declaration body: [
  (block . (return_statement [(identifier) (member_access_expression)] @_field) .)
  (arrow_expression_clause . [(identifier) (member_access_expression)] @_field)
  (block . (expression_statement (assignment_expression
    left: [(identifier) (member_access_expression)] @_field operator: "=" right: (identifier))) .)
  (arrow_expression_clause . (assignment_expression
    left: [(identifier) (member_access_expression)] @_field operator: "=" right: (identifier)))
]) @accessor (#match? @_field "^(?:this\\.)?\\w+$"))
((method_declaration parameters: (parameter_list) @_parameters body: [
  (block . (return_statement [(identifier) (member_access_expression)] @_field) .)
  (arrow_expression_clause . [(identifier) (member_access_expression)] @_field)
]) @accessor
  (#match? @_parameters "^\\(\\s*\\)$") (#match? @_field "^(?:this\\.)?\\w+$"))
((method_declaration parameters: (parameter_list . (parameter) .) body: [
  (block . (expression_statement (assignment_expression
    left: [(identifier) (member_access_expression)] @_field operator: "=" right: (identifier))) .)
  (arrow_expression_clause . (assignment_expression
    left: [(identifier) (member_access_expression)] @_field operator: "=" right: (identifier)))
]) @accessor (#match? @_field "^(?:this\\.)?\\w+$"))

; A program of top-level statements has none.
((method_declaration
  (modifier) @_static returns: (_) @_type name: (identifier) @_name
  parameters: (parameter_list) @_parameters body: (_)) @main
  (#eq? @_static "static") (#eq? @_name "Main")
  (#match? @_type "^(?:void|int|(?:[\\w.]+\\.)?Task(?:<int>)?)$")
  (#match? @_parameters "^\\(\\s*(?:(?:params\\s+)?[Ss]tring\\s*\\[\\s*\\]\\??\\s*@?\\w+\\s*)?\\)$"))

[(class_declaration name: (identifier) @class_name) (struct_declaration name: (identifier) @class_name)
 (interface_declaration name: (identifier) @class_name) (enum_declaration name: (identifier) @class_name)
 (record_declaration name: (identifier) @class_name)] @class

; The directive, not the statement that disposes.
[(using_directive) (extern_alias_directive)] @import

; Names where they are bound: locals, fields, constants, events, and properties that are fields.
(variable_declarator name: (identifier) @variable)
(enum_member_declaration name: (identifier) @variable)
((property_declaration name: (identifier) @variable accessors: (accessor_list) @_accessors)
  (#match? @_accessors "^\\{[\\w\\s;]*\\}$"))

(parameter name: (identifier) @parameter @variable)
(implicit_parameter) @parameter @variable
; `params`
[(parameter_list name: (identifier) @parameter @variable)
 (bracketed_parameter_list name: (identifier) @parameter @variable)]

; Loops, handlers, `out var`, deconstruction, patterns, queries.
(foreach_statement type: (_) left: (identifier) @variable)
(catch_declaration name: (identifier) @variable)
(declaration_expression name: (identifier) @variable)
(tuple_pattern name: (identifier) @variable)
(parenthesized_variable_designation name: (identifier) @variable)
[(declaration_pattern name: (identifier) @variable) (var_pattern name: (identifier) @variable)
 (recursive_pattern name: (identifier) @variable) (list_pattern name: (identifier) @variable)]
(from_clause name: (identifier) @variable)
(join_clause (identifier) @variable . "in")
(join_into_clause (identifier) @variable)
(let_clause . (identifier) @variable)
(query_expression "into" . (identifier) @variable)

(assignment_expression left: (identifier) @variable)
(assignment_expression left: (member_access_expression name: (identifier) @variable))
(assignment_expression left: (tuple_expression (argument (identifier) @variable)))

; Fields, constants, events and automatic properties without a value or with a literal; locals
; without a value. The last declarator speaks for its declaration.
((field_declaration (variable_declaration (variable_declarator) @_last .)) @simple_variable
  (#not-match? @_last "="))
((local_declaration_statement (variable_declaration (variable_declarator) @_last .)) @simple_variable
  (#not-match? @_last "="))
(field_declaration (variable_declaration (variable_declarator "=" . [
  (literal) (prefix_unary_expression (literal))]) .)) @simple_variable
(event_field_declaration) @simple_variable
((property_declaration accessors: (accessor_list) @_accessors .) @simple_variable
  (#match? @_accessors "^\\{[\\w\\s;]*\\}$"))
((property_declaration accessors: (accessor_list) @_accessors value: [
  (literal) (prefix_unary_expression (literal))]) @simple_variable
  (#match? @_accessors "^\\{[\\w\\s;]*\\}$"))

; Of nothing, a name or a literal. OpenCoder counts every return of C#.
((return_statement) @simple_return (#match? @simple_return "^return\\s*;$"))
(return_statement . "return" . [
  (identifier) "this" (literal) (prefix_unary_expression (literal))]) @simple_return

[(expression_statement) (return_statement) (throw_statement) (yield_statement) (break_statement)
 (continue_statement) (goto_statement)] @statement
(local_declaration_statement (variable_declaration (variable_declarator "="))) @statement

; `x!` computes nothing.
[(binary_expression) (prefix_unary_expression) (postfix_unary_expression ["++" "--"])
 (is_expression) (is_pattern_expression) (relational_pattern)] @operation
(assignment_expression left: (_) . operator: [
  "+=" "-=" "*=" "/=" "%=" "&=" "^=" "|=" "<<=" ">>=" ">>>=" "??="]) @operation

[(initializer_expression) (collection_expression) (anonymous_object_creation_expression)] @table

; Each arm of a switch is a choice; the switch itself is none of its own.
[(if_statement) (conditional_expression) (switch_section) (switch_expression_arm) (catch_clause)] @branch
[(for_statement) (foreach_statement) (while_statement) (do_statement) (from_clause)] @loop

; `: base(x)`, `: this(x)` and `record A(int x) : B(x)` hand on to another constructor.
[(invocation_expression) (object_creation_expression)
 (implicit_object_creation_expression)] @call

((invocation_expression function: (member_access_expression
  expression: [(identifier) (member_access_expression)] @_console name: (identifier) @_name)) @print
  (#match? @_console "^(?:global::)?(?:System\\.)?Console(?:\\.(?:Out|Error))?$")
  (#match? @_name "^Write(?:Line)?(?:Async)?$"))

; Assert.Equal (xUnit, NUnit, MSTest), CollectionAssert and the like; Debug.Assert; x.ShouldBe
; (Shouldly) and x.Should() (FluentAssertions).
((invocation_expression function: (member_access_expression
  expression: [(identifier) (member_access_expression)] @_class)) @assert
  (#match? @_class "^(?:\\w+\\.)*\\w*Assert$"))
((invocation_expression function: [
  (member_access_expression name: [(identifier) @_name (generic_name (identifier) @_name)])
  (conditional_access_expression
    (member_binding_expression name: [(identifier) @_name (generic_name (identifier) @_name)]))
]) @assert
  (#match? @_name
    "^(?:Assert|Should(?:(?:All|Be|Contain|EndWith|Have|Match|Not|Satisfy|StartWith|Throw).*)?)$"))

(goto_statement) @goto

; An attribute of the whole assembly or module.
(global_attribute) @csharp.global_attribute

; A property that is a field by another name; an interface declares its like and has none. What
; computes in a property.
([(class_declaration body: (declaration_list (property_declaration
    accessors: (accessor_list) @_accessors) @csharp.automatic_property))
  (struct_declaration body: (declaration_list (property_declaration
    accessors: (accessor_list) @_accessors) @csharp.automatic_property))
  (record_declaration body: (declaration_list (property_declaration
    accessors: (accessor_list) @_accessors) @csharp.automatic_property))]
  (#match? @_accessors "^\\{[\\w\\s;]*\\}$"))
(property_declaration value: (arrow_expression_clause) @csharp.property_body)
(indexer_declaration value: (arrow_expression_clause) @csharp.property_body)
(accessor_declaration body: (_) @csharp.property_body)

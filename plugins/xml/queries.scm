; XML's grammar (tree-sitter-xml 0.7) in the shared vocabulary: what every document has. What its tags
; mean, as `xs:import` or `<Target>`, is the business of whoever reads it.

; no @docstring: comments are comments
; no @number: numbers are text, or values of attributes
; no @function @simple_function @function_name @accessor @main @prototype: data defines no functions
; no @class @class_name: data defines no types
; no @macro @simple_variable @parameter @table: data has none of them
; no @statement @operation @branch @loop @simple_return @goto: data does nothing
; no @call @print @assert: data calls nothing

(Comment) @comment

; Values of attributes, as in HTML, and what a declaration says in quotes.
[(AttValue) (PseudoAttValue) (EntityValue) (SystemLiteral) (PubidLiteral)] @string

; To the parser, and to the programs that read on.
[(XMLDecl) (doctypedecl) (PI)] @directive

; A style sheet, a schema, and an entity whose text is another file's.
[(StyleSheetPI) (XmlModelPI)] @import
[(GEDecl (ExternalID)) (PEDecl (ExternalID))] @import

; An entity names a text that `&name;` stands for.
[(GEDecl (Name) @variable) (PEDecl (Name) @variable)]

(Name) @identifier

; What the elements are made of (plugins/xml/records.py).
[(STag) (ETag) (EmptyElemTag)] @xml.tag

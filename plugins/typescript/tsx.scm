; inherits: typescript
; TypeScript's grammar with JSX (tree-sitter-typescript 0.23): what it has more.

; `<Form to={address} />` calls the component; `<p>` is markup.
([(jsx_opening_element name: (_) @_component) (jsx_self_closing_element name: (_) @_component)] @call
  (#match? @_component "^[A-Z]"))

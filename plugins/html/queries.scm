; HTML's grammar (tree-sitter-html 0.23) in the shared vocabulary. A page defines, binds, calls and
; chooses nothing, and its scripts are one text each to this grammar.
; Names are written in any case; <nAv> is not worth a pattern for every tag of every page.

; Conditional comments are comments too; `<![endif]>` outside of one is an ERROR.
(comment) @comment

; It tells the browser which rules to read the page by.
(doctype) @directive

; Values in quotes are the string literals of HTML; the bare ones are strings as well.
(quoted_attribute_value) @string
(attribute (attribute_value) @string)

[(tag_name) (erroneous_end_tag_name) (attribute_name)] @identifier

; What the page loads: scripts of other files, and `link`, which is not for following.
((script_element (start_tag (attribute (attribute_name) @_name))) @import
  (#any-of? @_name "src" "SRC" "Src"))
((element [(start_tag (tag_name) @_name) (self_closing_tag (tag_name) @_name)]) @import
  (#any-of? @_name "link" "LINK" "Link"))

; What the page is made of; what is none of this is its text (plugins/html/parts.py).
[(start_tag) (end_tag) (self_closing_tag) (erroneous_end_tag)] @html.tag
(attribute) @html.attribute
(script_element (raw_text) @html.script)
(style_element (raw_text) @html.style)
((element (start_tag (tag_name) @_name)) @html.template
  (#any-of? @_name "template" "TEMPLATE" "Template"))

; Values that are code: handlers of events, and what Vue, Angular, Alpine, Thymeleaf and htmx read.
((attribute (attribute_name) @_name [(attribute_value) (quoted_attribute_value)] @html.handler)
  (#match? @_name "(?i)^on[a-z]+$"))
((attribute (attribute_name) @_name [(attribute_value) (quoted_attribute_value)] @html.binding)
  (#match? @_name "^(?:[:@#*(\\[]|v-|(?:data-)?ng-|x-|th:|(?:data-)?hx-)"))

; What leads around the page or away from it: by the element's name, or by its role.
((element (start_tag (tag_name) @_name)) @html.navigation
  (#any-of? @_name "nav" "header" "footer" "aside" "menu" "NAV" "HEADER" "FOOTER" "ASIDE" "MENU"))
((element (start_tag (attribute
    (attribute_name) @_name
    [(attribute_value) (quoted_attribute_value)] @_role))) @html.navigation
  (#any-of? @_name "role" "ROLE")
  (#match? @_role "^[\"']?(?:navigation|banner|contentinfo|menu|menubar|complementary)[\"']?$"))
((element (start_tag (tag_name) @_tag (attribute (attribute_name) @_name))) @html.link
  (#any-of? @_tag "a" "A")
  (#any-of? @_name "href" "HREF" "Href"))

; The tag that names what wrote the page.
([(start_tag (tag_name) @_tag (attribute
    (attribute_name) @_name
    [(attribute_value) (quoted_attribute_value)] @_value))
  (self_closing_tag (tag_name) @_tag (attribute
    (attribute_name) @_name
    [(attribute_value) (quoted_attribute_value)] @_value))] @html.generator
  (#any-of? @_tag "meta" "META" "Meta")
  (#any-of? @_name "name" "NAME" "Name")
  (#match? @_value "(?i)^[\"']?generator[\"']?$"))

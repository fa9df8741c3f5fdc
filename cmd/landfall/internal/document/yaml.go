package document

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"
)

// converter makes nodes of YAML's syntax tree.
type converter struct {
	anchors map[string]*node
	merged  int // entries that merge keys have copied
	most    int // nodes that the file may come to with aliases written out
}

// convert returns the one document of a file of so many tokens.
func convert(file *ast.File, tokens int) (*node, *Problem) {
	var body ast.Node
	for _, doc := range file.Docs {
		switch {
		case doc.Body == nil || doc.Body.Type() == ast.DirectiveType:
		case body == nil:
			body = doc.Body
		default:
			return nil, cmp.Or(place(doc.Start), place(doc.Body.GetToken())).problem("begins a second YAML document", "one document in a file")
		}
	}
	if body == nil {
		return nil, &Problem{Wrong: "is empty", Expected: "a scenario begins with landfall: 1"}
	}
	c := &converter{anchors: map[string]*node{}, most: max(100_000, 10*tokens)}
	return c.node(body)
}

func (c *converter) node(n ast.Node) (*node, *Problem) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return c.mapping(n, n.Values)
	case *ast.MappingValueNode:
		return c.mapping(n, []*ast.MappingValueNode{n})
	case *ast.SequenceNode:
		return c.list(n)
	case *ast.AnchorNode:
		return c.anchor(n)
	case *ast.AliasNode:
		return c.alias(n)
	case *ast.StringNode:
		return scalar(n.Token, n.Value), nil
	case *ast.LiteralNode:
		return &node{kind: text, at: place(n.Start), text: n.Value.Value, size: 1}, nil
	case ast.ScalarNode:
		return scalar(n.GetToken(), n.GetToken().Value), nil
	case nil:
		return &node{size: 1}, nil
	}
	return nil, place(n.GetToken()).problem("is not expected here", "a value, a list or a mapping")
}

func (c *converter) list(n *ast.SequenceNode) (*node, *Problem) {
	out := &node{kind: list, at: place(n.Start), size: 1}
	for _, v := range n.Values {
		item, problem := c.node(v)
		if problem != nil {
			return nil, problem
		}
		out.items = append(out.items, item)
		if problem := c.grow(out, item); problem != nil {
			return nil, problem
		}
	}
	return out, nil
}

// grow counts a part, and refuses the bombs that are made of aliases.
func (c *converter) grow(out, part *node) *Problem {
	if out.grow(part.size); out.size > c.most {
		return out.at.problem("grows without measure through its aliases", "write out what is meant, or use fewer aliases")
	}
	return nil
}

func (c *converter) mapping(n ast.Node, values []*ast.MappingValueNode) (*node, *Problem) {
	out := &node{kind: mapping, at: place(n.GetToken()), size: 1}
	var merges []*node
	for i, v := range values {
		at := place(v.Key.GetToken())
		if _, braces := n.(*ast.MappingNode); i == 0 && (!braces || !n.(*ast.MappingNode).IsFlowStyle) {
			out.at = at
		}
		value, problem := c.node(v.Value)
		if problem != nil {
			return nil, problem
		}
		if value.at.line == 0 { // nothing after the colon
			value.at = at
		}
		if v.Key.IsMergeKey() {
			merges = append(merges, value)
			continue
		}
		key, ok := keyText(v.Key)
		if !ok {
			return nil, at.problem("is a key that is not plain text", "write key: value")
		}
		out.entries = append(out.entries, entry{key, at, value})
		if problem := c.grow(out, value); problem != nil {
			return nil, problem
		}
	}
	return out, c.merge(out, merges)
}

func keyText(key ast.MapKeyNode) (string, bool) {
	switch k := key.(type) {
	case *ast.StringNode:
		return k.Value, true
	case ast.ScalarNode:
		return k.GetToken().Value, true
	}
	return "", false
}

// merge adds the entries of mappings that << names, unless the key is there.
func (c *converter) merge(out *node, sources []*node) *Problem {
	if len(sources) == 0 {
		return nil
	}
	has := map[string]bool{}
	for _, e := range out.entries {
		has[e.key] = true
	}
	for len(sources) > 0 {
		source := sources[0]
		sources = sources[1:]
		switch source.kind {
		case list:
			if c.merged += len(source.items); c.merged > c.most {
				return source.at.problem("grows without measure through its aliases", "use fewer merge keys")
			}
			sources = append(append([]*node{}, source.items...), sources...)
		case mapping:
			if c.merged += len(source.entries); c.merged > c.most {
				return source.at.problem("grows without measure through its aliases", "use fewer merge keys")
			}
			for _, e := range source.entries {
				if has[e.key] {
					continue
				}
				has[e.key] = true
				out.entries = append(out.entries, e)
				if problem := c.grow(out, e.value); problem != nil {
					return problem
				}
			}
		default:
			return source.at.problem("<< is followed by "+source.kind.String(), "an alias of a mapping, or a list of these")
		}
	}
	return nil
}

func (c *converter) anchor(n *ast.AnchorNode) (*node, *Problem) {
	value, problem := c.node(n.Value)
	if problem != nil {
		return nil, problem
	}
	if n.Name != nil {
		c.anchors[n.Name.GetToken().Value] = value
	}
	return value, nil
}

func (c *converter) alias(n *ast.AliasNode) (*node, *Problem) {
	name := ""
	if n.Value != nil {
		name = n.Value.GetToken().Value
	}
	if value, ok := c.anchors[name]; ok {
		return value, nil
	}
	return nil, place(n.Start).problem("*"+clip(name)+" is an alias of nothing", "an anchor &"+clip(name)+" before it, not around it")
}

// numeric is what JSON and the core schema of YAML 1.2 have in common, with
// the latter's signs and points.
var numeric = regexp.MustCompile(`^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$`)

// scalar tells numbers, true, false and null from text by the core schema of
// YAML 1.2; what is in quotes is text.
func scalar(t *token.Token, value string) *node {
	n := &node{kind: text, at: place(t), text: value, size: 1}
	if t.Type == token.SingleQuoteType || t.Type == token.DoubleQuoteType {
		return n
	}
	switch strings.ToLower(value) {
	case "", "~", "null":
		n.kind = null
	case "true", "false":
		n.kind, n.text = boolean, strings.ToLower(value)
	default:
		if numeric.MatchString(value) {
			n.kind = number
		}
	}
	return n
}

// hintYAML adds advice to the parser's words.
func hintYAML(message string) string {
	switch {
	case strings.Contains(message, "tab"), strings.Contains(message, "cannot start any token"):
		return "indent with spaces; put text that begins with @, ` or % in quotes"
	case strings.Contains(message, "could not find end"), strings.Contains(message, "not found"):
		return "a bracket, a brace or a quote is not closed"
	case strings.Contains(message, "value is not allowed"), strings.Contains(message, "non-map value"), strings.Contains(message, "unexpected key"):
		return "check the indentation, and put text with a colon in quotes"
	}
	return ""
}

// clip shows the beginning of a text from a file.
func clip(text string) string {
	const most = 40
	if runes := []rune(text[:min(len(text), 4*most)]); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return strings.Trim(fmt.Sprintf("%q", text), `"`)
}

package document

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/goccy/go-yaml/scanner"
	"github.com/goccy/go-yaml/token"
)

// parseYAML reads the one document of a YAML file. The tokens are checked
// first, so that the parser, which recurses, meets only what it can take.
func parseYAML(data []byte) (*node, *Problem) {
	tokens, problem := scan(string(data))
	if problem != nil {
		return nil, problem
	}
	file, err := parseTokens(tokens)
	if err != nil {
		return nil, syntaxProblem(err)
	}
	return convert(file, len(tokens))
}

// parseTokens is the parser, which is not ours: should it ever meet something
// that it does not expect, that is an error like the others.
func parseTokens(tokens token.Tokens) (file *ast.File, err error) {
	defer func() {
		if recover() != nil {
			err = errors.New("it is put together in an unusual way")
		}
	}()
	return parser.Parse(tokens, 0, parser.AllowDuplicateMapKey())
}

// scan splits YAML into tokens. The scanner takes a file as a whole, so its
// work is estimated first.
func scan(source string) (token.Tokens, *Problem) {
	if len(source) > mostYAML || tokensAtMost(source) > mostTokens {
		return nil, &Problem{Wrong: fmt.Sprintf("is larger YAML than %d MiB or %d words and signs", mostYAML>>20, mostTokens),
			Expected: "write it as JSON, or the portfolio as an inventory"}
	}
	var s scanner.Scanner
	s.Init(source)
	var tokens token.Tokens
	meter := &meter{}
	for {
		some, err := s.Scan()
		if errors.Is(err, io.EOF) {
			return tokens, nil
		}
		for _, t := range some {
			if t.Type == token.InvalidType {
				return nil, place(t).problem("is not YAML: "+printable(t.Error), hintYAML(t.Error))
			}
			if problem := meter.add(t); problem != nil {
				return nil, problem
			}
		}
		tokens.Add(some...)
		if err != nil {
			return nil, &Problem{Wrong: "is not YAML: " + printable(err.Error())}
		}
	}
}

// tokensAtMost bounds the number of tokens from above: each sign that ends a
// token, in quotes or not, ends at most one token and is at most one.
func tokensAtMost(source string) int {
	signs := 1
	for i := range len(source) {
		switch source[i] {
		case '\n', '[', ']', '{', '}', ',', '&', '*', '!', '#', '?', '|', '>', '"', '\'', '%':
			signs++
		case ':', '-':
			if i+1 == len(source) || strings.IndexByte(" \t\r\n,[]{}\"'", source[i+1]) >= 0 {
				signs++
			}
		}
	}
	return 2 * signs
}

// printable makes a message of the parser one line.
func printable(message string) string {
	const most = 120
	if len(message) > most {
		message = strings.ToValidUTF8(message[:most], "") + "…"
	}
	quoted := strconv.Quote(message)
	return strings.ReplaceAll(quoted[1:len(quoted)-1], `\"`, `"`)
}

func place(t *token.Token) position {
	if t == nil || t.Position == nil {
		return position{}
	}
	return position{t.Position.Line, t.Position.Column}
}

// syntaxProblem makes a problem of the parser's error.
func syntaxProblem(err error) *Problem {
	var located interface {
		GetToken() *token.Token
		GetMessage() string
	}
	if errors.As(err, &located) {
		return place(located.GetToken()).problem("is not YAML: "+printable(located.GetMessage()), hintYAML(located.GetMessage()))
	}
	return &Problem{Wrong: "is not YAML: " + err.Error()}
}

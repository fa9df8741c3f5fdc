package explore

// Has reports whether s can be reached.
func (g *Graph[S, L]) Has(s S) bool {
	_, ok := g.index[s]
	return ok
}

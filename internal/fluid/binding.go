package fluid

// Binding is what holds a flow back: the flow's own limit, or else the number
// of a link of its route that is full and on which no flow of its class has
// more per unit of weight. Of several such links it is one; if all of them
// have come to be so with the same solution, the one with the lowest number.
type Binding int

// ByLimit says that a flow gets all that it may take.
const ByLimit Binding = -1

// Link returns the link that holds the flow back, and whether there is one.
func (b Binding) Link() (link int, ok bool) {
	return int(b), b >= 0
}

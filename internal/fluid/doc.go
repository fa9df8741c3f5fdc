// Package fluid shares the capacity of links among flows by weighted max-min
// fairness.
//
// A flow crosses every link of its route. Classes are served strictly in
// order: a class shares what the classes below its number leave. Within a
// class all flows rise together, each in proportion to its weight, until a
// flow reaches its own limit or a link of its route is full (progressive
// filling; Bertsekas and Gallager, "Data Networks", 2nd ed., section 6.5.2).
// The rates are then max-min fair: none can grow without taking from a flow of
// its class that has no more per unit of weight, or from a class served before.
//
// The package knows no time and no volumes: its host says which flows exist
// and what they may take, and learns which rates have changed. Any unit of
// rate will do, the same one for capacities and limits.
//
// # What is exact
//
// A flow that no link holds back gets exactly its limit, bit for bit; one with
// a scale, the product of its limit and the factor, rounded once. A limit that
// is within 1e-12 of the flow's fair share counts as reached, so that rounding
// starves nobody; the load of a link may therefore pass its capacity by that
// much, and never by more. A link that one class fills offers exactly nothing
// to the next. Flows of equal class, scale, route, weight and limit have
// bit-equal rates. A factor gives the rates that new limits would, but for the
// rounding of sums. The same calls in the same order give the same bits.
//
// # Cost
//
// Flows of one class and scale with the same links form a group. A group keeps
// the sum of its members' limits, which is all that counts while no link holds
// any of them back, and its members ordered by limit per weight in a tree that
// knows the sums below every node, so that what the group takes at a level is
// known in O(log n), and only flows whose rate really changes are visited. A
// member gets its place there when levels come often between the least and the
// largest limit of those without one: their sums tell as much until then, and
// for once a look at each of them.
//
// A solution looks at what a change touches. Mostly nobody is held back where
// something changes, or those that one link holds back get more: then only these
// groups are looked at, and whether the other links have room for what is added
// (ease). Or it is one link at most whose groups get another level together; then
// those are looked at as well that cross it and have more (shift). Otherwise the
// changed groups are filled progressively beside all others, and others are
// taken in as long as there are any that can't go on as they are. A class has all
// its groups solved when there is more or less for it on a link, as that has a
// new capacity or the classes before leave something else, unless the link has
// room to spare. With G groups to be solved on L links each that costs
// O(rounds · G · (L + log n) + changed). Nothing is allocated once buffers have
// grown.
//
// Rounding may depend on what was solved before, by as much as the tolerances
// above; rates that were told do not drift, as a link that holds groups back is
// always compared with its capacity, not with what it carried before.
//
// A new limit or weight is only noted, in O(1), and is nothing if it is taken
// back before the next solution. The tree of a group learns of it when a link
// across which the group goes is too narrow for all: by moving a node where few
// members have changed, by one merge and a linear construction where many have.
// A new factor of a scale costs O(groups): trees hold limits without factor, so
// that they stay as they are, and of the flows only those are visited that
// begin or cease to be held back.
package fluid

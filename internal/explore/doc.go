// Package explore searches finite state spaces: breadth first, so that every
// path it reports is a shortest one.
//
// It decides in which order states are visited and what they can reach. It
// never knows what a state means, and it keeps the whole space in memory.
package explore

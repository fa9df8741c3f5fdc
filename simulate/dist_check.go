package simulate

import "fmt"

// checker is a value that can find fault with itself, paths relative to it.
type checker interface{ check() []Problem }

func (b Bytes) check() []Problem    { return byteScale.check(float64(b)) }
func (r BitRate) check() []Problem  { return bitRateScale.check(float64(r)) }
func (r ByteRate) check() []Problem { return byteRateScale.check(float64(r)) }
func (s Share) check() []Problem    { return shareScale.check(float64(s)) }
func (d Duration) check() []Problem { return durationScale.check(float64(d)) }

func (b Bytes) limit() float64    { return byteScale.limit }
func (r BitRate) limit() float64  { return bitRateScale.limit }
func (r ByteRate) limit() float64 { return byteRateScale.limit }
func (s Share) limit() float64    { return shareScale.limit }
func (d Duration) limit() float64 { return durationScale.limit }

// arity is the number of parameters of each shape; Empirical has any from 1.
var arity = [...]int{Constant: 1, Uniform: 2, Triangular: 3, PERT: 3, Normal: 2, Lognormal: 2, Exponential: 1, Empirical: -1}

// checkArity demands a shape that there is, with as many parameters as it takes.
func (d Dist[T]) checkArity() []Problem {
	if int(d.Shape) >= len(shapes) {
		return []Problem{{Wrong: "unknown distribution", Expected: "one of " + listing(ShapeNames())}}
	}
	if d.Shape == Constant && len(d.Params) == 0 {
		return nil
	}
	if want := arity[d.Shape]; want >= 0 && len(d.Params) != want || len(d.Params) == 0 {
		return []Problem{{d.path(), "has " + count(len(d.Params), "parameter"), d.Shape.String() + " takes " + d.Shape.Takes()}}
	}
	return nil
}

// path is that of the parameters in the file: the name of the shape.
func (d Dist[T]) path() string {
	if d.Shape == Constant {
		return ""
	}
	return d.Shape.String()
}

func (d Dist[T]) check() []Problem {
	problems, path := d.checkArity(), d.path()
	if len(problems) > 0 {
		return problems
	}
	for i, p := range d.Params {
		problems = append(problems, within(join(path, d.param(i)), any(p).(checker).check())...)
	}
	if len(problems) == 0 {
		problems = within(path, d.checkOrder())
	}
	return problems
}

// param is the path of a parameter in the file, after the name of the shape.
func (d Dist[T]) param(i int) string {
	switch d.Shape {
	case Constant, Exponential:
		return ""
	case Lognormal:
		return [...]string{"p50", "p90"}[i]
	}
	return element("", i)
}

func (d Dist[T]) checkOrder() []Problem {
	p := d.Params
	switch {
	case d.Shape == Uniform && p[0] > p[1]:
		return []Problem{{"", fmt.Sprintf("%v is above %v", p[0], p[1]), "uniform takes [a, b] with a not above b"}}
	case (d.Shape == Triangular || d.Shape == PERT) && (p[0] > p[1] || p[1] > p[2]):
		return []Problem{{"", fmt.Sprintf("%v, %v, %v does not rise", p[0], p[1], p[2]), d.Shape.String() + " takes [min, mode, max] in this order"}}
	case d.Shape == Lognormal && p[0] == 0:
		return []Problem{{"p50", "is 0", "the median of a lognormal distribution is above 0"}}
	case d.Shape == Lognormal && p[0] > p[1]:
		return []Problem{{"", fmt.Sprintf("p50 %v is above p90 %v", p[0], p[1]), "p90 is at least p50"}}
	}
	return nil
}

// count writes a number of things, such as 2 parameters.
func count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

package document

import (
	"encoding"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/landfall-sim/landfall/simulate"
)

// field is a key of a mapping.
type field struct {
	key       string
	index     []int
	fieldType reflect.Type
	required  bool
}

var fieldCache sync.Map // reflect.Type to []field

// fieldsOf lists the keys of a struct, embedded ones in their place.
func fieldsOf(t reflect.Type) []field {
	if cached, ok := fieldCache.Load(t); ok {
		return cached.([]field)
	}
	var list []field
	for _, f := range reflect.VisibleFields(t) {
		key, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		if f.Anonymous || key == "" {
			continue
		}
		list = append(list, field{
			key: key, index: f.Index, fieldType: f.Type,
			required: !strings.Contains(options, "omit") && !judgedLater(t, key),
		})
	}
	fieldCache.Store(t, list)
	return list
}

// judgedLater tells whether the scenario itself says that a key is missing: an
// inventory may give sites, and about the version there is more to say.
func judgedLater(t reflect.Type, key string) bool {
	return t == reflect.TypeFor[simulate.Scenario]() && (key == "sites" || key == "landfall")
}

// isScalar tells whether a type has a text form.
func isScalar(t reflect.Type) bool {
	return t == reflect.TypeFor[time.Time]() || t.Kind() != reflect.Pointer && reflect.PointerTo(t).Implements(reflect.TypeFor[encoding.TextUnmarshaler]())
}

// isDist tells whether a type is a distribution of something.
func isDist(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && strings.HasPrefix(t.Name(), "Dist[")
}

// isNamedList tells whether a type is a name or a list, and which fields of it
// are these.
func isNamedList(t reflect.Type) (name, items int, ok bool) {
	switch t {
	case reflect.TypeFor[simulate.Profile](), reflect.TypeFor[simulate.Hours]():
		return 0, 1, true
	}
	return 0, 0, false
}

// expects says in a few words what a value of a type looks like.
func expects(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if isDist(t) {
		unit := expects(t.Field(1).Type.Elem())
		return unit + ", or a distribution such as {uniform: [a, b]}"
	}
	if words, ok := typeWords[t]; ok {
		return words
	}
	if named, ok := reflect.Zero(t).Interface().(interface{ Names() []string }); ok {
		return "one of " + strings.Join(named.Names(), ", ")
	}
	switch t.Kind() {
	case reflect.Bool:
		return "true or false"
	case reflect.Int:
		return "a whole number such as 4"
	case reflect.Float64:
		return "a number such as 1.5"
	case reflect.String:
		return "text"
	case reflect.Slice:
		return "a list such as [a, b]"
	}
	var keys []string
	for _, f := range fieldsOf(t) {
		keys = append(keys, f.key)
	}
	return "a mapping with the keys " + strings.Join(keys, ", ")
}

var typeWords = map[reflect.Type]string{
	reflect.TypeFor[simulate.Bytes]():    "a size such as 120GB or 120GiB",
	reflect.TypeFor[simulate.BitRate]():  "a network rate in bits such as 400Mbps",
	reflect.TypeFor[simulate.ByteRate](): "a write rate in bytes such as 2MB/s or 40GB/d",
	reflect.TypeFor[simulate.Share]():    "a share such as 25% or 0.25",
	reflect.TypeFor[simulate.Duration](): "a duration such as 90s or 2h30m",
	reflect.TypeFor[simulate.Instant]():  "an offset from the start such as 30d, or a time such as 2026-03-02T00:00:00Z",
	reflect.TypeFor[time.Time]():         "an RFC 3339 time such as 2026-03-02T00:00:00Z",
	reflect.TypeFor[simulate.Days]():     "days such as mon-fri or sat,sun",
	reflect.TypeFor[simulate.Clock]():    `a time of day in quotes such as "08:00"`,
	reflect.TypeFor[simulate.Profile]():  "flat, office-hours, nightly-batch, or a list of 24 or 168 hourly factors",
	reflect.TypeFor[simulate.Hours]():    "always, office-hours, or a list of windows",
}

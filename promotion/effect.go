package promotion

import "iter"

// Effect is something that the host must carry out because of a step.
type Effect uint8

// The effects, in the order in which the effects of one step are carried out:
// what ends before what starts.
const (
	EffectSever            Effect = iota // end the tool's replication for good
	EffectStopSecondary                  // end the secondary replication
	EffectDiscard                        // delete the copy: in the sandbox or in the landing zone
	EffectStartReplication               // seed the asset and keep it in sync
	EffectStartSecondary                 // replicate on from the point that the tool reached
	EffectLaunch                         // start a copy from the replicated data
	EffectDeploy                         // move the staged copy into the landing zone
	EffectRoute                          // route users until Release.Desired of them are on the target
	EffectRevokeAccess                   // take the adoption team's access to the unit away
	EffectHandOver                       // hand the unit over to cloud operations
	EffectUpdateBacklog                  // write the new standing into the migration backlog
	EffectRetire                         // switch the source off for good
)

var effectNames = []string{
	"sever", "stop-secondary", "discard", "start-replication", "start-secondary", "launch", "deploy", "route",
	"revoke-access", "hand-over", "update-backlog", "retire",
}

// String returns the name, such as start-secondary.
func (e Effect) String() string { return enumName("effect", effectNames, uint8(e)) }

// MarshalText returns the name.
func (e Effect) MarshalText() ([]byte, error) { return enumText("effect", effectNames, uint8(e)) }

// UnmarshalText reads a name.
func (e *Effect) UnmarshalText(text []byte) error {
	v, err := enumParse("effect", effectNames, text)
	if err == nil {
		*e = Effect(v)
	}
	return err
}

// Effects is a set of effects. The zero value is empty.
type Effects uint16

// Do returns the set of the given effects.
func Do(es ...Effect) Effects {
	var set Effects
	for _, e := range es {
		set |= 1 << e
	}
	return set
}

// Has reports whether e is in the set.
func (set Effects) Has(e Effect) bool { return set&(1<<e) != 0 }

// All yields the effects in the order in which they are to be carried out.
func (set Effects) All() iter.Seq[Effect] {
	return func(yield func(Effect) bool) {
		for i := range effectNames {
			if e := Effect(i); set.Has(e) && !yield(e) {
				return
			}
		}
	}
}

// String returns the names joined by commas, in the order of [Effects.All].
func (set Effects) String() string { return joinBits(uint64(set), effectNames) }

// MarshalText returns the form of [Effects.String].
func (set Effects) MarshalText() ([]byte, error) { return []byte(set.String()), nil }

// UnmarshalText reads the form of [Effects.String].
func (set *Effects) UnmarshalText(text []byte) error {
	v, err := parseBits("effect", effectNames, text)
	if err == nil {
		*set = Effects(v)
	}
	return err
}

package oracle

import (
	"maps"
	"time"
)

// Timed adds the question "spent": how many microseconds each kind of question has taken so far.
func Timed(asks map[string]Ask) map[string]Ask {
	spent := map[string]time.Duration{}
	timed := maps.Clone(asks)
	for name, ask := range asks {
		timed[name] = func(question []byte) (any, error) {
			start := time.Now()
			defer func() { spent[name] += time.Since(start) }()
			return ask(question)
		}
	}
	timed["spent"] = func([]byte) (any, error) {
		microseconds := map[string]int64{}
		for name, duration := range spent {
			microseconds[name] = duration.Microseconds()
		}
		return map[string]any{"spent": microseconds}, nil
	}
	return timed
}

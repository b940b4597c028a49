package component

import (
	"fmt"
	"strings"
)

// Settings is what one component is asked for beyond the defaults of a production install.
type Settings struct {
	FeatureGates string   // "A=true,B=false"
	Controllers  string   // in place of the default list
	Extra        []string // whole flags, after all others
}

// ParseSettings reads words of the form COMPONENT=VALUE into settings by component. The
// name is not checked: members, and so their components, may come later.
func ParseSettings(gates, controllers, extra []string) (map[string]Settings, error) {
	settings := map[string]Settings{}
	for _, option := range []struct {
		flag  string
		words []string
		set   func(*Settings, string)
	}{
		{"--feature-gates", gates, func(s *Settings, value string) { s.FeatureGates = strings.TrimPrefix(s.FeatureGates+","+value, ",") }},
		{"--controllers", controllers, func(s *Settings, value string) { s.Controllers = value }},
		{"--args", extra, func(s *Settings, value string) { s.Extra = append(s.Extra, value) }},
	} {
		for _, word := range option.words {
			name, value, found := strings.Cut(word, "=")
			if !found || name == "" || value == "" {
				return nil, fmt.Errorf("%s takes COMPONENT=VALUE, not %q", option.flag, word)
			}
			one := settings[name]
			option.set(&one, value)
			settings[name] = one
		}
	}
	return settings, nil
}

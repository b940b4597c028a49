// Package argv holds karmate's table of command lines against the libraries that read kubectl's own command line.
package argv

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"reflect"
	"strconv"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"k8s.io/client-go/tools/clientcmd"
	cliflag "k8s.io/component-base/cli/flag"
)

// Read by test/surfaces/argv.test.ts too. It lies here since Go takes a test for unchanged when files outside change.
const table = "testdata/argv-cases.json"

// A flag as the table has it: name, shorthand, kind, and the value that it has when it stands alone.
type flagRow []string

// What a command line means: a command, its flags that are not zero, its arguments; or what is wrong with it.
type reading struct {
	Command string         `json:"command,omitempty"`
	Flags   map[string]any `json:"flags,omitempty"`
	Args    []string       `json:"args,omitempty"`
	Help    *string        `json:"help,omitempty"`
	Error   string         `json:"error,omitempty"`
}

type row struct {
	Argv []string `json:"argv"`
	reading
	// How karmate reads it where it differs on purpose; of no interest here.
	Karmate json.RawMessage `json:"karmate,omitempty"`
}

func TestArgv(t *testing.T) {
	text, err := os.ReadFile(table)
	if err != nil {
		t.Fatal(err)
	}
	var cases struct {
		Flags map[string][]flagRow `json:"flags"`
		Cases []row                `json:"cases"`
	}
	if err := json.Unmarshal(text, &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases.Cases) < 80 {
		t.Fatalf("the table has only %d rows", len(cases.Cases))
	}
	for _, row := range cases.Cases {
		t.Run(strings.Join(row.Argv, " "), func(t *testing.T) {
			read := plain(t, read(t, cases.Flags, row.Argv))
			if wanted := plain(t, row.reading); !reflect.DeepEqual(read, wanted) {
				t.Errorf("%q\nthe table says %s\npflag says     %s", row.Argv, asJSON(t, wanted), asJSON(t, read))
			}
		})
	}
}

// A tree of commands that do nothing but tell how they were called.
func read(t *testing.T, flags map[string][]flagRow, argv []string) (got reading) {
	root := &cobra.Command{Use: "karmate", RunE: func(c *cobra.Command, _ []string) error { return c.Help() }}
	root.SilenceUsage, root.SilenceErrors = true, true
	root.SetOut(io.Discard)
	root.SetErr(io.Discard)
	root.SetArgs(argv)
	root.SetHelpFunc(func(c *cobra.Command, _ []string) {
		path := strings.TrimPrefix(strings.TrimPrefix(c.CommandPath(), "karmate"), " ")
		got = reading{Help: &path}
	})
	root.CompletionOptions.DisableDefaultCmd = true
	readers := map[*pflag.Flag]func() any{}
	declare(t, root.PersistentFlags(), flags[""], readers)
	groups := map[string]*cobra.Command{}
	for path, own := range flags {
		if path == "" {
			continue
		}
		above := root
		words := strings.Split(path, " ")
		if len(words) > 1 {
			if groups[words[0]] == nil {
				groups[words[0]] = &cobra.Command{Use: words[0], RunE: root.RunE}
				root.AddCommand(groups[words[0]])
			}
			above = groups[words[0]]
		}
		leaf := &cobra.Command{Use: words[len(words)-1], Args: cobra.ArbitraryArgs}
		leaf.RunE = func(c *cobra.Command, args []string) error {
			got = reading{Command: path, Flags: map[string]any{}, Args: args}
			c.Flags().Visit(func(flag *pflag.Flag) {
				if read := readers[flag]; read != nil && !isZero(read()) {
					got.Flags[flag.Name] = read()
				}
			})
			return nil
		}
		declare(t, leaf.Flags(), own, readers)
		above.AddCommand(leaf)
	}
	root.SetGlobalNormalizationFunc(cliflag.WordSepNormalizeFunc)
	if err := root.Execute(); err != nil {
		return reading{Error: kindOf(t, err)}
	}
	return got
}

func declare(t *testing.T, set *pflag.FlagSet, rows []flagRow, readers map[*pflag.Flag]func() any) {
	for _, row := range rows {
		name, short, kind := row[0], row[1], row[2]
		var reader func() any
		switch kind {
		case "string":
			value := set.StringP(name, short, "", "")
			reader = func() any { return *value }
		case "bool":
			value := set.BoolP(name, short, false, "")
			reader = func() any { return *value }
		case "int":
			value := set.IntP(name, short, 0, "")
			reader = func() any { return *value }
		case "level":
			value := new(levelFlag)
			set.VarP(value, name, short, "")
			reader = func() any { return int64(*value) }
		case "duration":
			value := set.DurationP(name, short, 0, "")
			reader = func() any { return float64(*value) / 1e6 }
		case "timeout":
			value := new(timeoutFlag)
			set.VarP(value, name, short, "")
			reader = func() any { return float64(value.ms) }
		case "slice":
			value := set.StringSliceP(name, short, nil, "")
			reader = func() any { return *value }
		case "array":
			value := set.StringArrayP(name, short, nil, "")
			reader = func() any { return *value }
		case "map":
			value := set.StringToStringP(name, short, nil, "")
			reader = func() any { return *value }
		default:
			t.Fatalf("flag %s: no kind %q", name, kind)
		}
		flag := set.Lookup(name)
		readers[flag] = reader
		if len(row) > 3 {
			flag.NoOptDefVal = row[3]
		}
	}
}

// klog's own -v sets a global; it reads its text so (klog.go, Level.Set).
type levelFlag int64

func (f *levelFlag) Set(text string) error {
	level, err := strconv.ParseInt(text, 10, 32)
	*f = levelFlag(level)
	return err
}
func (*levelFlag) String() string { return "" }
func (*levelFlag) Type() string   { return "Level" }

// kubectl keeps the text and reads it when it connects; a wrong one is wrong all the same.
type timeoutFlag struct{ ms int64 }

func (f *timeoutFlag) Set(text string) error {
	read, err := clientcmd.ParseTimeout(text)
	f.ms = read.Milliseconds()
	return err
}
func (*timeoutFlag) String() string { return "" }
func (*timeoutFlag) Type() string   { return "string" }

func kindOf(t *testing.T, err error) string {
	var (
		unknown  *pflag.NotExistError
		noValue  *pflag.ValueRequiredError
		badValue *pflag.InvalidValueError
		syntax   *pflag.InvalidSyntaxError
	)
	switch {
	case errors.As(err, &unknown):
		return "unknown flag"
	case errors.As(err, &noValue):
		return "no value"
	case errors.As(err, &badValue):
		return "bad value"
	case errors.As(err, &syntax):
		return "bad syntax"
	case strings.HasPrefix(err.Error(), "unknown command"):
		return "unknown command"
	}
	t.Fatalf("an error of no known kind: %v", err)
	return ""
}

func isZero(value any) bool {
	of := reflect.ValueOf(value)
	return of.IsZero() || ((of.Kind() == reflect.Slice || of.Kind() == reflect.Map) && of.Len() == 0)
}

// Through JSON and back, so that numbers and lists compare as the table has them.
func plain(t *testing.T, value reading) (back reading) {
	if err := json.Unmarshal([]byte(asJSON(t, value)), &back); err != nil {
		t.Fatal(err)
	}
	return back
}

func asJSON(t *testing.T, value any) string {
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

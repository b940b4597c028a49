package lab

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"karmate/controlplane/internal/supervise"
)

func TestLastWordsNameTheComponentItsLogAndAWayOut(t *testing.T) {
	log := filepath.Join(t.TempDir(), "karmada-webhook.log")
	for _, words := range []string{"error: unknown flag: --nope", strings.Repeat("line\n", 100) + "the end"} {
		if err := os.WriteFile(log, []byte(words+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		err := lastWords(supervise.Status{Name: "karmada-webhook", Log: log}, "karmada-webhook died")
		last := words[strings.LastIndex(words, "\n")+1:]
		if !strings.Contains(err.Error(), "karmada-webhook died") || !strings.HasSuffix(err.Error(), last) || !strings.Contains(Explain(err), log) {
			t.Errorf("%v; %s", err, Explain(err))
		}
		if strings.Count(err.Error(), "\n") > 8 {
			t.Errorf("too many lines: %v", err)
		}
	}
}

package component

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

func configFor(plane, karmada string) Config {
	return Config{Dir: "/lab", Plane: plane, Karmada: karmada, Ports: map[string]int{
		"etcd/client": 2379, "etcd/peer": 2380,
		"karmada/apiserver": 5443, "karmada/kube-controller-manager": 5444, "karmada/aggregated-apiserver": 5445,
		"karmada/webhook": 5446, "karmada/controller-manager": 5447, "karmada/scheduler": 5448,
		"test1/apiserver": 6443, "test1/kube-controller-manager": 6444, "test1/kube-scheduler": 6445, "test1/karmada-agent": 6446,
	}}
}

func TestEveryComponentIsStartedWithTheArgumentsOnRecord(t *testing.T) {
	for _, karmada := range []string{"v1.18.2", "v1.10.7"} {
		planes := map[string][]Component{
			"etcd":    {Etcd},
			"karmada": OfKarmada(),
			"test1":   append(OfMember("test1"), KarmadaAgent("test1")),
		}
		for plane, components := range planes {
			for _, c := range components {
				t.Run(karmada+"/"+c.Name, func(t *testing.T) {
					got := strings.Join(c.CommandLine(configFor(plane, karmada)), "\n") + "\n"
					checkGolden(t, filepath.Join("testdata", karmada, c.Name+".txt"), got)
				})
			}
		}
	}
}

func TestEveryListeningAddressIsLoopback(t *testing.T) {
	for _, c := range append(append(OfKarmada(), OfMember("test1")...), Etcd, KarmadaAgent("test1")) {
		plane := "karmada"
		if strings.HasPrefix(c.Name, "test1") {
			plane = "test1"
		}
		for _, arg := range c.CommandLine(configFor(plane, "v1.18.2")) {
			name, value, _ := strings.Cut(arg, "=")
			isAddress := strings.HasSuffix(name, "bind-address") || strings.HasPrefix(name, "--listen-") || name == "--server-address"
			if isAddress && value != "0" && value != "" && !strings.Contains(value, "127.0.0.1") {
				t.Errorf("%s listens beyond this machine: %s", c.Name, arg)
			}
		}
	}
}

func TestSettingsOfATestComeAfterTheDefaults(t *testing.T) {
	config := configFor("karmada", "v1.18.2")
	config.FeatureGates = "AllAlpha=true"
	config.Controllers = "*,hpaScaleTargetMarker"
	config.Extra = []string{"--cluster-status-update-frequency=2s"}
	line := KarmadaControllerManager.CommandLine(config)
	joined := strings.Join(line, " ")
	if line[0] != "karmada-controller-manager" || strings.Index(joined, "PropagateDeps=false") > strings.Index(joined, "AllAlpha=true") {
		t.Errorf("gates asked for must come last: %s", joined)
	}
	if strings.Index(joined, "frequency=10s") > strings.Index(joined, "frequency=2s") {
		t.Errorf("an extra flag must come after the default: %s", joined)
	}
	kube := strings.Join(KubeControllerManager("karmada").CommandLine(config), " ")
	if strings.Count(kube, "--controllers=") != 1 || !strings.Contains(kube, "--controllers=*,hpaScaleTargetMarker") {
		t.Errorf("the controllers asked for replace the default ones: %s", kube)
	}
}

func TestSettingsAreReadByComponentWithTheirCommas(t *testing.T) {
	settings, err := ParseSettings(
		[]string{"karmada-scheduler=A=true,B=false"},
		[]string{"karmada-controller-manager=*,hpaScaleTargetMarker"},
		[]string{"etcd=--log-level=debug", "etcd=--quota-backend-bytes=1"},
	)
	if err != nil || settings["karmada-scheduler"].FeatureGates != "A=true,B=false" ||
		settings["karmada-controller-manager"].Controllers != "*,hpaScaleTargetMarker" ||
		strings.Join(settings["etcd"].Extra, " ") != "--log-level=debug --quota-backend-bytes=1" {
		t.Errorf("%+v %v", settings, err)
	}
	for _, word := range []string{"etcd", "=x", "etcd="} {
		if _, err := ParseSettings(nil, nil, []string{word}); err == nil {
			t.Errorf("%q was accepted", word)
		}
	}
}

func checkGolden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; write it anew with: go test ./internal/component -update\n--- got\n%s--- want\n%s", path, got, want)
	}
}

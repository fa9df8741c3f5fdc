package command

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/goccy/go-yaml"
)

// job is what a test needs of a Kubernetes Job.
type job struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Spec       struct {
		CompletionMode string `yaml:"completionMode"`
		Completions    int
		Template       struct {
			Spec struct {
				RestartPolicy string `yaml:"restartPolicy"`
				Containers    []struct {
					Command, Args []string
					Env           []struct{ Name, Value string }
					VolumeMounts  []struct{ Name string } `yaml:"volumeMounts"`
				}
				Volumes []struct{ Name string }
			}
		}
	}
}

func readJob(t *testing.T, name string) *job {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("../../../../engine/kubernetes", name))
	if err != nil {
		t.Skip(err)
	}
	var j job
	if err := yaml.Unmarshal(data, &j); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	pod := j.Spec.Template.Spec
	if j.APIVersion != "batch/v1" || j.Kind != "Job" || pod.RestartPolicy != "Never" || len(pod.Containers) != 1 || len(pod.Volumes) != 1 {
		t.Fatalf("%s: %+v", name, j)
	}
	if mounts := pod.Containers[0].VolumeMounts; len(mounts) != 1 || mounts[0].Name != pod.Volumes[0].Name {
		t.Errorf("%s: mounts %v of volumes %v", name, mounts, pod.Volumes)
	}
	return &j
}

// run runs what a job's container runs, in a folder instead of its volume.
func (j *job) run(t *testing.T, folder string, env ...string) {
	t.Helper()
	c := j.Spec.Template.Spec.Containers[0]
	cmd := exec.Command(c.Command[0], append(c.Command[1:], c.Args...)...)
	cmd.Dir = folder
	cmd.Env = os.Environ()
	for _, v := range c.Env {
		cmd.Env = append(cmd.Env, v.Name+"="+v.Value)
	}
	cmd.Env = append(cmd.Env, env...)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %v\n%s", env, err, out)
	}
}

// The pods of the jobs in engine/kubernetes, one of them started twice, give
// the bytes of one run, although no model meets the objectives.
func TestKubernetesJobs(t *testing.T) {
	if _, err := exec.LookPath("/bin/sh"); err != nil {
		t.Skip(err)
	}
	shards, merge := readJob(t, "shards.yaml"), readJob(t, "merge.yaml")
	if shards.Spec.CompletionMode != "Indexed" || shards.Spec.Completions < 2 {
		t.Fatalf("completion mode %q, completions %d", shards.Spec.CompletionMode, shards.Spec.Completions)
	}
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "plan.yaml"), []byte(onePlan), 0o666); err != nil {
		t.Fatal(err)
	}
	for i := range shards.Spec.Completions {
		shards.run(t, folder, "SHARD_SIZE=3", "JOB_COMPLETION_INDEX="+strconv.Itoa(i))
	}
	shards.run(t, folder, "SHARD_SIZE=3", "JOB_COMPLETION_INDEX=1")
	merge.run(t, folder)
	got, err := os.ReadFile(filepath.Join(folder, "result.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want bytes.Buffer
	n := strconv.Itoa(3 * shards.Spec.Completions)
	status := Run(t.Context(), []string{"compare", filepath.Join(folder, "plan.yaml"), "-n", n, "--format", "json"}, &want, os.Stderr)
	if status != 3 || !bytes.Equal(got, want.Bytes()) {
		t.Errorf("status %d; %d bytes merged, %d in one run, equal: %t", status, len(got), want.Len(), bytes.Equal(got, want.Bytes()))
	}
}

const onePlan = `
landfall: 1
network: {links: [{name: wan, capacity: 1Gbps}]}
sites: [{name: dc, route: [wan]}]
tool: {launch: {uniform: [1h, 2h]}}
objectives: {finish: 2h}
portfolio: [{workloads: [{assets: [{name: db, used: 450GB}]}]}]
`

// Command monitoring-converter turns an AlertmanagerConfig object into the configuration that Alertmanager reads, with the
// code of prometheus-operator, so that what a cluster would route is what is tested.
//
// It reads one JSON object from standard input, a list of Kubernetes objects under "items": one AlertmanagerConfig and the
// Secrets that it names. It writes Alertmanager's configuration to standard output, or one line to standard error.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"

	"github.com/blang/semver/v4"
	"github.com/prometheus-operator/prometheus-operator/pkg/alertmanager"
	validation "github.com/prometheus-operator/prometheus-operator/pkg/alertmanager/validation/v1alpha1"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	"github.com/prometheus-operator/prometheus-operator/pkg/assets"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	typedcorev1 "k8s.io/client-go/kubernetes/typed/core/v1"
)

// What an operator's Alertmanager starts from when nobody gave it a configuration of its own.
const base = "route:\n  receiver: nobody\nreceivers:\n- name: nobody\n"

// The Alertmanager that reads the configuration; older ones know fewer fields, and the operator drops those.
var alertmanagerVersion = semver.MustParse("0.31.1")

func main() {
	if err := convert(os.Stdin, os.Stdout); err != nil {
		fmt.Fprintf(os.Stderr, "alertmanager config: %v\n", err)
		os.Exit(1)
	}
}

func convert(in io.Reader, out io.Writer) error {
	config, secrets, err := read(in)
	if err != nil {
		return err
	}
	if err := validation.ValidateAlertmanagerConfig(config); err != nil {
		return fmt.Errorf("refused by the operator: %w", err)
	}
	ctx := context.Background()
	// What is in the store is not asked of a cluster, and there is none.
	store := assets.NewStoreBuilder(nil, nobody{})
	for _, secret := range secrets {
		if err := store.AddObject(secret); err != nil {
			return err
		}
	}
	owner := &monitoringv1.Alertmanager{ObjectMeta: metav1.ObjectMeta{Namespace: config.Namespace}}
	builder := alertmanager.NewConfigBuilder(slog.New(slog.DiscardHandler), alertmanagerVersion, store, owner)
	if err := builder.InitializeFromRawConfiguration([]byte(base)); err != nil {
		return err
	}
	configs := map[string]*monitoringv1alpha1.AlertmanagerConfig{config.Namespace + "/" + config.Name: config}
	if err := builder.AddAlertmanagerConfigs(ctx, configs); err != nil {
		return err
	}
	text, err := builder.MarshalJSON()
	if err != nil {
		return err
	}
	_, err = out.Write(text)
	return err
}

// nobody stands for the cluster that is not there.
type nobody struct{ typedcorev1.SecretInterface }

func (nobody) Secrets(string) typedcorev1.SecretInterface { return nobody{} }

func (nobody) Get(_ context.Context, name string, _ metav1.GetOptions) (*corev1.Secret, error) {
	return nil, fmt.Errorf("secret %q must be among the objects", name)
}

func read(in io.Reader) (*monitoringv1alpha1.AlertmanagerConfig, []*corev1.Secret, error) {
	var list struct {
		Items []json.RawMessage `json:"items"`
	}
	if err := json.NewDecoder(in).Decode(&list); err != nil {
		return nil, nil, err
	}
	var config *monitoringv1alpha1.AlertmanagerConfig
	var secrets []*corev1.Secret
	for _, item := range list.Items {
		var meta metav1.TypeMeta
		if err := json.Unmarshal(item, &meta); err != nil {
			return nil, nil, err
		}
		switch meta.Kind {
		case "AlertmanagerConfig":
			config = &monitoringv1alpha1.AlertmanagerConfig{}
			if err := strict(item, config); err != nil {
				return nil, nil, err
			}
		case "Secret":
			secret := &corev1.Secret{}
			if err := strict(item, secret); err != nil {
				return nil, nil, err
			}
			// The API server does this; the client in memory does not.
			for key, value := range secret.StringData {
				if secret.Data == nil {
					secret.Data = map[string][]byte{}
				}
				secret.Data[key] = []byte(value)
			}
			secrets = append(secrets, secret)
		default:
			return nil, nil, fmt.Errorf("must be an AlertmanagerConfig or a Secret, got %s", meta.Kind)
		}
	}
	if config == nil {
		return nil, nil, fmt.Errorf("must be among the objects, got %d others", len(secrets))
	}
	return config, secrets, nil
}

// A field that the object's type does not have is an error: the API server would drop it without a word.
func strict(item json.RawMessage, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(item))
	decoder.DisallowUnknownFields()
	return decoder.Decode(into)
}

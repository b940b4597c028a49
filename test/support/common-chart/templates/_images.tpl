{{- /* All that Karmada's chart takes of it: the name of an image, and secrets to pull it with, which no test has. */ -}}
{{- define "common.images.image" -}}
{{- $registry := default .imageRoot.registry .global.imageRegistry -}}
{{- printf "%s/%s:%s" $registry .imageRoot.repository (toString .imageRoot.tag) -}}
{{- end -}}

{{- define "common.images.pullSecrets" -}}
{{- end -}}

import * as yaml from 'yaml';
import { isClusterScoped } from '../../core/cluster-scoped.ts';
import { readYaml as readAsServer, YamlFailure } from '../../core/go-yaml/read-yaml.ts';
import { writeJson } from '../../core/json-patch/json-node.ts';
import type { LintDocument } from '../../core/lint/document.ts';
import type { Manifest } from '../../core/manifest.ts';
import { isPlainObject } from '../../core/plain-object.ts';
import { fieldLines } from '../apply/field-lines.ts';
import { Unread } from '../apply/unread.ts';

export interface DocumentsRead {
  readonly documents: readonly LintDocument[];
  readonly unread: readonly Unread[];
}

/** The objects of manifests as an API server reads them, in that namespace where they name none. */
export function readDocuments(manifests: readonly Manifest[], namespace: string): DocumentsRead {
  const read = manifests.map((manifest) => readDocument(manifest, namespace));
  return {
    documents: read.filter((one) => 'lineOf' in one),
    unread: read.filter((one) => one instanceof Unread),
  };
}

function readDocument(manifest: Manifest, namespace: string): LintDocument | Unread {
  const { apiVersion, kind, name, file, line } = manifest;
  const whole = asServerReads(manifest.text);
  if (!isPlainObject(whole)) {
    return new Unread(
      file,
      line,
      'a server does not take this for YAML: a key is no text, or a tag (!) is not known; is it a template?',
    );
  }
  const { metadata } = whole;
  const own = isPlainObject(metadata) ? metadata : {};
  const needsNamespace = manifest.namespace === undefined && !isClusterScoped(manifest);
  return {
    // Only of its name and kind it is known what they are: rules look at nothing else before a schema has.
    object: {
      ...whole,
      apiVersion,
      kind,
      metadata: { ...own, name, ...(needsNamespace ? { namespace } : {}) },
    },
    file,
    line,
    lineOf: fieldLines(manifest),
  };
}

function asServerReads(text: string): unknown {
  try {
    return JSON.parse(writeJson(readAsServer(text, yaml)));
  } catch (error) {
    if (error instanceof YamlFailure) return undefined;
    throw error;
  }
}

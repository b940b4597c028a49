import { readYaml, YamlFailure, type YamlModule } from '../go-yaml/read-yaml.ts';
import { writeYaml } from '../go-yaml/write-yaml.ts';
import { applyPatch, type PatchOperation, type PatchRules } from '../json-patch/apply-patch.ts';
import { type JsonNode, nodeOf, readJson, sortedNode, writeJson } from '../json-patch/json-node.ts';
import { PatchFailure } from '../json-patch/patch-failure.ts';
import { readIndex, unescapeToken } from '../json-patch/pointer.ts';
import type { FieldOverrider, JSONPatchOperation } from '../karmada-types/policy.ts';
import { isFields, type Manifest } from './manifest-fields.ts';
import { OverrideFailure } from './override-failure.ts';

export interface FieldRules extends PatchRules {
  readonly yaml?: YamlModule;
}

/** applyFieldOverriders (pkg/util/overridemanager/overridemanager.go, since v1.12): a document within a field's text. */
export function overrideField(manifest: Manifest, overrider: FieldOverrider, rules: FieldRules): Manifest {
  const { fieldPath } = overrider;
  if (fieldPath !== '' && !fieldPath.startsWith('/')) {
    throw new OverrideFailure('JSON pointer must be empty or start with a "/"', fieldPath);
  }
  const tokens = fieldPath.split('/').slice(1).map(unescapeToken);
  const text = tokens.reduce<unknown>((value, token) => memberOf(value, token, fieldPath), manifest);
  if (typeof text !== 'string') {
    throw new OverrideFailure(`Get object's value by overrider's path(${fieldPath}) is not string`, fieldPath);
  }
  return withMember(manifest, tokens, patchedText(text, overrider, rules)) as Manifest;
}

function memberOf(value: unknown, token: string, path: string): unknown {
  if (Array.isArray(value)) {
    const index = readIndex(token);
    if (typeof index === 'string') throw new OverrideFailure(index, path);
    if (index >= 0 && index < value.length) return value[index];
    throw new OverrideFailure(`index out of bounds array[0,${value.length - 1}] index '${index}'`, path);
  }
  if (!isFields(value)) throw new OverrideFailure(`invalid token reference ${JSON.stringify(token)}`, path);
  if (Object.hasOwn(value, token)) return value[token];
  throw new OverrideFailure(`object has no key ${JSON.stringify(token)}`, path);
}

function withMember(value: unknown, [token, ...rest]: readonly string[], text: string): unknown {
  if (token === undefined) return text;
  if (Array.isArray(value))
    return value.map((item, index) => (index === Number(token) ? withMember(item, rest, text) : item));
  const fields = isFields(value) ? value : {};
  return { ...fields, [token]: withMember(fields[token], rest, text) };
}

/** With neither kind of operation, which the webhook refuses, the text is lost. */
function patchedText(
  text: string,
  { json = [], yaml: operations = [], fieldPath }: FieldOverrider,
  rules: FieldRules,
): string {
  try {
    if (operations.length > 0) return writeYaml(applyPatch(parsed(text, rules.yaml), patchOf(operations), rules));
    if (json.length === 0) return '';
    return text === '' ? '' : writeJson(applyPatch(parsedJson(text), patchOf(json), rules));
  } catch (error) {
    if (error instanceof PatchFailure) throw new OverrideFailure(error.message, `${fieldPath} ${error.path}`);
    if (error instanceof YamlFailure) throw new OverrideFailure(error.message, fieldPath);
    throw error;
  }
}

const patchOf = (operations: readonly JSONPatchOperation[]): readonly PatchOperation[] =>
  operations.map(({ operator, subPath, value }) => ({ op: operator, path: subPath, value: sortedNode(nodeOf(value)) }));

function parsed(text: string, yaml: YamlModule | undefined): JsonNode {
  if (!yaml) throw new YamlFailure('this YAML was not read: no parser was handed in');
  return readYaml(text, yaml);
}

function parsedJson(text: string): JsonNode {
  const node = readJson(text);
  if (!node) throw new PatchFailure('', 'invalid state detected');
  // A list is told by the very first character.
  if (node.kind === 'array' && !text.startsWith('['))
    throw new PatchFailure('', 'json: cannot unmarshal array into an object');
  return node;
}

import type { JsonNode, JsonObject } from '../json-patch/json-node.ts';
import { type Emitter, indented, newEmitter, writeIndent, writeIndicator } from './emitter.ts';
import { compareKeys } from './key-order.ts';
import { resolveScalar } from './resolve.ts';
import { isMultiline } from './scalar-style.ts';
import { writeText, writeWord } from './write-scalar.ts';

/** JSONToYAML of sigs.k8s.io/yaml: in blocks, the keys in order, numbers as go-yaml reads them. */
export function writeYaml(node: JsonNode): string {
  const emitter = newEmitter();
  writeNode(emitter, node, false);
  writeIndent(emitter);
  return emitter.text;
}

function writeNode(emitter: Emitter, node: JsonNode, isValue: boolean): void {
  if (node.kind === 'object') writeMapping(emitter, node);
  else if (node.kind === 'array') writeSequence(emitter, node.items, isValue);
  else indented(emitter, true, true, () => writeScalar(emitter, node.text));
}

function writeScalar(emitter: Emitter, json: string): void {
  if (json.startsWith('"')) writeText(emitter, JSON.parse(json), false);
  else writeWord(emitter, numberText(json));
}

/** true, false, null and integers stay; a float is written as short as it goes. */
function numberText(json: string): string {
  const resolved = resolveScalar(json);
  if (resolved.kind === 'integer') return `${resolved.value}`;
  return resolved.kind === 'float' ? shortest(resolved.value) : json;
}

/** strconv.FormatFloat(value, 'g', -1, 64): with an exponent below a ten thousandth and from a million on. */
function shortest(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  if (value === 0) return Object.is(value, -0) ? '-0' : '0';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= -4 && power < 6) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function writeMapping(emitter: Emitter, { members }: JsonObject): void {
  if (members.size === 0) {
    writeIndicator(emitter, '{', { apart: true, whitespace: true });
    writeIndicator(emitter, '}');
    return;
  }
  indented(emitter, true, false, () => {
    for (const key of [...members.keys()].toSorted(compareKeys)) {
      writeIndent(emitter);
      writeKey(emitter, key);
      writeNode(emitter, members.get(key) ?? { kind: 'scalar', text: 'null' }, true);
    }
  });
}

/** A long key stands after a `?`, and its value below it. */
function writeKey(emitter: Emitter, key: string): void {
  const isSimple = !isMultiline(key) && new TextEncoder().encode(key).length <= 128;
  if (!isSimple) writeIndicator(emitter, '?', { apart: true, indention: true });
  indented(emitter, true, true, () => writeText(emitter, key, isSimple));
  if (!isSimple) writeIndent(emitter);
  writeIndicator(emitter, ':', isSimple ? {} : { apart: true, indention: true });
}

function writeSequence(emitter: Emitter, items: readonly JsonNode[], isValue: boolean): void {
  if (items.length === 0) {
    writeIndicator(emitter, '[', { apart: true, whitespace: true });
    writeIndicator(emitter, ']');
    return;
  }
  indented(emitter, !(isValue && !emitter.indention), false, () => {
    for (const item of items) {
      writeIndent(emitter);
      writeIndicator(emitter, '-', { apart: true, indention: true });
      writeNode(emitter, item, false);
    }
  });
}

import type { JsonNode } from '../json-patch/json-node.ts';
import { scalar } from '../json-patch/json-node.ts';
import { type Resolved, resolveScalar } from './resolve.ts';

/** The parser that is handed in (the package `yaml`): of it only the shape is wanted, what scalars mean is go-yaml's. */
export interface YamlModule {
  parseDocument(
    text: string,
    options: object,
  ): { readonly errors: readonly { readonly code: string }[]; readonly contents: unknown };
  isMap(node: unknown): boolean;
  isSeq(node: unknown): boolean;
  isScalar(node: unknown): boolean;
  isAlias(node: unknown): boolean;
}

/** Why a text is no YAML that go-yaml turns into JSON. */
export class YamlFailure extends Error {}

interface Node {
  readonly tag?: string;
  readonly anchor?: string;
  readonly source?: string;
  readonly type?: string;
  readonly value?: unknown;
  readonly items?: readonly unknown[];
}
interface Pair {
  readonly key: unknown;
  readonly value: unknown;
}

/** YAMLToJSON of sigs.k8s.io/yaml: of several documents the first counts, of a key that is there twice the last. */
export function readYaml(text: string, yaml: YamlModule): JsonNode {
  const { errors, contents } = yaml.parseDocument(text, { uniqueKeys: false, logLevel: 'silent' });
  const [error] = errors.filter(({ code }) => code !== 'MULTIPLE_DOCS' && code !== 'TAG_RESOLVE_FAILED');
  if (error) throw new YamlFailure(`error converting YAML to JSON: yaml: ${error.code}`);
  return new Reader(yaml).read(contents);
}

class Reader {
  readonly #yaml: YamlModule;
  readonly #anchors = new Map<string, JsonNode>();

  constructor(yaml: YamlModule) {
    this.#yaml = yaml;
  }

  read(node: unknown): JsonNode {
    if (node === null || node === undefined) return scalar(null);
    const at = node as Node;
    if (this.#yaml.isAlias(node)) {
      const named = this.#anchors.get(at.source ?? '');
      if (!named) throw new YamlFailure(`yaml: unknown anchor '${at.source}' referenced`);
      return named;
    }
    const value = this.#valueOf(node, at);
    if (at.anchor !== undefined) this.#anchors.set(at.anchor, value);
    return value;
  }

  #valueOf(node: unknown, at: Node): JsonNode {
    if (this.#yaml.isSeq(node)) return { kind: 'array', items: (at.items ?? []).map((item) => this.read(item)) };
    if (this.#yaml.isMap(node)) return this.#mapping((at.items ?? []) as readonly Pair[]);
    return scalarOf(resolve(at));
  }

  /** What a merge brings in does not count where the mapping says it itself. */
  #mapping(pairs: readonly Pair[]): JsonNode {
    const own = new Map<string, JsonNode>();
    const merged = new Map<string, JsonNode>();
    for (const { key, value } of pairs) {
      if (this.#isMerge(key)) this.#merge(merged, this.read(value));
      else own.set(this.#keyOf(key), this.read(value));
    }
    return { kind: 'object', members: new Map([...merged, ...own]) };
  }

  #isMerge(key: unknown): boolean {
    if (!this.#yaml.isScalar(key)) return false;
    const { source, type, tag } = key as Node;
    return source === '<<' && type === 'PLAIN' && tag === undefined;
  }

  /** Of several mappings that are merged the first one counts. */
  #merge(into: Map<string, JsonNode>, value: JsonNode): void {
    if (value.kind === 'array') {
      for (const item of value.items.toReversed()) this.#merge(into, item);
    } else if (value.kind === 'object') for (const [key, member] of value.members) into.set(key, member);
    else throw new YamlFailure('yaml: map merge requires map or sequence of maps as the value');
  }

  #keyOf(key: unknown): string {
    const node = this.read(key);
    const text: unknown = node.kind === 'scalar' ? JSON.parse(node.text) : undefined;
    if (text === undefined || text === null) throw new YamlFailure('unsupported map key');
    return String(text);
  }
}

/** Only what has no quotes is anything but a text; a tag may say otherwise. */
function resolve({ tag, type, source = '' }: Node): Resolved {
  const name = tag?.replace(/^tag:yaml\.org,2002:/, '!!');
  if (name === '!!str' || name === '!') return { kind: 'text', value: source };
  if (name === '!!binary') return { kind: 'text', value: decoded(source) };
  if (name === '!!int' || name === '!!float' || name === '!!bool' || name === '!!null') return tagged(name, source);
  return type === 'PLAIN' && name === undefined ? resolveScalar(source) : { kind: 'text', value: source };
}

function tagged(name: string, source: string): Resolved {
  const resolved = resolveScalar(source);
  const kinds: Readonly<Record<string, readonly Resolved['kind'][]>> = {
    '!!int': ['integer'],
    '!!float': ['float', 'integer'],
    '!!bool': ['bool'],
    '!!null': ['null'],
  };
  if (kinds[name]?.includes(resolved.kind)) return resolved;
  throw new YamlFailure(`yaml: cannot decode \`${source}\` as a ${name}`);
}

function decoded(base64: string): string {
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(base64.replace(/\s/g, '')), (byte) => byte.charCodeAt(0)));
  } catch {
    throw new YamlFailure('yaml: !!binary value contains invalid base64 data');
  }
}

function scalarOf(resolved: Resolved): JsonNode {
  switch (resolved.kind) {
    case 'null':
      return scalar(null);
    case 'integer':
      return { kind: 'scalar', text: `${resolved.value}` };
    case 'float':
      if (!Number.isFinite(resolved.value))
        throw new YamlFailure(
          `json: unsupported value: ${resolved.value > 0 ? '+Inf' : resolved.value < 0 ? '-Inf' : 'NaN'}`,
        );
      return { kind: 'scalar', text: Object.is(resolved.value, -0) ? '-0' : String(resolved.value) };
    default:
      return scalar(resolved.value);
  }
}

import type { Behaviours } from '../behaviours.ts';
import { addTo, type Container, getFrom, Refused, removeFrom, setIn } from './container.ts';
import { copyOf, type JsonNode, scalar } from './json-node.ts';
import { PatchFailure } from './patch-failure.ts';
import { unescapeToken } from './pointer.ts';

export interface PatchOperation<Value = JsonNode> {
  readonly op: string;
  readonly path: string;
  /** Left out is null. */
  readonly value?: Value;
}

export interface PatchRules {
  readonly scalarDocuments: Behaviours['scalarDocuments'];
}

interface Root {
  readonly node: Container;
  /** The document once more, as `//` finds it: what is changed there is changed in vain. */
  readonly whole: JsonNode | undefined;
}

/**
 * The document after all operations, or a PatchFailure (github.com/evanphx/json-patch v5.9.0 and v5.9.11, Patch.Apply). The document
 * that is given stays as it is.
 */
export function applyPatch(document: JsonNode, patch: readonly PatchOperation[], rules: PatchRules): JsonNode {
  for (const { op, path } of patch) {
    if (!['add', 'remove', 'replace'].includes(op))
      throw new PatchFailure(path, 'invalid operation: unsupported operation');
  }
  const operations = rules.scalarDocuments === 'ignored' ? patch.filter((one) => !isScalarDocument(one)) : patch;
  // Nothing is no document, and can only be replaced as a whole.
  const [first, ...rest] = operations;
  if (isNull(document) && first && isWhole(first)) return rest.reduce(step, newRoot(first)).node;
  return operations.reduce(step, rootOf(document, 'document')).node;
}

const isWhole = ({ op, path }: PatchOperation): boolean => path === '' && op !== 'remove';

const nothing = scalar(null);
const isNull = (node: JsonNode): boolean => node.kind === 'scalar' && node.text === 'null';

const isScalarDocument = ({ op, path, value }: PatchOperation): boolean =>
  path === '' && op === 'replace' && (value ?? nothing).kind === 'scalar' && !isNull(value ?? nothing);

/** What has been put in the place of the whole, not added, is not found by `//`. */
function newRoot({ op, value }: PatchOperation): Root {
  const root = rootOf(value ?? nothing, `value of ${op}`);
  return op === 'add' ? root : { ...root, whole: undefined };
}

function rootOf(document: JsonNode, what: string): Root {
  const node = copyOf(document);
  if (node.kind === 'scalar') throw new PatchFailure('', `the ${what} is neither an object nor a list`);
  return { node, whole: copyOf(document) };
}

function step(root: Root, operation: PatchOperation): Root {
  if (isWhole(operation)) return newRoot(operation);
  const { op, path, value } = operation;
  const found = locate(root, path);
  try {
    if (op === 'add') add(found, path, value ?? nothing);
    else if (op === 'replace') replace(root, found, path, value ?? nothing);
    else remove(found, path);
  } catch (error) {
    if (error instanceof Refused) throw new PatchFailure(path, error.message);
    throw error;
  }
  return root;
}

interface Found {
  readonly container: Container;
  readonly key: string;
}

/** findObject: a path without a slash in front begins after its first step. */
function locate(root: Root, path: string): Found | undefined {
  const steps = path.split('/');
  if (steps.length < 2) return path === '' ? { container: root.node, key: '' } : undefined;
  let container = root.node;
  for (const token of steps.slice(1, -1)) {
    const next = find(container, unescapeToken(token), wholeAt(root, container));
    if (next === undefined || next.kind === 'scalar') return undefined;
    container = next;
  }
  return { container, key: unescapeToken(steps.at(-1) ?? '') };
}

const wholeAt = (root: Root, container: Container): JsonNode | undefined =>
  container === root.node ? root.whole : undefined;

function find(container: Container, key: string, whole: JsonNode | undefined): JsonNode | undefined {
  try {
    return getFrom(container, key, whole);
  } catch (error) {
    if (error instanceof Refused) return undefined;
    throw error;
  }
}

function add(found: Found | undefined, path: string, value: JsonNode): void {
  if (!found) throw new Refused(`add operation does not apply: doc is missing path: "${path}": missing value`);
  within(`error in add for path: '${path}'`, () => addTo(found.container, found.key, value));
}

function replace(root: Root, found: Found | undefined, path: string, value: JsonNode): void {
  if (!found) throw new Refused(`replace operation does not apply: doc is missing path: ${path}: missing value`);
  const { container, key } = found;
  try {
    getFrom(container, key, wholeAt(root, container));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(`replace operation does not apply: doc is missing key: ${path}: missing value`);
  }
  within(`error in remove for path: '${path}'`, () => setIn(container, key, value));
}

function remove(found: Found | undefined, path: string): void {
  if (!found) throw new Refused(`remove operation does not apply: doc is missing path: "${path}": missing value`);
  within(`error in remove for path: '${path}'`, () => removeFrom(found.container, found.key));
}

/** The library says "remove" of a replacement too. */
function within(prefix: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (error instanceof Refused) throw new Refused(`${prefix}: ${error.message}`);
    throw error;
  }
}

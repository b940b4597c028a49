import type { JsonArray, JsonNode, JsonObject } from './json-node.ts';
import { readIndex } from './pointer.ts';

/** What a step of a pointer does in an object or a list; each throws a Refused with the library's own words. */
export type Container = JsonObject | JsonArray;

export class Refused extends Error {}

const outOfList = (index: number): Refused =>
  new Refused(`Unable to access invalid index: ${index}: invalid index referenced`);

/** undefined: there is nothing, which is no mistake yet. An empty key asks for the whole, which only a root knows. */
export function getFrom(container: Container, key: string, whole?: JsonNode): JsonNode | undefined {
  if (key === '') return whole;
  if (container.kind === 'array') return container.items[placeIn(container, key)];
  if (container.members.has(key)) return container.members.get(key);
  throw new Refused(`unable to get nonexistent key: ${key}: missing value`);
}

/** The place of an item that is there; a negative index counts from the end. */
function placeIn({ items }: JsonArray, key: string): number {
  const index = readIndex(key);
  if (typeof index === 'string') throw new Refused(index);
  if (index >= items.length || index < -items.length) throw outOfList(index);
  return index < 0 ? index + items.length : index;
}

export function addTo(container: Container, key: string, value: JsonNode): void {
  if (container.kind === 'object') {
    container.members.set(key, value);
    return;
  }
  const { items } = container;
  if (key === '-') {
    items.push(value);
    return;
  }
  const index = readIndex(key);
  if (typeof index === 'string') throw new Refused(`value was not a proper array index: '${key}': ${index}`);
  const size = items.length + 1;
  if (index >= size || index < -size) throw outOfList(index);
  items.splice(index < 0 ? index + size : index, 0, value);
}

/** What stands there is known to be there. */
export function setIn(container: Container, key: string, value: JsonNode): void {
  if (container.kind === 'object') container.members.set(key, value);
  else container.items[placeIn(container, key)] = value;
}

export function removeFrom(container: Container, key: string): void {
  if (container.kind === 'array') {
    container.items.splice(placeIn(container, key), 1);
    return;
  }
  if (!container.members.delete(key)) {
    throw new Refused(`unable to remove nonexistent key: ${key}: missing value`);
  }
}

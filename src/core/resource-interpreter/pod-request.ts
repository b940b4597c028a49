import { milliValue, parseQuantity, wholeValue } from '../exact-quantity.ts';
import { isLabelKey } from '../label-selector.ts';
import { binaryQuantity, decimalQuantity, milliQuantity } from './quantity-text.ts';

/** What one Pod of a template asks for (pkg/util/resource.go, AddPodTemplateRequest and ResourceList). */

export interface Container {
  readonly resources?: { readonly requests?: ResourceList; readonly limits?: ResourceList };
}

export type ResourceList = Readonly<Record<string, string | number>>;

interface PodResources {
  readonly containers?: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly overhead?: ResourceList;
}

type Amounts = ReadonlyMap<string, bigint>;

/** The sum of its containers, or what a single init container asks for, whichever is more; and its overhead. */
export function podRequest({ containers, initContainers, overhead }: PodResources): ResourceList | undefined {
  const sum = new Map<string, bigint>();
  const add = (amounts: Amounts): void => {
    for (const [name, amount] of amounts) sum.set(name, (sum.get(name) ?? 0n) + amount);
  };
  for (const container of containers ?? []) add(amountsOf(requestOf(container)));
  for (const container of initContainers ?? []) {
    for (const [name, amount] of amountsOf(requestOf(container))) {
      if (amount > (sum.get(name) ?? 0n)) sum.set(name, amount);
    }
  }
  add(amountsOf(overhead ?? {}));
  const entries = [...sum].filter(([, amount]) => amount > 0n);
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([name, amount]) => [name, written(name, amount)]));
}

/** A limit without a request is a request. */
const requestOf = ({ resources }: Container): ResourceList => ({ ...resources?.limits, ...resources?.requests });

const amountsOf = (list: ResourceList): Amounts =>
  new Map(
    Object.entries(list)
      .filter(([name]) => isCounted(name))
      .map(([name, quantity]) => [name, amountOf(name, quantity)]),
  );

const amountOf = (name: string, quantity: string | number): bigint => {
  const amount = parseQuantity(quantity);
  if (!amount) throw new NoQuantity(`${name}: ${quantity}`);
  return name === 'cpu' ? milliValue(amount) : wholeValue(amount);
};

/** No API server takes such a Pod, so nobody knows what Karmada would make of it. */
export class NoQuantity extends Error {}

const own = ['cpu', 'memory', 'ephemeral-storage', 'pods'];

/** IsScalarResourceName (pkg/util/lifted/resourcename.go), and those that have a place of their own. */
function isCounted(name: string): boolean {
  if (own.includes(name) || name.startsWith('hugepages-') || name.startsWith('attachable-volumes-')) return true;
  if (!name.includes('/') || name.includes('kubernetes.io/')) return name.includes('kubernetes.io/');
  return !name.startsWith('requests.') && isLabelKey(`requests.${name}`);
}

/** As it is once the binding's webhook has read and written it: a number without a suffix is then a decimal one. */
function written(name: string, amount: bigint): string {
  if (name === 'cpu') return milliQuantity(amount);
  const isBinary = name === 'memory' || name === 'ephemeral-storage' || name.startsWith('hugepages-');
  const text = isBinary ? binaryQuantity(amount) : '';
  return text.endsWith('i') ? text : decimalQuantity(amount);
}

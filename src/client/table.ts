import { KnownError } from '../contract/errors.ts';
import type { ListQuery, Need } from '../contract/ports.ts';
import { type KubeObject, type Place, pathOf } from '../core/object.ts';
import type { Table } from '../core/table.ts';
import { isAbsentObject } from './failure.ts';
import { requestJson } from './json.ts';
import { readPages, searchOf } from './pages.ts';
import type { Transport } from './transport.ts';

/** The server's own columns, with the objects or without: one request. Where it knows no tables it gives the objects alone. */
const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';

interface ServerTable {
  readonly kind: 'Table';
  readonly metadata?: Table['metadata'];
  readonly columnDefinitions?: readonly { readonly name: string; readonly priority?: number }[] | null;
  readonly rows?: readonly { readonly cells?: readonly unknown[] | null; readonly object?: KubeObject | null }[] | null;
}

export async function readTable(
  transport: Transport,
  place: Place,
  query: ListQuery = {},
  need: Need = 'objects',
): Promise<Table> {
  const readPage = async (page: ListQuery): Promise<Table> => {
    const includeObject = need === 'cells' ? 'None' : 'Object';
    const path = `${pathOf(place)}${searchOf({ ...page, includeObject })}`;
    return tableOf(transport, need, await requestJson<object>(transport, { method: 'GET', path, headers: { accept } }));
  };
  if (place.name !== undefined) return oneOrNone(() => readPage({}));
  const pages = await readPages(readPage, query);
  const { columns = [] } = pages[0] ?? {};
  const metadata = pages.at(-1)?.metadata;
  return { columns, rows: pages.flatMap(({ rows }) => rows), ...(metadata ? { metadata } : {}) };
}

async function oneOrNone(read: () => Promise<Table>): Promise<Table> {
  try {
    return await read();
  } catch (error) {
    if (isAbsentObject(error)) return { columns: [], rows: [] };
    throw error;
  }
}

/** A Table, a List and a single object are what a Kubernetes answers; anything else comes from something else. */
function tableOf({ server }: Transport, need: Need, answer: object): Table {
  if (isTable(answer)) {
    const { columnDefinitions, rows, metadata } = answer;
    return {
      columns: (columnDefinitions ?? []).map(({ name, priority = 0 }) => ({ name, priority })),
      rows: (rows ?? []).flatMap(({ cells, object }) => {
        if (object?.metadata) return [{ cells: cells ?? [], object }];
        return need === 'cells' ? [{ cells: cells ?? [] }] : [];
      }),
      ...(metadata ? { metadata } : {}),
    };
  }
  const alone = (object: KubeObject) => ({ cells: [], object });
  if ('items' in answer && Array.isArray(answer.items)) {
    const { items, metadata } = answer as { items: readonly KubeObject[]; metadata?: Table['metadata'] };
    return { columns: [], rows: items.map(alone), ...(metadata ? { metadata } : {}) };
  }
  if (isObject(answer)) return { columns: [], rows: [alone(answer)] };
  throw new KnownError('unreachable', `${server} is not a Kubernetes API: it answered with no list.`);
}

const isTable = (answer: object): answer is ServerTable => 'kind' in answer && answer.kind === 'Table';

const isObject = (answer: object): answer is KubeObject =>
  'metadata' in answer &&
  typeof answer.metadata === 'object' &&
  answer.metadata !== null &&
  'name' in answer.metadata &&
  typeof answer.metadata.name === 'string';

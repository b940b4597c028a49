import type { KubeObject } from '../object.ts';

/** A core/v1 Event, as far as it is told. Karmada writes them about clusters into the namespace "default". */
export interface Event extends KubeObject {
  readonly involvedObject: { readonly kind?: string; readonly name?: string; readonly uid?: string };
  readonly type?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly firstTimestamp?: string | null;
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
  readonly series?: { readonly count?: number; readonly lastObservedTime?: string };
}

export interface EventReport {
  readonly last?: string | undefined;
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** How often it was. */
  readonly count: number;
}

const most = 10;

/** Newest first, of this very cluster: one of the same name that is gone has another uid. */
export const newestEvents = (events: readonly Event[], uid: string | undefined): readonly EventReport[] =>
  events
    .filter(({ involvedObject }) => !involvedObject.uid || !uid || involvedObject.uid === uid)
    .sort((a, b) => at(b) - at(a) || version(b) - version(a))
    .slice(0, most)
    .map((event) => ({
      last: lastOf(event),
      type: event.type ?? 'Normal',
      reason: event.reason ?? '',
      message: (event.message ?? '').trim(),
      count: event.series?.count ?? event.count ?? 1,
    }));

const at = (event: Event): number => Date.parse(lastOf(event) ?? '') || 0;
/** Times are whole seconds; among those of one second the versions tell. */
const version = ({ metadata }: Event): number => Number(metadata.resourceVersion ?? 0);

const lastOf = ({ series, lastTimestamp, eventTime, firstTimestamp, metadata }: Event): string | undefined =>
  series?.lastObservedTime ?? lastTimestamp ?? eventTime ?? firstTimestamp ?? metadata.creationTimestamp;

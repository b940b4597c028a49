import { KnownError } from '../../contract/errors.ts';
import type { Kube } from '../../contract/ports.ts';
import { type AccessReview, accessReview, accessReviews, type ResourceAttributes } from '../../core/access-review.ts';
import type { Place } from '../../core/object.ts';

/**
 * Whether this user may write such objects, asked once for each kind and namespace. RBAC and admission both say
 * `Forbidden`: where one may write, it is the object itself that was refused.
 */
export function createMayWrite(karmada: Kube): (place: Place) => Promise<boolean> {
  const asked = new Map<string, Promise<boolean>>();
  return ({ group, resource, namespace }) => {
    const key = `${group} ${resource} ${namespace ?? ''}`;
    const asking = asked.get(key) ?? mayPatch(karmada, { group, resource, namespace });
    asked.set(key, asking);
    return asking;
  };
}

async function mayPatch(karmada: Kube, what: Omit<ResourceAttributes, 'verb'>): Promise<boolean> {
  try {
    const review = await karmada.create<AccessReview>(accessReviews, accessReview({ verb: 'patch', ...what }));
    return review.status?.allowed === true;
  } catch (error) {
    // Who may not even ask may hardly write.
    if (error instanceof KnownError && error.code === 'forbidden') return false;
    throw error;
  }
}

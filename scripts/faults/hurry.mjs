// Does at once what controllers do after a pause: a namespace is emptied after 5 s, and looked at again after 8; Karmada
// looks every 10 s whether a cluster's execution namespace is gone. Nothing that karmate does is done in its place.
import { objectOf } from './objects.mjs';

/** Empties a namespace that goes away, and lets it go once its store holds nothing of it any more. */
async function emptied({ etcd, ask, side, prefix }, namespace) {
  const path = `/api/v1/namespaces/${namespace}`;
  const { status, body } = await ask[side]('GET', path);
  if (status !== 200) return status === 404;
  if (!body.metadata.deletionTimestamp) return false;
  const keys = (await etcd.keys(`${prefix}/`)).filter(({ key }) => key.split('/').includes(namespace));
  const inside = keys.flatMap(({ key }) => objectOf(side, prefix, key) ?? []).filter((one) => one.kind !== 'namespace');
  // What cannot be deleted here is left to the namespace's own controller.
  for (const object of inside) if (object.path) await ask[side]('DELETE', object.path);
  if (inside.length === 0) await ask[side]('PUT', `${path}/finalize`, { ...body, spec: { finalizers: [] } });
  return false;
}

/** A Cluster that is changed is looked at by its controller. */
async function nudge(ask, cluster) {
  const path = `/apis/cluster.karmada.io/v1alpha1/clusters/${cluster}`;
  const { status, body } = await ask.karmada('GET', path);
  if (status !== 200 || !body.metadata.deletionTimestamp) return;
  const annotations = { ...body.metadata.annotations, 'faults/looked-at': String(Date.now()) };
  await ask.karmada('PUT', path, { ...body, metadata: { ...body.metadata, annotations } });
}

/** Goes on until `stop`, which waits for what is under way. A server that fails for a moment is asked again. */
export function hurry({ etcd, ask, member, cluster }) {
  const state = { isOn: true };
  const execution = { etcd, ask, side: 'karmada', prefix: '/karmada' };
  const once = async () => {
    await emptied({ etcd, ask, side: 'member', prefix: `/${member}` }, 'karmada-cluster');
    if (await emptied(execution, `karmada-es-${cluster}`)) await nudge(ask, cluster);
  };
  const ended = (async () => {
    while (state.isOn) {
      await once().catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  return {
    stop: async () => {
      state.isOn = false;
      await ended;
    },
  };
}

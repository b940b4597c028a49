import type { Kube } from '../contract/ports.ts';
import { clusters } from '../core/cluster.ts';
import { pathOf } from '../core/object.ts';
import { createKube, type Link } from './dynamic.ts';

/** A member's API server behind Karmada's cluster proxy: the same connection, every path under a prefix. */
export function createMember(link: () => Promise<Link>, cluster: string): Kube {
  const prefix = `${pathOf({ ...clusters, name: cluster })}/proxy`;
  return createKube(async () => {
    const { target, transport } = await link();
    return {
      target: { ...target, server: `${target.server}${prefix}` },
      transport: {
        ...transport,
        member: cluster,
        send: (request) => transport.send({ ...request, path: prefix + request.path }),
      },
    };
  });
}

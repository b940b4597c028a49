import type { Karmada } from '../contract/ports.ts';
import type { Release } from '../core/versions.ts';
import type { ConnectOptions } from './connect.ts';
import { createKube, type Link } from './dynamic.ts';
import { createMember } from './member.ts';
import { once } from './once.ts';

/** The control plane: its own API server, and through its cluster proxy every member's. */
export function createKarmada(
  plain: () => Promise<Link>,
  { karmadaVersion, namespace }: Pick<ConnectOptions, 'karmadaVersion' | 'namespace'> = {},
): Karmada {
  // Few ask for the release: what reads it is loaded for them alone.
  const reader = () => import('./release.ts');
  const given = once(async () =>
    karmadaVersion === undefined ? undefined : (await reader()).readGivenRelease(karmadaVersion),
  );
  const link = async (): Promise<Link> => {
    if (karmadaVersion !== undefined) await given();
    return plain();
  };
  const told = once(async (): Promise<Release | undefined> => {
    const { transport } = await link();
    return (await given()) ?? (await reader()).readRelease(transport);
  });
  return {
    ...createKube(link),
    member: (cluster) => createMember(link, cluster),
    release: told,
    givenRelease: given,
    givenNamespace: namespace || undefined,
  };
}

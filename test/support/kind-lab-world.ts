import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { LabState } from '../../src/core/lab.ts';
import { freePort } from './free-port.ts';
import { type KindWorld, kindWorld, type MadeOf } from './kind-stand-in.ts';

/** The members of a lab, as if kind had made them. */
function made(lab: LabState): MadeOf {
  const config = parse(readFileSync(lab.members[0]?.kubeconfig ?? '', 'utf8')) as {
    clusters: { name: string; cluster: { server: string; 'certificate-authority-data': string } }[];
    users: { name: string; user: object }[];
    contexts: { name: string; context: { cluster: string; user: string } }[];
  };
  return Object.fromEntries(
    config.contexts.map(({ name, context }) => {
      const cluster = config.clusters.find((one) => one.name === context.cluster)?.cluster;
      const user = config.users.find((one) => one.name === context.user)?.user ?? {};
      return [name, { server: cluster?.server ?? '', ca: cluster?.['certificate-authority-data'] ?? '', user }];
    }),
  );
}

/** Stand-ins beside the members of a lab, and a lab.yaml whose ports are free on this machine. */
export async function kindLabWorld(
  lab: LabState,
  karmadaPort: number,
): Promise<{ readonly it: KindWorld; readonly up: readonly string[] }> {
  const it = kindWorld(made(lab));
  const [a, b, c, d] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const config = join(it.dir, '..', 'lab.yaml');
  const text = `apiVersion: lab.karmate.dev/v1
kind: KindLab
address: container
karmadaPort: ${karmadaPort}
test1: { apiServerPort: ${a}, mappedPort: ${b} }
test2: { apiServerPort: ${c}, mappedPort: ${d} }
`;
  writeFileSync(config, text);
  return { it, up: ['lab', 'up', '--provider', 'kind', '--dir', it.dir, '--config', config, '--timeout', '90s'] };
}

/** What the lab has noted of itself. */
export const record = (it: KindWorld) =>
  JSON.parse(readFileSync(join(it.dir, 'lab.json'), 'utf8')) as Record<string, unknown>;

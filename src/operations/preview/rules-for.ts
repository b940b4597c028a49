import * as yaml from 'yaml';
import { KnownError } from '../../contract/errors.ts';
import type { Input } from '../../contract/params.ts';
import { wayOf } from '../../core/behaviours.ts';
import type { Fleet } from '../../core/preview/fleet.ts';
import type { PreviewRules } from '../../core/preview/preview-workload.ts';
import { minorOf, type Release } from '../../core/versions.ts';
import type { params } from './preview.ts';

/** The one release whose rules count, and what of that is doubtful. */
export function releaseOf(fleet: Fleet, given: Release | undefined) {
  const karmada = given ?? fleet.karmada;
  const { min, max } = karmada;
  const newest = max ?? min;
  if (newest === undefined) {
    throw new KnownError('config', 'Which Karmada this is cannot be told, and the rules differ.', {
      hint: 'Say it: --karmada-version 1.18',
    });
  }
  // No newer release is known here than the newest there is.
  const isSure = min === max || max === undefined;
  const doubts = isSure
    ? []
    : [`this Karmada is v${min ?? '?'} to v${max}: taken for v${newest}; --karmada-version says it`];
  return { karmada: { min: newest, max: newest }, minor: minorOf(newest), doubts };
}

/** Before v1.14 it is so; then two switches of karmada-controller-manager must be on. */
export function evicts({ featureGates = [] }: Input<typeof params>, minor: number): boolean {
  const said = featureGates.findLast((gate) => gate.startsWith('Failover='));
  return said === undefined ? wayOf('noExecuteTaints', minor) === 'evict' : said === 'Failover=true';
}

export const notEvicted =
  'whether NoExecute evicts what runs there: by default it does not; where karmada-controller-manager has the gate Failover and --enable-no-execute-taint-eviction, say --feature-gates Failover=true';

export function rulesFor({ featureGates = [], replicas, render }: Input<typeof params>, minor: number): PreviewRules {
  const gates = new Map(featureGates.map((gate) => gate.split('=', 2) as [string, string | undefined]));
  const known = [
    'PropagationPolicyPreemption',
    'CustomizedClusterResourceModeling',
    'MultiplePodTemplatesScheduling',
    'Failover',
    'PropagateDeps',
  ];
  const stranger = [...gates.keys()].find((name) => !known.includes(name));
  if (stranger !== undefined) {
    throw new KnownError('usage', `--feature-gates: "${stranger}" changes nothing here.`, {
      hint: `Known: ${known.join(', ')}`,
    });
  }
  const isOn = (name: string): boolean | undefined => {
    const value = gates.get(name);
    return value === undefined ? undefined : value === 'true';
  };
  const propagatesDeps = isOn('PropagateDeps');
  const models = isOn('CustomizedClusterResourceModeling');
  return {
    minor,
    yaml,
    render,
    preemption: isOn('PropagationPolicyPreemption') ?? false,
    multiplePodTemplates: isOn('MultiplePodTemplatesScheduling') ?? false,
    ...(models === undefined ? {} : { resourceModels: models }),
    ...(propagatesDeps === undefined ? {} : { propagatesDeps }),
    ...(replicas === undefined ? {} : { replicas }),
  };
}

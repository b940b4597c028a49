import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { karmate } from '../support/karmate.ts';
import { Kube } from '../support/kube.ts';
import { deployment, policy } from '../support/manifests.ts';
import { createCluster, ours, tolerant } from '../support/preview-clusters.ts';
import { mustSucceed } from '../support/proof/control-plane.ts';
import { type LabProcess, startLab } from '../support/running-lab.ts';

/** What a control plane holds that a preview cannot work out, it names. */
describe.each(['v1.18.2', 'v1.10.7'])('a preview on Karmada %s names', (karmada) => {
  let started: LabProcess;
  let control: Kube;
  const ask = async (kind: 'Deployment' | 'StatefulSet') => {
    const apiVersion = 'apps/v1';
    const template = { ...deployment({ name: 'named' }), kind };
    const chosen = policy(
      'named',
      [],
      { clusterAffinity: ours, ...tolerant },
      {
        resourceSelectors: [{ apiVersion, kind, name: 'named' }],
      },
    );
    const input = [template, chosen].map((object) => JSON.stringify(object)).join('\n');
    const env = { KUBECONFIG: started.lab.karmada.kubeconfig };
    const ran = await karmate(['preview', '-f', '-', '-o', 'json'], { env, input });
    const { workloads } = JSON.parse(ran.stdout) as { workloads: { replicas?: unknown; unknown: string[] }[] };
    return workloads[0];
  };

  beforeAll(async () => {
    started = await startLab({ members: ['unused'], nodes: 1, karmada });
    control = new Kube(started.lab.karmada.kubeconfig, started.lab.karmada.context);
    await createCluster(control, 'preview-eu', 'eu');
    await mustSucceed(control, 'POST', '/apis/config.karmada.io/v1alpha1/resourceinterpretercustomizations', {
      apiVersion: 'config.karmada.io/v1alpha1',
      kind: 'ResourceInterpreterCustomization',
      metadata: { name: 'count' },
      spec: {
        target: { apiVersion: 'apps/v1', kind: 'StatefulSet' },
        customizations: { replicaResource: { luaScript: 'function GetReplicas(obj)\n return 1, {}\nend' } },
      },
    });
    await mustSucceed(control, 'POST', '/apis/policy.karmada.io/v1alpha1/namespaces/default/federatedresourcequotas', {
      apiVersion: 'policy.karmada.io/v1alpha1',
      kind: 'FederatedResourceQuota',
      metadata: { name: 'team', namespace: 'default' },
      spec: { overall: { cpu: '1' } },
    });
  });
  afterAll(() => started?.stop());

  test('replicas that somebody else counts, and quotas that it does not', async () => {
    const quota = (kind: string): string => `whether FederatedResourceQuota team leaves room for ${kind} named`;
    expect(await ask('Deployment')).toMatchObject({ replicas: 2, unknown: [quota('Deployment')] });
    const counted =
      'how many replicas StatefulSet named has: ResourceInterpreterCustomization count says, and is not run here; give --replicas';
    const found = await ask('StatefulSet');
    expect(found).toMatchObject({ replicas: 'unknown' });
    expect(found?.unknown.toSorted()).toEqual([counted, quota('StatefulSet')].toSorted());
  });
});

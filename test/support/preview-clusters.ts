import { eventually, type Kube } from './kube.ts';
import { clustersPath, mustSucceed } from './proof/control-plane.ts';

/** Nobody's but these tests': whoever does not tolerate the taint stays away. Nothing is ever sent there. */
export const taint = { key: 'preview.example.com/maintenance', effect: 'NoSchedule' };
export const tolerant = { clusterTolerations: [{ operator: 'Exists' }] };
export const ours = { labelSelector: { matchLabels: { for: 'preview' } } };

export async function createCluster(control: Kube, name: string, region: string): Promise<void> {
  const made = await mustSucceed(control, 'POST', clustersPath, {
    apiVersion: 'cluster.karmada.io/v1alpha1',
    kind: 'Cluster',
    metadata: { name, labels: { for: 'preview' } },
    spec: { syncMode: 'Pull', region, taints: [taint] },
  });
  const status = {
    apiEnablements: [{ groupVersion: 'apps/v1', resources: [{ kind: 'Deployment', name: 'deployments' }] }],
    resourceSummary: { allocatable: { cpu: '4', memory: '8Gi', pods: '20' } },
  };
  await eventually(`${name} has a status`, async () => {
    const now = await control.find(`${clustersPath}/${name}`);
    return (await control.ask('PUT', `${clustersPath}/${name}/status`, { ...made, ...now, status })).status === 200;
  });
}

import { listenAddress } from './address.ts';
import { containerAddress, type KindLabAnswers } from './answers.ts';

/** A value to set in a template, and where. */
export interface Edit {
  readonly path: readonly (string | number)[];
  /** Several texts stand for one item of a list, but for those that are in it already. */
  readonly value: string | number | readonly string[];
}

/** A template, what it is to be called, and what changes in it. */
export interface Filling {
  /** Below the package's folder: `kind-configs/test1.yaml`. */
  readonly template: string;
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What stands in the head in the place of the words that tell how to fill it in. */
  readonly head: readonly string[];
}

/** The place behind the chart's own six, which is left open for an address. */
export const hostPath = ['certs', 'auto', 'hosts', 6] as const;

/** Every file of the lab. What is not set stays as the template has it. */
export function planFillings(answers: KindLabAnswers): readonly Filling[] {
  const host = listenAddress(answers.address);
  const head = ['Filled in by "karmate lab render". Numbers in the comments are those of the lesson.'];
  const kindHead = [...head, `What is called HOST_ADDRESS is ${host} here.`];
  const values = `charts-values/karmada-${answers.karmada}.yaml`;
  return [
    { template: 'kind-configs/test1.yaml', name: 'test1.yaml', edits: kindEdits(answers, 'test1'), head: kindHead },
    { template: 'kind-configs/test2.yaml', name: 'test2.yaml', edits: kindEdits(answers, 'test2'), head: kindHead },
    { template: values, name: 'values.yaml', edits: valuesEdits(answers), head },
    ...(answers.mirror
      ? [
          {
            template: 'charts-values/mirror.yaml',
            name: 'mirror.yaml',
            edits: mirrorEdits(answers.mirror),
            head,
          },
        ]
      : []),
  ];
}

function kindEdits({ address, nodeImage, karmadaPort, ...clusters }: KindLabAnswers, name: 'test1' | 'test2') {
  const { apiServerPort, mappedPort, podSubnet, serviceSubnet } = clusters[name];
  // For this machine alone, the second doors are no wider than the first ones.
  const listen = address === containerAddress ? listenAddress(address) : '0.0.0.0';
  const mapping = (index: number): readonly (string | number)[] => ['nodes', 0, 'extraPortMappings', index];
  const karmada: readonly Edit[] = [
    { path: [...mapping(1), 'containerPort'], value: karmadaPort },
    { path: [...mapping(1), 'hostPort'], value: karmadaPort },
    { path: [...mapping(1), 'listenAddress'], value: listen },
  ];
  return [
    { path: ['nodes', 0, 'image'], value: nodeImage },
    { path: ['nodes', 1, 'image'], value: nodeImage },
    { path: [...mapping(0), 'hostPort'], value: mappedPort },
    { path: [...mapping(0), 'listenAddress'], value: listen },
    ...(name === 'test1' ? karmada : []),
    { path: ['networking', 'apiServerAddress'], value: listenAddress(address) },
    { path: ['networking', 'apiServerPort'], value: apiServerPort },
    { path: ['networking', 'podSubnet'], value: podSubnet },
    { path: ['networking', 'serviceSubnet'], value: serviceSubnet },
  ];
}

const valuesEdits = ({ address, karmadaPort }: KindLabAnswers): readonly Edit[] => [
  { path: ['apiServer', 'nodePort'], value: karmadaPort },
  // In the containers' network Karmada's API server is reached by the name of the node's container.
  {
    path: hostPath,
    value: address === containerAddress ? 'test1-control-plane' : address,
  },
];

const mirrorEdits = ({ registry, kubernetes, kubectl }: NonNullable<KindLabAnswers['mirror']>): readonly Edit[] => [
  { path: ['global', 'imageRegistry'], value: registry },
  { path: ['apiServer', 'image', 'repository'], value: `${kubernetes}/kube-apiserver` },
  { path: ['kubeControllerManager', 'image', 'repository'], value: `${kubernetes}/kube-controller-manager` },
  { path: ['etcd', 'internal', 'image', 'repository'], value: `${kubernetes}/etcd` },
  { path: ['kubectl', 'image', 'repository'], value: kubectl },
];

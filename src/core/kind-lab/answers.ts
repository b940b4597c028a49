/** What the lab on kind is asked: each question once, with what it is when nobody answers. */
export type AnswerType =
  | 'address'
  | 'version'
  | 'image'
  | 'port'
  | 'nodePort'
  | 'pods'
  | 'services'
  | 'registry'
  | 'name';

export interface Question {
  /** Where it stands in lab.yaml: `test1.podSubnet`. */
  readonly path: string;
  readonly type: AnswerType;
  /** Without one, it may stay without an answer. */
  readonly default?: string | number;
  readonly about: string;
}

/** The versions of Karmada that charts-values/ has a file for. */
export const chartVersions = ['v1.10.7', 'v1.18.2'] as const;

/** An address that is no address: API servers listen on 127.0.0.1 of the host, and members are reached by container. */
export const containerAddress = 'container';

const cluster = (name: string, port: number, mapped: number, pods: string, services: string): readonly Question[] => [
  { path: `${name}.apiServerPort`, type: 'port', default: port, about: 'Port of the host for its API server.' },
  { path: `${name}.mappedPort`, type: 'port', default: mapped, about: 'A second port of the host for the same.' },
  { path: `${name}.podSubnet`, type: 'pods', default: pods, about: 'Addresses of its pods.' },
  { path: `${name}.serviceSubnet`, type: 'services', default: services, about: 'Addresses of its Services.' },
];

/** The schema of lab.yaml, and the defaults of kind-configs/ and charts-values/. */
export const questions: readonly Question[] = [
  { path: 'address', type: 'address', about: 'Address of the host, or "container".' },
  { path: 'karmada', type: 'version', default: 'v1.18.2', about: 'Version of Karmada.' },
  { path: 'nodeImage', type: 'image', default: 'kindest/node:v1.24.15', about: 'Image of the nodes: the Kubernetes.' },
  { path: 'karmadaPort', type: 'nodePort', default: 31443, about: "Port of Karmada's API server, on host and node." },
  ...cluster('test1', 6443, 36443, '10.6.0.0/16', '10.96.0.0/16'),
  ...cluster('test2', 6444, 36444, '10.7.0.0/16', '10.97.0.0/16'),
  { path: 'mirror.registry', type: 'registry', about: 'Registry that has all images.' },
  { path: 'mirror.kubernetes', type: 'name', default: 'google_containers', about: 'Its folder of registry.k8s.io.' },
  { path: 'mirror.kubectl', type: 'name', default: 'alpine/k8s', about: 'Its image with kubectl and bash.' },
];

/** Answers by the paths of their questions. */
export type Given = Readonly<Record<string, string | number>>;

export interface ClusterAnswers {
  readonly apiServerPort: number;
  readonly mappedPort: number;
  readonly podSubnet: string;
  readonly serviceSubnet: string;
}

export interface KindLabAnswers {
  readonly address: string;
  readonly karmada: string;
  readonly nodeImage: string;
  readonly karmadaPort: number;
  readonly test1: ClusterAnswers;
  readonly test2: ClusterAnswers;
  /** undefined: images come from where the charts say. */
  readonly mirror: { readonly registry: string; readonly kubernetes: string; readonly kubectl: string } | undefined;
}

export const clusterNames = ['test1', 'test2'] as const;

/** All answers, those that nobody gave by their defaults. */
export function completeAnswers(given: Given, address: string): KindLabAnswers {
  const value = (path: string): string | number =>
    given[path] ?? questions.find((question) => question.path === path)?.default ?? '';
  const text = (path: string): string => String(value(path));
  const clusterAnswers = (name: string): ClusterAnswers => ({
    apiServerPort: Number(value(`${name}.apiServerPort`)),
    mappedPort: Number(value(`${name}.mappedPort`)),
    podSubnet: text(`${name}.podSubnet`),
    serviceSubnet: text(`${name}.serviceSubnet`),
  });
  const mirror = { kubernetes: text('mirror.kubernetes'), kubectl: text('mirror.kubectl') };
  return {
    address,
    karmada: text('karmada'),
    nodeImage: text('nodeImage'),
    karmadaPort: Number(value('karmadaPort')),
    test1: clusterAnswers('test1'),
    test2: clusterAnswers('test2'),
    mirror: given['mirror.registry'] === undefined ? undefined : { registry: text('mirror.registry'), ...mirror },
  };
}

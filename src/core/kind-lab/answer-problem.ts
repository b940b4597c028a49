import { type AnswerType, chartVersions, containerAddress } from './answers.ts';
import { readAddress, readSubnet, type Subnet, subnetText } from './subnet.ts';

/** What is wrong with an answer, as the end of a sentence that begins with it; undefined when it can be used. */
export function answerProblem(type: AnswerType, value: unknown): string | undefined {
  if (type === 'port') return portProblem(value, 1, 65535, 'a port is a whole number from 1 to 65535');
  if (type === 'nodePort') {
    return portProblem(value, 30000, 32767, 'Kubernetes gives Services ports from 30000 to 32767 only');
  }
  if (typeof value !== 'string' || value === '') return 'a text is needed here';
  return textProblems[type](value);
}

function portProblem(value: unknown, least: number, most: number, words: string): string | undefined {
  const isPort = typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
  return isPort ? undefined : words;
}

const textProblems: Readonly<Record<Exclude<AnswerType, 'port' | 'nodePort'>, (value: string) => string | undefined>> =
  {
    address: addressProblem,
    version: (value) =>
      chartVersions.some((version) => version === value)
        ? undefined
        : `there are values for Karmada ${chartVersions.join(' and ')} only`,
    image: (value) =>
      imageReference.test(value) && /:[\w.-]+$/.test(value)
        ? undefined
        : 'an image is needed, with its tag, such as kindest/node:v1.24.15',
    pods: podsProblem,
    services: servicesProblem,
    registry: (value) =>
      /^[a-zA-Z0-9][a-zA-Z0-9.-]*(?::\d{1,5})?(?:\/[a-z0-9._-]+)*$/.test(value)
        ? undefined
        : 'a registry is a name with neither "https://" nor a "/" at its end, such as registry.example.com/hub',
    name: (value) =>
      /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/.test(value)
        ? undefined
        : 'a name in a registry has small letters, digits and "/" only, and no tag',
  };

/** As registries and engines read it (github.com/distribution/reference, regexp.go): a host, its port, a name, a tag, a digest. */
const imageReference =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?(?::\d{1,5})?\/)?[a-z0-9]+(?:(?:\.|__?|-+|\/)[a-z0-9]+)*(?::\w[\w.-]{0,127})?(?:@sha256:[0-9a-f]{64})?$/;

function addressProblem(value: string): string | undefined {
  if (value === containerAddress) return undefined;
  const number = readAddress(value);
  if (number === undefined) return `an IPv4 address of this host is needed, or "${containerAddress}"`;
  if (value.startsWith('127.')) {
    return `a pod that connects to it reaches itself; for a lab on this machine only, say "${containerAddress}"`;
  }
  return value.startsWith('0.') || number >= readRange('224.0.0.0/3').first ? 'no host has it' : undefined;
}

function podsProblem(value: string): string | undefined {
  // kubeadm gives each node a /24 of them, and there are two nodes.
  return subnetProblem(value, 8, 23, 'the nodes need a /24 each: /23 or larger');
}

function servicesProblem(value: string): string | undefined {
  // kube-apiserver refuses more than 20 bits for Services (cmd/kube-apiserver/app/options/validation.go).
  return subnetProblem(value, 12, 28, 'Kubernetes takes /12 to /28 for Services');
}

function subnetProblem(value: string, least: number, most: number, words: string): string | undefined {
  const subnet = readSubnet(value);
  if (!subnet) return 'a range of IPv4 addresses is needed, such as 10.6.0.0/16';
  if (subnetText(subnet) !== value) return `the range is written ${subnetText(subnet)}`;
  return subnet.bits < least || subnet.bits > most ? words : undefined;
}

function readRange(text: string): Subnet {
  return readSubnet(text) ?? { text, first: 0, last: 0, bits: 32 };
}

import { shellWord } from '../shell-word.ts';
import { listenAddress } from './address.ts';
import { clusterNames, containerAddress, type KindLabAnswers } from './answers.ts';
import { kindLine } from './kind-line.ts';
import type { Engine } from './record.ts';

/** The commands that use the rendered files, in their order; each is there to be pasted. */
export function nextCommands(answers: KindLabAnswers, dir: string, engine: Engine): readonly string[] {
  const file = (name: string): string => shellWord(`${dir.replace(/\/+$/, '')}/${name}`);
  const { karmada, karmadaPort, mirror } = answers;
  const chart = `https://github.com/karmada-io/karmada/releases/download/${karmada}/karmada-chart-${karmada}.tgz`;
  const values = [`-f ${file('values.yaml')}`, ...(mirror ? [`-f ${file('mirror.yaml')}`] : [])].join(' ');
  const server = `https://${listenAddress(answers.address)}:${karmadaPort}`;
  return [
    ...clusterNames.map((name) => kindLine(engine, `create cluster --config ${file(`${name}.yaml`)}`)),
    `helm install karmada ${chart} --kube-context kind-test1 -n karmada-system --create-namespace ${values}`,
    'umask 077 # what follows holds keys',
    "kubectl --context kind-test1 -n karmada-system get secret karmada-kubeconfig -o jsonpath='{.data.kubeconfig}' " +
      `| base64 -d | sed 's#server: .*#server: ${server}#' > ${file('karmada.config')}`,
    ...clusterNames.map(
      (name) =>
        `${kindLine(engine, `get kubeconfig --name ${name}`)}${atContainer(answers, name, engine)} > ${file(`${name}.config`)}`,
    ),
    ...clusterNames.map(
      (name, index) =>
        `karmate join member${index + 1} --kubeconfig ${file('karmada.config')} --cluster-kubeconfig ${file(`${name}.config`)}`,
    ),
  ];
}

/** The certificate that kubeadm makes holds the container's own address, which pods and (on Linux) the host reach. */
function atContainer({ address }: KindLabAnswers, name: string, engine: Engine): string {
  if (address !== containerAddress) return '';
  const ask = `${engine} inspect -f '{{.NetworkSettings.Networks.kind.IPAddress}}' ${name}-control-plane`;
  return ` | sed "s#server: .*#server: https://$(${ask}):6443#"`;
}

import { readFileSync } from 'node:fs';
import { createServer, connect as dial, type Server } from 'node:net';
import { onTestFinished } from 'vitest';
import type { LabState } from '../../src/core/lab.ts';
import type { Kube } from './kube.ts';

/** A member of the lab in the place of a host cluster: with the Secret that the chart leaves there, but no pods. */
export interface HostCluster {
  readonly namespace: string;
  /** Karmada's API server, from outside. */
  readonly server: string;
  readonly port: number;
}

export async function makeHost(
  lab: LabState,
  kube: Kube,
  namespace: string,
  release = 'karmada',
): Promise<HostCluster> {
  const text = readFileSync(lab.karmada.kubeconfig, 'utf8');
  const local = `https://${release}-apiserver.${namespace}.svc.cluster.local:5443`;
  const kubeconfig = Buffer.from(text.replace(/server: .*/, `server: ${local}`)).toString('base64');
  await made(kube, '/api/v1/namespaces', { kind: 'Namespace', metadata: { name: namespace } });
  const metadata = { name: `${release}-kubeconfig`, namespace };
  await made(kube, `/api/v1/namespaces/${namespace}/secrets`, { kind: 'Secret', metadata, data: { kubeconfig } });
  return { namespace, server: lab.karmada.server, port: Number(new URL(lab.karmada.server).port) };
}

/** The Service of Karmada's API server; `ingress` is what a load balancer would write into its status. */
export async function addService(kube: Kube, namespace: string, spec: object, ingress?: object): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}/services`;
  const metadata = { name: 'karmada-apiserver', namespace };
  await made(kube, path, { kind: 'Service', metadata, spec });
  if (!ingress) return;
  const held = await kube.find(`${path}/karmada-apiserver`);
  const body = { ...held, status: { loadBalancer: { ingress: [ingress] } } };
  const { status } = await kube.ask('PUT', `${path}/karmada-apiserver/status`, body);
  if (status !== 200) throw new Error(`the load balancer was not written: ${status}`);
}

async function made(kube: Kube, path: string, object: object): Promise<void> {
  const { status, body } = await kube.ask('POST', path, { apiVersion: 'v1', ...object });
  if (status !== 201) throw new Error(`POST ${path}: ${status} ${JSON.stringify(body)}`);
}

/** A port of this machine that leads to another one, as a NodePort would. */
export async function forward(from: number, to: number): Promise<void> {
  const server: Server = createServer((client) => {
    const upstream = dial(to, '127.0.0.1');
    client.pipe(upstream).pipe(client);
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(from, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isClusterScoped } from '../../src/core/cluster-scoped.ts';
import { nativeKinds, youngGroups } from '../../src/core/native-kinds.ts';
import { root } from '../support/karmate.ts';

interface Swagger {
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly 'x-kubernetes-group-version-kind'?: Gvk }>>>
  >;
}
interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}

/** What the Kubernetes that the control plane is built from lets people create, by its own API description; no lab is needed. */
function kindsOfKubernetes() {
  const args = ['list', '-m', '-f', '{{.Dir}}', 'k8s.io/kubernetes'];
  const dir = execFileSync('go', args, { cwd: join(root, 'controlplane'), encoding: 'utf8' }).trim();
  const { paths } = JSON.parse(readFileSync(join(dir, 'api/openapi-spec/swagger.json'), 'utf8')) as Swagger;
  return Object.entries(paths).flatMap(([path, { post }]) => {
    const what = post?.['x-kubernetes-group-version-kind'];
    const match = /^\/apis?\/(?:[^/]+\/)?v[^/]+\/(namespaces\/\{namespace\}\/)?[^/{}]+$/.exec(path);
    if (!what || !match) return [];
    const { group, version, kind } = what;
    return [{ apiVersion: group === '' ? version : `${group}/${version}`, group, kind, namespaced: Boolean(match[1]) }];
  });
}

const served = kindsOfKubernetes().filter(({ group }) => !youngGroups.includes(group) || group === 'resource.k8s.io');
const isStable = ({ apiVersion }: { apiVersion: string }) => /(?:^|\/)v\d+$/.test(apiVersion);

test('the kinds of Kubernetes are those that it serves in a stable version', () => {
  const byVersion = Object.entries(nativeKinds).flatMap(([apiVersion, kinds]) =>
    kinds.map((kind) => `${apiVersion} ${kind}`),
  );
  const stable = served.filter(isStable).map(({ apiVersion, kind }) => `${apiVersion} ${kind}`);
  expect(stable.length).toBeGreaterThan(50);
  expect(byVersion.toSorted()).toEqual([...new Set(stable)].toSorted());
});

test('whether a kind lies in a namespace is known without a server', () => {
  const wrong = served.filter((one) => isClusterScoped(one) === one.namespaced);
  expect(wrong.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual([]);
});

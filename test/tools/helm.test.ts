import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { chartVersions } from '../../src/core/kind-lab/answers.ts';
import { copyChart } from '../support/charts.ts';
import { karmate, root } from '../support/karmate.ts';
import { renderInto } from '../support/rendered.ts';

const { helm: program } = inject('tools');
const lan = '192.168.1.10';
const mirror = 'registry.example.com/hub';

describe.each(chartVersions)('the chart of Karmada %s', (version) => {
  const dir = mkdtempSync(join(tmpdir(), 'karmate-chart-'));
  const file = (name: string): string => join(dir, name);
  const env = { HOME: dir, KUBECONFIG: file('none') };
  let chart = '';
  beforeAll(async () => {
    chart = copyChart(version, dir);
    await renderInto(dir, lan, { karmada: version, 'mirror.registry': mirror });
  });
  afterAll(() => rmSync(dir, { recursive: true, force: true }));

  const helm = (verb: readonly string[], ...values: readonly string[]) =>
    karmate([...verb, chart, ...values.flatMap((path) => ['-f', path])], { program, env });
  const manifests = async (values: readonly string[], more: readonly string[] = []) => {
    const { code, stdout, stderr } = await helm(['template', 'karmada', '-n', 'karmada-system', ...more], ...values);
    expect([code, stderr]).toEqual([0, '']);
    return stdout;
  };
  const imagesIn = (text: string): readonly string[] =>
    [...text.matchAll(/^\s*-?\s*image: "?([^"\s]+)/gm)].map(([, image = '']) => image);
  const chartValues = (): unknown => parse(readFileSync(join(chart, 'values.yaml'), 'utf8'));
  /** The optional parts too. */
  const everything = [
    [],
    ['--set', 'installMode=component', '--set', 'components={schedulerEstimator,descheduler,search,metricsAdapter}'],
    ['--set', 'installMode=agent', '--set', 'agent.clusterName=a'],
  ];
  const allImages = async (...values: readonly string[]): Promise<readonly string[]> =>
    (await Promise.all(everything.map((more) => manifests(values, more)))).flatMap(imagesIn);

  it('passes helm lint with our values', async () => {
    const { code, stdout } = await helm(['lint', '--strict'], file('values.yaml'), file('mirror.yaml'));
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 chart(s) linted, 0 chart(s) failed')]);
  });

  it('opens the API server of Karmada as the NodePort 31443, and no other Service', async () => {
    const documents = parseAllDocuments(await manifests([file('values.yaml')])).map((one): unknown => one.toJS());
    const services = documents.filter((one) => Object(one).kind === 'Service' && Object(one).spec.type === 'NodePort');
    expect(services).toMatchObject([
      { metadata: { name: 'karmada-apiserver' }, spec: { ports: [{ port: 5443, nodePort: 31443 }] } },
    ]);
  });

  it("gets each image with a tag: Karmada's own with its version, and none with latest", async () => {
    const images = await allImages(file('values.yaml'));
    const own = images.filter((image) => image.includes('/karmada/'));
    expect(new Set(own.map((image) => image.split(':')[1]))).toEqual(new Set([version]));
    expect(new Set(own).size).toBe(9);
    expect(images.filter((image) => !/:v?\d+\.\d+/.test(image) || /latest|bitnami/.test(image))).toEqual([]);
  });

  it('has latest by itself, so that the test above can fail', async () => {
    const images = await allImages();
    expect(images.filter((image) => /^docker\.io\/karmada\/.*:latest$/.test(image)).length).toBeGreaterThanOrEqual(9);
    expect(images.filter((image) => image.includes('/bitnami'))).not.toEqual([]);
  });

  it("makes a certificate with the chart's own hosts and with ours", async () => {
    const hosts = (text: string) =>
      [...text.matchAll(/"hosts":(\[[^\]]*\])/g)].map(([, list = '']) => JSON.parse(list));
    const [before = [], ...others] = hosts(await manifests([]));
    expect([before.length, others]).toEqual([6, [before]]);
    const wanted = [...before, lan];
    expect(hosts(await manifests([file('values.yaml')]))).toEqual([wanted, wanted]);
  });

  it('is refused by helm as long as nobody has filled in the address', async () => {
    const { code, stderr } = await helm(
      ['template', 'karmada'],
      join(root, 'charts-values', `karmada-${version}.yaml`),
    );
    expect(code).toBe(1);
    expect(stderr).toContain('HOST_ADDRESS: write the address of your host in certs.auto.hosts');
  });

  it('gets every image from a mirror, with the folder of those that have none', async () => {
    const images = await allImages(file('values.yaml'), file('mirror.yaml'));
    expect(images.filter((image) => !image.startsWith(`${mirror}/`))).toEqual([]);
    const names = new Set(images.map((image) => image.slice(mirror.length + 1).split(':')[0]));
    const folder = ['etcd', 'kube-apiserver', 'kube-controller-manager'].map((name) => `google_containers/${name}`);
    expect([...names].filter((name) => !name?.startsWith('karmada/')).toSorted()).toEqual([
      'alpine/k8s',
      'cfssl/cfssl',
      ...folder,
    ]);
  });

  it.each(['values.yaml', 'mirror.yaml'])('has every key that our %s sets', (name) => {
    const paths = leaves(parse(readFileSync(file(name), 'utf8')));
    expect(paths.length).toBeGreaterThan(4);
    expect(paths.filter((path) => !hasPath(chartValues(), path))).toEqual([]);
  });

  it('does not have a key that somebody made up', () => {
    expect(hasPath(chartValues(), ['etcd', 'image', 'repository'])).toBe(false);
  });
});

/** The paths of all values in it; a list is one value. */
function leaves(value: unknown, above: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [above];
  return Object.entries(value).flatMap(([key, below]) => leaves(below, [...above, key]));
}

function hasPath(value: unknown, [key, ...rest]: readonly string[]): boolean {
  if (key === undefined) return true;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) && hasPath(Object(value)[key], rest);
}

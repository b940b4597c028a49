// overriders of every kind: what fits the manifest, what misses it, what is no pointer at all.

const operators = ['add', 'remove', 'replace'];

const componentValues = {
  Registry: ['registry.local:5000', 'quay.io', '.mirror', ''],
  Repository: ['team/app', '-debug', ''],
  Tag: ['v9', '-rc1', `sha256:${'ef'.repeat(32)}`, 'not a tag', ''],
};

const containerPath = ({ kind }) => (kind === 'Pod' ? '/spec/containers' : '/spec/template/spec/containers');

function predicatePath(draw, manifest) {
  return draw.oneOf(
    [5, `${containerPath(manifest)}/0/image`],
    [2, `${containerPath(manifest)}/1/image`],
    [1, () => `${containerPath(manifest).replace('containers', 'initContainers')}/0/image`],
    [0.4, '/spec/nowhere/image'],
    [0.3, '/metadata/labels/app'],
    [0.3, `${containerPath(manifest)}/x/image`],
  );
}

function imageOverrider(draw, manifest) {
  const component = draw.of(Object.keys(componentValues));
  const operator = draw.of(operators);
  const value = operator === 'remove' ? undefined : draw.of(componentValues[component]);
  return { predicate: draw.maybe(0.4, () => ({ path: predicatePath(draw, manifest) })), component, operator, value };
}

const wordsOverrider = (draw) => ({
  containerName: draw.of(['c0', 'c0', 'c1', 'init', 'none']),
  operator: draw.of(['add', 'remove']),
  value: draw.maybe(0.95, () => draw.of([['-c'], ['sh', '-x'], ['2'], []])),
});

const namesOverrider = (draw) => ({
  operator: draw.of(operators),
  value: draw.of([
    { app: 'z' },
    { tier: '9' },
    { fresh: 'new' },
    { 'example.io/a~b': 'c' },
    { app: 'z', fresh: '1' },
    {},
  ]),
});

const paths = [
  '/spec/replicas',
  '/spec/template/spec/nodeSelector',
  '/spec/template/spec/nodeSelector/disk',
  '/spec/template/spec/tolerations/-',
  '/spec/template/spec/tolerations/0',
  '/spec/template/spec/containers/0/image',
  '/spec/template/spec/containers/0/env',
  '/spec/template/spec/containers/-1',
  '/spec/template/spec/containers/7',
  '/spec/template/spec/containers/0/command',
  '/spec/template/spec/containers/0/resources',
  '/spec/template/spec/containers/0/resources/requests/cpu',
  '/spec/template/metadata/labels',
  '/spec/template/metadata/labels/app',
  '/spec/template',
  '/spec/selector/matchLabels',
  '/spec/parallelism',
  '/spec/completions',
  '/spec',
  '/metadata',
  '/metadata/labels',
  '/metadata/labels/app',
  '/metadata/annotations/example.io~1x',
  '/metadata/annotations',
  '/data/plain',
  '/data/none/deep',
  '/rules/0/verbs/-',
  '/rules/0/verbs/0',
  '/rules/0/verbs/1',
  '/nowhere/x',
  'spec/replicas',
  '',
];
const values = [
  0,
  3,
  'text',
  true,
  null,
  ['get'],
  { disk: 'hdd' },
  [{ key: 'gpu', operator: 'Exists' }],
  { a: { b: [1] } },
];

/** Changes that fit the manifest. */
function fitting(draw, manifest) {
  const containers = containerPath(manifest);
  const pods = containers.replace('/containers', '');
  const general = [
    ['/metadata/labels', { app: 'p' }],
    ['/metadata/annotations', { note: 'p' }],
  ];
  if (manifest.data) return draw.of([['/data/plain', 'other'], ['/data/fresh', 'new'], ...general]);
  if (manifest.rules) return draw.of([['/rules/0/verbs/-', 'list'], ['/rules/0/verbs/0', 'watch'], ...general]);
  if (!manifest.spec?.containers && !manifest.spec?.template) return draw.of(general);
  return draw.of([
    ['/spec/replicas', draw.of([0, 5])],
    [`${containers}/0/image`, 'other:1'],
    [`${containers}/0/env`, [{ name: 'A', value: 'b' }]],
    [`${containers}/-`, { name: 'c9', image: 'sidecar' }],
    [`${pods}/nodeSelector`, { disk: 'hdd' }],
    [`${pods}/tolerations`, []],
    ...general,
  ]);
}

function plaintext(draw, manifest) {
  const operator = draw.of(operators);
  const [path, value] = draw.chance(0.75) ? fitting(draw, manifest) : [draw.of(paths), draw.of(values)];
  // Without a value: what "add" and "replace" then put there is null.
  return { path, operator, value: operator === 'remove' || draw.chance(0.03) ? undefined : value };
}

const subPaths = ['/db/host', '/db/ports/0', '/db/ports/-', '/db/ports/9', '/debug', '/fresh', '/none/x', ''];

/** A field that holds JSON or YAML as text (v1.12 and newer). */
function fieldOverrider(draw) {
  const operation = () => {
    const operator = draw.of(operators);
    return { subPath: draw.of(subPaths), operator, value: operator === 'remove' ? undefined : draw.of(values) };
  };
  const operations = draw.list(draw.between(1, 2), operation);
  return draw.oneOf(
    [5, { fieldPath: '/data/app.json', json: operations }],
    [5, { fieldPath: '/data/app.yaml', yaml: operations }],
    [1, () => ({ fieldPath: draw.of(['/data/broken', '/data/none', '/data', '/data/plain']), json: operations })],
    [1, () => ({ fieldPath: draw.of(['/data/broken', '/data/none', '/data/app.json']), yaml: operations })],
  );
}

export function overriders(draw, manifest, { has }) {
  const some = (probability, make) =>
    draw.maybe(probability, () => draw.list(draw.between(1, 2), () => make(draw, manifest)));
  const isWorkload = manifest.spec?.containers !== undefined || manifest.spec?.template !== undefined;
  return {
    imageOverrider: some(isWorkload ? 0.35 : 0.05, imageOverrider),
    commandOverrider: some(isWorkload ? 0.25 : 0.05, wordsOverrider),
    argsOverrider: some(isWorkload ? 0.25 : 0.05, wordsOverrider),
    labelsOverrider: some(0.25, namesOverrider),
    annotationsOverrider: some(0.2, namesOverrider),
    plaintext: some(0.35, plaintext),
    fieldOverrider: has.fieldOverrider ? some(manifest.data ? 0.5 : 0.05, fieldOverrider) : undefined,
  };
}

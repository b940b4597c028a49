// What a case shows, in words: which branches its answer went through, and which fields its question has.

/** Only what differs in kind: numbers and names are left out. */
const general = (text) => text.replaceAll(/\{[^}]*\}/g, '{}').replaceAll(/\d+/g, 'N');

const tellingValues = new Set([
  'operator',
  'effect',
  'spreadByField',
  'replicaSchedulingType',
  'replicaDivisionPreference',
]);

/** `placement.clusterAffinity.clusterNames`, and the value where it is one of few. */
function* fieldsOf(value, path) {
  if (Array.isArray(value)) {
    if (value.length === 0) yield `${path} empty`;
    for (const inner of value) yield* fieldsOf(inner, path);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      const name = key.includes('/') ? '…' : key;
      yield tellingValues.has(key) ? `${path}.${key} ${inner}` : `${path}.${name}`;
      yield* fieldsOf(inner, `${path}.${name}`);
    }
  }
}

const withoutMaps = ({ labels: _, ...metadata }) => metadata;

function* ofQuestion({ binding, clusters, emptyWorkloads }) {
  yield binding.kind;
  yield* fieldsOf(withoutMaps(binding.metadata), 'metadata');
  for (const part of ['spec', 'status']) yield* fieldsOf(binding[part], part);
  for (const { metadata, spec, status } of clusters) {
    yield* fieldsOf(withoutMaps(metadata), 'cluster.metadata');
    yield* fieldsOf({ spec, status }, 'cluster');
  }
  if (clusters.length > 12) yield 'more than 12 clusters';
  if (clusters.length === 0) yield 'no cluster';
  if (emptyWorkloads) yield 'empty workloads';
}

function* ofAttempt({ verdicts, selection, division, error }) {
  for (const { rejections } of verdicts)
    for (const { plugin, reason } of rejections) yield `${plugin}: ${general(reason)}`;
  if (selection) yield `selected by ${selection.by}${selection.ignored ? `, ignoring (${selection.ignored})` : ''}`;
  if (division) yield `divided by ${division.rule}${division.mode ? ` (${division.mode})` : ''}`;
  if (selection && error) yield `selected, but: ${general(error.message)}`;
}

function* ofAnswer({ outcome, cause, undetermined, error, attempts }) {
  yield outcome;
  yield `${outcome}: ${general(cause)}`;
  if (undetermined) yield 'undetermined';
  if (error && error.kind !== 'FitError') yield general(error.message);
  if (attempts.length > 1) yield `${outcome} after several groups`;
  for (const attempt of attempts) yield* ofAttempt(attempt);
}

export const featuresOf = (question, answer) => new Set([...ofQuestion(question), ...ofAnswer(answer)]);

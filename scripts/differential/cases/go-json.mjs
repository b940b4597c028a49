// What Go makes of a placement when the scheduler writes it into the annotation: fields that are empty are left out.

const alwaysWritten = ['affinityName', 'key', 'operator', 'weight', 'groupByLabelKey', 'targetCluster'];
const pointers = ['tolerationSeconds']; // zero is something else than nothing
const maps = ['matchLabels'];

const isEmptyList = (value) => Array.isArray(value) && value.length === 0;

function isLeftOut(key, value) {
  if (value === undefined || value === null) return true;
  if (alwaysWritten.includes(key)) return false;
  if (value === '' || value === false || isEmptyList(value)) return true;
  if (value === 0) return !pointers.includes(key);
  return maps.includes(key) && Object.keys(value).length === 0;
}

export function asGoWrites(value) {
  if (Array.isArray(value)) return value.map(asGoWrites);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isLeftOut(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, asGoWrites(inner)]));
}

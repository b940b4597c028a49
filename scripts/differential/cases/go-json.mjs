// What Go makes of a placement or a binding when it writes it as JSON: fields that are empty are left out.

const alwaysWritten = ['affinityName', 'key', 'operator', 'weight', 'groupByLabelKey', 'targetCluster'];
// Zero and false are something else there than nothing.
const pointers = ['tolerationSeconds', 'preserveResourcesOnDeletion', 'dispatching', 'scheduling'];
const maps = ['matchLabels', 'resourceRequest', 'nodeSelector'];

const isEmptyList = (value) => Array.isArray(value) && value.length === 0;

function isLeftOut(key, value) {
  if (value === undefined || value === null) return true;
  if (alwaysWritten.includes(key)) return false;
  if (value === '' || isEmptyList(value)) return true;
  if (value === 0 || value === false) return !pointers.includes(key);
  return maps.includes(key) && Object.keys(value).length === 0;
}

export function asGoWrites(value) {
  if (Array.isArray(value)) return value.map(asGoWrites);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, inner]) => !isLeftOut(key, inner));
  return Object.fromEntries(kept.map(([key, inner]) => [key, asGoWrites(inner)]));
}

// Whether the detector did what ours says: who has the template, and what its binding says.
import { isDeepStrictEqual } from 'node:util';
import { asGoWrites } from './cases/go-json.mjs';

const marksOf = ({ labels, annotations } = {}) => ({ labels: labels ?? {}, annotations: annotations ?? {} });

/** Without what the store counts up. */
const specOf = ({ resource: { resourceVersion: _, ...resource }, ...spec }) => asGoWrites({ ...spec, resource });

const bindingOf = (binding) =>
  binding
    ? {
        kind: binding.kind,
        name: binding.metadata.name,
        namespace: binding.metadata.namespace ?? '',
        ...marksOf(binding.metadata),
        spec: specOf(binding.spec),
      }
    : undefined;

/** The names of what differs: `ignored`, `template`, `binding`, and of the binding each field; `panic`. */
export function differences(ours, theirs) {
  if (theirs.panic !== undefined) return ['panic'];
  const [own, other] = [bindingOf(ours.binding), bindingOf(theirs.binding)];
  const fields = own && other ? Object.keys({ ...own.spec, ...other.spec }) : [];
  const same = {
    // Some of what it does not look at it finds out only when it looks.
    ignored: ours.choice.outcome === 'ignored' || theirs.ignored !== true,
    template: isDeepStrictEqual(marksOf(ours.template.metadata), marksOf(theirs.template)),
    binding: (own === undefined) === (other === undefined),
    'binding metadata': isDeepStrictEqual({ ...own, spec: 0 }, { ...other, spec: 0 }) || !own || !other,
    ...Object.fromEntries(
      fields.map((field) => [`binding ${field}`, isDeepStrictEqual(own.spec[field], other.spec[field])]),
    ),
  };
  return Object.keys(same).filter((name) => !same[name]);
}

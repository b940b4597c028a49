// What hangs together in a question to the scheduler: the annotation tells of the placement.
import { asGoWrites } from './go-json.mjs';

const annotation = 'policy.karmada.io/applied-placement';
const textOf = ({ binding }) => JSON.stringify(asGoWrites(binding.spec.placement));

/** Where the former annotation said that nothing had changed, that of the smaller case says so too. */
export function mendSchedule(smaller, former) {
  const said = former.binding.metadata.annotations?.[annotation];
  const kept = smaller.binding.metadata.annotations?.[annotation];
  if (said === undefined || kept === undefined || said !== textOf(former) || !smaller.binding.spec.placement)
    return smaller;
  const annotations = { ...smaller.binding.metadata.annotations, [annotation]: textOf(smaller) };
  const { binding } = smaller;
  return { ...smaller, binding: { ...binding, metadata: { ...binding.metadata, annotations } } };
}

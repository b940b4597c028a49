// What hangs together in a question to the detector: the template's annotations name a policy, and that it is there or not
// makes another case.

const holderOf = ({ template, policies = [] }) => {
  const { annotations = {} } = template.metadata;
  const names = ['propagationpolicy.karmada.io/name', 'clusterpropagationpolicy.karmada.io/name'].map(
    (key) => annotations[key],
  );
  return policies.find(({ metadata: { name } }) => names.includes(name))?.metadata.name;
};

/** undefined: it would be another case. */
export const mendDetect = (smaller, former) => (holderOf(smaller) === holderOf(former) ? smaller : undefined);

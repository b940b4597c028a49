/** The way to a field of an object: `['spec', 'rules', 0, 'name']`. */
export type FieldPath = readonly (string | number)[];

/** `spec.rules[0].name`, `metadata.labels["app.kubernetes.io/name"]`; of the object itself ''. */
export const describePath = (path: FieldPath): string =>
  path.reduce<string>((before, step) => {
    if (typeof step === 'number') return `${before}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${before}[${JSON.stringify(step)}]`;
    return before === '' ? step : `${before}.${step}`;
  }, '');

/** The other way round. */
export const parsePath = (text: string): FieldPath =>
  [...text.matchAll(/\["(?<quoted>[^"]*)"\]|\[(?<index>\d+)\]|(?<name>[^.[\]]+)/g)].map(({ groups = {} }) =>
    groups.index === undefined ? (groups.quoted ?? groups.name ?? '') : Number(groups.index),
  );

import { describe, expect, it } from 'vitest';
import {
  decidingGrounds,
  describeRelease,
  givenRelease,
  type Release,
  releaseOf,
  type Schema,
  type Schemas,
} from '../../src/core/versions.ts';
import facts from './karmada-facts.json' with { type: 'json' };

/** Made by scripts/karmada-facts.mjs from Karmada's own CRDs. */
const minors = Object.keys(facts) as (keyof typeof facts)[];

interface Draft {
  description?: string;
  properties?: Record<string, Draft>;
  items?: Draft;
}

/** The schemas that a release serves, as far as the facts tell. */
function schemasAt(minor: keyof typeof facts): Record<string, Draft> {
  const schemas: Record<string, Draft> = { PropagationPolicy: {}, ResourceBinding: {} };
  const before = minors.slice(0, minors.indexOf(minor) + 1);
  for (const fact of before.flatMap((one) => facts[one].added)) {
    const [path = '', description] = fact.split(': ');
    const [kind = '', ...steps] = path.replaceAll('[]', '.[]').split('.');
    schemas[kind] ??= {};
    let at: Draft = schemas[kind];
    for (const step of steps) {
      if (step === '[]') at = at.items ??= {};
      else {
        at.properties ??= {};
        at = at.properties[step] ??= {};
      }
    }
    if (description) at.description = description;
  }
  return schemas;
}

const rangeOf = (schemas: Schemas): readonly (string | undefined)[] => {
  const release = releaseOf(schemas);
  return [release?.min, release?.max];
};

describe('a release is told from the schemas that it serves:', () => {
  it.each(minors.filter((minor) => minor !== '1.9' && minor !== '1.18'))('%s exactly', (minor) => {
    expect(rangeOf(schemasAt(minor))).toEqual([minor, minor]);
  });

  it('the newest known one is that or a newer', () => {
    expect(rangeOf(schemasAt('1.18'))).toEqual(['1.18', undefined]);
  });

  it('what is older than all of them is no more than that', () => {
    expect(rangeOf(schemasAt('1.9'))).toEqual([undefined, '1.9']);
  });

  it('there are no facts that a patch release adds or takes away', () => {
    expect(minors).toHaveLength(10);
    expect(minors.flatMap((minor) => facts[minor].gone).filter((fact) => !fact.includes(': '))).toEqual([]);
  });
});

describe('what cannot be told widens the range:', () => {
  const withoutWords = (minor: keyof typeof facts): Schemas => {
    const strip = ({ properties, items }: Schema): Schema => ({
      ...(properties
        ? { properties: Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, strip(inner)])) }
        : {}),
      ...(items ? { items: strip(items) } : {}),
    });
    return Object.fromEntries(Object.entries(schemasAt(minor)).map(([kind, schema]) => [kind, strip(schema)]));
  };

  it.each([
    ['1.15 from CRDs without descriptions', withoutWords('1.15'), ['1.15', '1.16']],
    ['1.16 from CRDs without descriptions', withoutWords('1.16'), ['1.15', '1.16']],
    ['1.17 from CRDs without descriptions', withoutWords('1.17'), ['1.17', '1.17']],
    ['1.10 without a ResourceBinding', { ...schemasAt('1.10'), ResourceBinding: undefined }, [undefined, '1.10']],
    ['1.16 without a ResourceBinding', { ...schemasAt('1.16'), ResourceBinding: undefined }, ['1.15', '1.16']],
    [
      'policies of 1.18 and bindings of 1.15, in an upgrade',
      { ...schemasAt('1.18'), ResourceBinding: schemasAt('1.15').ResourceBinding },
      ['1.15', '1.18'],
    ],
  ])('%s', (_, schemas, range) => {
    expect(rangeOf(schemas)).toEqual(range);
  });

  it('schemas without a PropagationPolicy and a ResourceBinding are not Karmada’s', () => {
    expect(releaseOf({})).toBeUndefined();
    expect(releaseOf({ Deployment: {} })).toBeUndefined();
  });

  it.each([
    ['1.10', ['PropagationPolicy', 'ClusterTaintPolicy'], [undefined, '1.10']],
    ['1.10', ['ResourceBinding'], ['1.10', '1.10']],
    ['1.18', ['PropagationPolicy', 'ClusterTaintPolicy'], ['1.18', undefined]],
  ] as const)('of v%s one document alone, with %s, tells what hangs on v1.11', (minor, kinds, range) => {
    const all = schemasAt(minor);
    expect(rangeOf(Object.fromEntries(kinds.map((kind) => [kind, all[kind]])))).toEqual(range);
  });
});

it('the grounds name each fact, and what it means', () => {
  const release = releaseOf(schemasAt('1.13')) as Release;
  expect(release.grounds).toHaveLength(10);
  expect(release.grounds).toContainEqual({
    fact: 'PropagationPolicy.spec.suspension',
    isThere: true,
    means: '>= 1.11',
  });
  expect(decidingGrounds(release)).toEqual([
    { fact: 'PropagationPolicy.spec.schedulePriority', isThere: true, means: '>= 1.13' },
    { fact: 'ClusterTaintPolicy', isThere: false, means: '<= 1.13' },
  ]);
});

it.each([
  ['1.10', '1.10'],
  ['v1.10', '1.10'],
  ['v1.16.3', '1.16'],
  ['1.9', '1.9'],
  ['1', undefined],
  ['2.0', undefined],
  ['1.x', undefined],
  ['1.10.7-rc.1', undefined],
  ['', undefined],
])('"%s" given as a release is %s', (text, minor) => {
  expect(givenRelease(text)?.min).toBe(minor);
  expect(givenRelease(text)?.max).toBe(minor);
});

const range = (min?: string, max?: string): Release => ({
  ...(min ? { min } : {}),
  ...(max ? { max } : {}),
  source: 'schema',
  grounds: [],
});

it.each<[Release, string]>([
  [range('1.10', '1.10'), 'v1.10'],
  [range('1.15', '1.16'), 'v1.15 to v1.16'],
  [range('1.18'), 'v1.18 or newer'],
  [range(undefined, '1.9'), 'v1.9 or older'],
  [range(), 'of an unknown release'],
])('%o is called "%s"', (release, words) => {
  expect(describeRelease(release)).toBe(words);
});

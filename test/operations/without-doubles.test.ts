import { expect, it } from 'vitest';
import type { PreviewQuestion } from '../../src/core/preview/preview-workload.ts';
import { withoutDoubles } from '../../src/operations/preview/without-doubles.ts';

const question = (spec: object, more: Partial<PreviewQuestion> = {}, metadata: object = {}): PreviewQuestion => ({
  template: {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: spec as Readonly<Record<string, unknown>>,
  },
  ...more,
});
const inFile = question({ replicas: 1 }, { source: 'app.yaml:1' }, { resourceVersion: '1', generation: 1 });

it('of a workload that is in a file the file counts', () => {
  const held = question({ replicas: 5 }, { changed: 'policies' });
  expect(withoutDoubles([inFile, held])).toEqual([inFile]);
});

it('where the file changes nothing of it, only policies change', () => {
  const held = question(
    { replicas: 1 },
    { changed: 'policies' },
    { resourceVersion: '2', generation: 2, managedFields: [{}] },
  );
  expect(withoutDoubles([inFile, held])).toEqual([{ ...inFile, changed: 'policies' }]);
});

it('where no policy is asked about, the file is taken for a change', () => {
  expect(withoutDoubles([inFile, question({ replicas: 1 })])).toEqual([inFile]);
});

it('others of the name, in another namespace or of another kind, are others', () => {
  const others = [
    inFile,
    question({}, {}, { namespace: 'b' }),
    { template: { ...inFile.template, kind: 'StatefulSet' } },
  ];
  expect(withoutDoubles(others)).toEqual(others);
});

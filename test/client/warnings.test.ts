import { describe, expect, it } from 'vitest';
import { warningsIn } from '../../src/client/warnings.ts';

describe('a Warning header', () => {
  it.each<[string, string, readonly string[]]>([
    ['has a text', '299 - "v1 ComponentStatus is deprecated"', ['v1 ComponentStatus is deprecated']],
    ['has quotes and backslashes in its text', '299 - "say \\"hi\\" \\\\o/"', ['say "hi" \\o/']],
    ['may have a date', '299 k8s "old" "Wed, 21 Oct 2015 07:28:00 GMT"', ['old']],
    ['may hold several', '299 - "one, two", 299 - "three"', ['one, two', 'three']],
    ['of a cache is not the API server’s', '110 anderson/1.3.37 "Response is stale"', []],
    ['without a text says nothing', '299 - ""', []],
    ['that is malformed says nothing', 'soon - oops', []],
  ])('%s', (_, header, texts) => {
    expect(warningsIn([header])).toEqual(texts);
  });

  it('is UTF-8, though Node reads it otherwise', () => {
    expect(warningsIn([Buffer.from('299 - "veraltet: für"', 'utf8').toString('latin1')])).toEqual(['veraltet: für']);
  });
});

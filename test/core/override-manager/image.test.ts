import { describe, expect, it } from 'vitest';
import { imageText, parseImage, withTagOrDigest } from '../../../src/core/override-manager/image.ts';

const sha = (text: string) => `sha256:${text.repeat(64)}`;

describe('an image’s name is', () => {
  it.each<[string, readonly [string, string, string, string]]>([
    ['nginx', ['', 'nginx', '', '']],
    ['nginx:1.2', ['', 'nginx', '1.2', '']],
    ['library/nginx', ['', 'library/nginx', '', '']],
    ['docker.io/library/nginx:1', ['docker.io', 'library/nginx', '1', '']],
    ['localhost/nginx', ['localhost', 'nginx', '', '']],
    ['registry:5000/a/b/c', ['registry:5000', 'a/b/c', '', '']],
    ['[::1]:80/a', ['[::1]:80', 'a', '', '']],
    [`nginx@${sha('a')}`, ['', 'nginx', '', sha('a')]],
    ['reg.io/a__b.c', ['reg.io', 'a__b.c', '', '']],
  ])('%s', (text, [hostname, repository, tag, digest]) => {
    const image = parseImage(text, 18);
    expect(image).toEqual({ hostname, repository, tag, digest });
    expect(typeof image === 'string' ? image : imageText(image)).toBe(text);
  });

  it('without the digest, where it has a tag too', () => {
    const image = parseImage(`nginx:1@${sha('a')}`, 18);
    expect(typeof image === 'string' ? image : imageText(image)).toBe('nginx:1');
  });

  it.each([
    ['', 'repository name must have at least one component'],
    ['Nginx', 'repository name must be lowercase'],
    ['a..b', 'invalid reference format'],
    ['nginx:', 'invalid reference format'],
    ['nginx:-1', 'invalid reference format'],
    [' nginx', 'invalid reference format'],
    [`nginx@md5:${'a'.repeat(32)}`, 'unsupported digest algorithm'],
    [`nginx@sha256:${'a'.repeat(63)}`, 'invalid checksum digest length'],
    [`nginx@${sha('A')}`, 'invalid checksum digest format'],
    ['n'.repeat(256), 'repository name must not be more than 255 characters'],
  ])('none: %s', (text, why) => {
    expect(parseImage(text, 18)).toBe(why);
  });

  it('longer than 255 characters with its registry since v1.14', () => {
    const long = `registry.io/${'n'.repeat(250)}`;
    expect(typeof parseImage(long, 14)).toBe('object');
    expect(parseImage(long, 13)).toBe('repository name must not be more than 255 characters');
  });
});

it('a tag takes the place of a digest, a digest that of a tag, and what is neither changes nothing', () => {
  const image = { hostname: '', repository: 'a', tag: '1', digest: '' };
  expect(imageText(withTagOrDigest(image, '2'))).toBe('a:2');
  expect(imageText(withTagOrDigest(image, sha('b')))).toBe(`a@${sha('b')}`);
  expect(imageText(withTagOrDigest(image, 'a b'))).toBe('a:1');
  expect(imageText(withTagOrDigest(image, `1${sha('b')}`))).toBe('a:1');
});

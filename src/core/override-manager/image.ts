import { wayOf } from '../behaviours.ts';

/** The parts of an image's name (pkg/util/imageparser; github.com/distribution/reference v0.5 and v0.6). */
export interface Image {
  /** The registry, with its port; empty: none is said. */
  readonly hostname: string;
  readonly repository: string;
  readonly tag: string;
  readonly digest: string;
}

const alphanumeric = '[a-z0-9]+';
const pathComponent = `${alphanumeric}(?:(?:[._]|__|[-]+)${alphanumeric})*`;
const remoteName = `${pathComponent}(?:/${pathComponent})*`;
const domainComponent = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const domainName = `${domainComponent}(?:\\.${domainComponent})*`;
const domainAndPort = `(?:${domainName}|\\[(?:[a-fA-F0-9:]+)\\])(?::[0-9]+)?`;
const tagText = '[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}';
const digestText = '[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}';

const reference = new RegExp(`^((?:${domainAndPort}/)?${remoteName})(?::(${tagText}))?(?:@(${digestText}))?$`);
const named = new RegExp(`^(?:(${domainAndPort})/)?(${remoteName})$`);
const tagOnly = new RegExp(`^${tagText}$`);
const digestOnly = new RegExp(`^${digestText}$`);

/** Hexadecimal digits of the algorithms that Karmada has. */
const digestSizes: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128 };

/** imageparser.Parse; a text: what is wrong with the name. Of a tag and a digest the tag counts and the digest goes. */
export function parseImage(text: string, minor: number): Image | string {
  const [match, name = '', tag = '', digest = ''] = reference.exec(text) ?? [];
  if (match === undefined) {
    if (text === '') return 'repository name must have at least one component';
    return reference.test(text.toLowerCase()) ? 'repository name must be lowercase' : 'invalid reference format';
  }
  const limited = wayOf('imageNameLimit', minor) === 'path' ? (named.exec(name)?.[2] ?? name) : name;
  if (limited.length > 255) return 'repository name must not be more than 255 characters';
  const problem = digest === '' ? undefined : digestProblem(digest);
  if (problem !== undefined) return problem;
  const slash = name.indexOf('/');
  const first = name.slice(0, Math.max(slash, 0));
  const isHost = slash !== -1 && (/[.:]/.test(first) || first === 'localhost');
  const [hostname, repository] = isHost ? [first, name.slice(slash + 1)] : ['', name];
  return { hostname, repository, tag, digest: tag === '' ? digest : '' };
}

/** github.com/opencontainers/go-digest, Digest.Validate. */
function digestProblem(digest: string): string | undefined {
  const [algorithm = '', encoded = ''] = digest.split(':');
  const size = digestSizes[algorithm];
  if (size === undefined) return 'unsupported digest algorithm';
  if (encoded.length !== size) return 'invalid checksum digest length';
  return /^[a-f0-9]+$/.test(encoded) ? undefined : 'invalid checksum digest format';
}

export function imageText({ hostname, repository, tag, digest }: Image): string {
  const name = hostname === '' ? repository : `${hostname}/${repository}`;
  if (tag !== '') return `${name}:${tag}`;
  return digest === '' ? name : `${name}@${digest}`;
}

/** SetTagOrDigest: what is neither changes nothing. */
export function withTagOrDigest(image: Image, text: string): Image {
  if (tagOnly.test(text)) return { ...image, tag: text, digest: '' };
  return digestOnly.test(text) ? { ...image, digest: text, tag: '' } : image;
}

import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { root } from './support/karmate.ts';
import { readSources } from './support/sources.ts';
import { temporaryFolder } from './support/temporary.ts';

interface Example {
  readonly from: string;
  readonly text: string;
}

/** The code after each `@example`, up to the next tag or the end of the comment. */
const examplesIn = (path: string, text: string): readonly Example[] =>
  [...text.matchAll(/^ *\* @example\n((?: *\*(?! @|\/).*\n)+)/gm)].map(([, lines = '']) => ({
    from: path,
    text: lines.replace(/^ *\* ?/gm, ''),
  }));

const blocksIn = (path: string): readonly Example[] =>
  [...readFileSync(join(root, path), 'utf8').matchAll(/^```ts\n(.*?)^```$/gms)].map(([, text = '']) => ({
    from: path,
    text,
  }));

const examples: readonly Example[] = [
  ...readSources('src').flatMap(({ path, text }) => examplesIn(`src/${path}`, text)),
  ...blocksIn('README.md'),
];

/** What the compiler says of programs that use the package as others do; '' when it is content. */
async function compile(programs: readonly Example[]): Promise<string> {
  const dir = temporaryFolder();
  for (const [index, { from, text }] of programs.entries()) {
    writeFileSync(join(dir, `${from.replace(/\W/g, '-')}-${index}.mts`), `${text}\nexport {};\n`);
  }
  const compilerOptions = {
    rootDir: '/',
    paths: { karmate: [join(root, 'src/index.ts')] },
    typeRoots: [join(root, 'node_modules/@types')],
  };
  const config = { extends: join(root, 'tsconfig.json'), compilerOptions, include: [`${dir}/*.mts`] };
  writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
  const tsc = join(root, 'node_modules/typescript/bin/tsc');
  return promisify(execFile)(process.execPath, [tsc, '-p', dir]).then(
    () => '',
    (error: { readonly stdout: string }) => error.stdout,
  );
}

it('examples in comments and in the README compile', { timeout: 120_000 }, async () => {
  expect(examples.length).toBeGreaterThan(3);
  expect(
    examples.filter(({ text }) => !text.includes("from 'karmate'")),
    'each is a program of its own',
  ).toEqual([]);
  expect(await compile(examples)).toBe('');
});

it('an example that is wrong is found', { timeout: 120_000 }, async () => {
  const text = "import { connect } from 'karmate';\nawait connect().clusters.list(1);\n";
  expect(examplesIn('a.ts', ` * @example\n * ${text.replace(/\n(?=.)/, '\n * ')} */`)).toEqual([
    { from: 'a.ts', text },
  ]);
  expect(await compile([{ from: 'a.ts', text }])).toMatch(/Type '1' has no properties in common/);
});

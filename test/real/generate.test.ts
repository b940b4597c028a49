import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { readSwagger, typesDir } from '../../scripts/generate.mjs';
import { generateKarmadaTypes } from '../../scripts/support/karmada-types.mjs';
import { Kube } from '../support/kube.ts';

/** What `npm run generate` would write now, from this very control plane. */
async function generated(): Promise<Record<string, string>> {
  const { karmada } = inject('lab');
  const kube = new Kube(karmada.kubeconfig, karmada.context);
  return generateKarmadaTypes(async (path: string) => (await kube.ask('GET', path)).body, readSwagger());
}

test('the types of Karmada are what the control plane says; else: npm run generate', async () => {
  const held = readdirSync(typesDir).map((name) => [name, readFileSync(join(typesDir, name), 'utf8')]);
  expect(Object.fromEntries(held), 'src/core/karmada-types is out of date. Run: npm run generate').toEqual(
    await generated(),
  );
});

test('types are made the same twice', async () => {
  expect(await generated()).toEqual(await generated());
});

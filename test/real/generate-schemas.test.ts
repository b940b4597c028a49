import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { generateSchemas, schemasFile } from '../../scripts/generate-schemas.mjs';

test("the schemas are what the CRDs of Karmada's modules say; else: npm run generate:schemas", () => {
  const message = 'src/core/karmada-schemas is out of date. Run: npm run generate:schemas';
  expect(readFileSync(schemasFile, 'utf8'), message).toBe(generateSchemas());
});

#!/usr/bin/env node
// Starts the bundled command line. Everything it does lies in src/; this file only finds the bundle.
import { existsSync } from 'node:fs';

const bundle = new URL('../dist/karmate.js', import.meta.url);
if (existsSync(bundle)) {
  const { main } = await import(bundle.href);
  process.exitCode = await main(process);
} else {
  process.stderr.write('error: karmate is not built yet.\nhint:  Run "npm run setup" in its folder.\n');
  process.exitCode = 3;
}

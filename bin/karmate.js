#!/usr/bin/env node
// Starts the bundled command line. Everything it does lies in src/; this file only finds the bundle.
// CommonJS, as is the bundle: Node has it running sooner than an ES module, and takes V8's code cache for it.
const { existsSync } = require('node:fs');
const { join } = require('node:path');
const { createLoader } = require('./code-cache.js');

const bundle = join(__dirname, '..', 'dist', 'karmate.cjs');
if (existsSync(bundle)) {
  const { load, save } = createLoader(process);
  load(bundle)
    .main(process)
    .then((exitCode) => {
      process.exitCode = exitCode;
      // A run that failed has compiled something else than what the next one needs.
      if (exitCode === 0) save();
      // All is said and written. A name that is still being looked up, or a plugin that will not end, must not hold the shell.
      process.exit();
    });
} else {
  process.stderr.write('error: karmate is not built yet.\nhint:  Run "npm run setup" in its folder.\n');
  process.exitCode = 3;
}

// karmate's rules as Node can import them: bundled alone, so that a change in them is there at once.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../support/script.mjs';

const functions = {
  previewWorkloads: 'preview/preview-workload.ts',
  schedule: 'scheduling/scheduler.ts',
  detect: 'detector/detector.ts',
  overriddenManifest: 'override-manager/override-manager.ts',
  renderWorks: 'binding-controller/render.ts',
};

/** With the package `yaml`, which some of them are handed. */
export async function loadCore() {
  const { build } = await import('esbuild');
  const exports = Object.entries(functions).map(([name, path]) => `export { ${name} } from './src/core/${path}';`);
  const dir = mkdtempSync(join(tmpdir(), 'karmate-core-'));
  const outfile = join(dir, 'core.mjs');
  try {
    const contents = exports.join('\n');
    const stdin = { contents, resolveDir: root, loader: 'ts' };
    await build({
      stdin,
      outfile,
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20.19',
      logLevel: 'silent',
    });
    return { ...(await import(pathToFileURL(outfile).href)), yaml: await import('yaml') };
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './karmate.ts';

interface Assets {
  readonly assets: Readonly<Record<string, { readonly module: string; readonly mod: string }>>;
}

/** Karmada's real chart of a version, out of its Go module, with a stand-in for the chart that it depends on. */
export function copyChart(version: string, to: string): string {
  const { assets } = JSON.parse(readFileSync(join(root, 'controlplane', 'build.json'), 'utf8')) as Assets;
  const asset = assets[version];
  if (!asset) throw new Error(`build.json has no ${version}`);
  const chart = join(to, version);
  cpSync(join(moduleFolder(asset.mod, join(root, 'controlplane', asset.module)), 'charts', 'karmada'), chart, {
    recursive: true,
  });
  // A module's files are read-only, and so nobody could delete the copy.
  makeWritable(chart);
  cpSync(join(root, 'test', 'support', 'common-chart'), join(chart, 'charts', 'common'), { recursive: true });
  return chart;
}

function moduleFolder(mod: string, cwd: string): string {
  spawnSync('go', ['mod', 'download', mod], { cwd });
  const { stdout, stderr } = spawnSync('go', ['list', '-m', '-f', '{{.Dir}}', mod], { cwd, encoding: 'utf8' });
  if (stdout.trim() === '') throw new Error(`There is no Go module ${mod}: ${stderr}`);
  return stdout.trim();
}

function makeWritable(dir: string): void {
  chmodSync(dir, 0o755);
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) makeWritable(path);
    else chmodSync(path, 0o644);
  }
}

import { spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of a few kilobytes, which can really be full. */
export interface SmallDisk {
  readonly dir: string;
  readonly fill: () => void;
  readonly makeRoom: () => void;
  readonly unmount: () => void;
}

export function mountSmallDisk(dir: string, kilobytes: number): SmallDisk {
  mkdirSync(dir, { recursive: true });
  const { status, stderr } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k,mode=0700`, 'none', dir]);
  if (status !== 0) throw new Error(`No disk can be mounted here: ${stderr?.toString() ?? 'there is no mount'}`);
  const ballast = join(dir, 'ballast');
  return {
    dir,
    fill: () => {
      const file = openSync(ballast, 'a');
      try {
        for (;;) writeSync(file, Buffer.alloc(4096));
      } catch {
        closeSync(file); // now it is full
      }
    },
    makeRoom: () => rmSync(ballast, { force: true }),
    unmount: () => void spawnSync('umount', [dir]),
  };
}

/** Why no disk can be mounted: as a rule, that takes root. undefined: it can. */
export function whyNoSmallDisk(): string | undefined {
  if (process.platform !== 'linux') return 'only Linux has tmpfs';
  const dir = mkdtempSync(join(tmpdir(), 'disk-'));
  try {
    mountSmallDisk(dir, 16).unmount();
    return undefined;
  } catch (error) {
    return (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ').trim();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

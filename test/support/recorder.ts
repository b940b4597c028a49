import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that do nothing but note how they were called, first on PATH. */
export interface Recorder {
  readonly env: Readonly<Record<string, string>>;
  /** Every call so far: the program, then its arguments. */
  readonly calls: () => readonly (readonly string[])[];
}

/**
 * As much of docker as kind asks before it makes a node: what the engine is, and whether the network is there. To all
 * else it says nothing, and that all is well: kind then waits for a line of a node's log, finds the log at its end, and
 * gives up at once.
 */
export const dockerAnswers = `case "$1 $2" in
  "info "*) echo '{"Driver":"overlay2","CgroupVersion":"2","SecurityOptions":[],"MemoryLimit":true,"PidsLimit":true,"CPUShares":true}' ;;
  "network ls") echo 0123456789ab ;;
esac`;

/** `answers` are the programs by name, each a piece of shell that prints what it is to say. */
export function createRecorder(dir: string, answers: Readonly<Record<string, string>>): Recorder {
  const bin = join(dir, 'bin');
  const record = join(dir, 'calls');
  mkdirSync(bin, { recursive: true });
  for (const [name, answer] of Object.entries(answers)) {
    const note = `{ printf '%s' ${name}; [ $# -eq 0 ] || printf '\\t%s' "$@"; echo; } >> '${record}'`;
    writeFileSync(join(bin, name), `#!/bin/sh\n${note}\n${answer}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  return {
    env: { PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` },
    calls: () => {
      if (!existsSync(record)) return [];
      const lines = readFileSync(record, 'utf8').trimEnd().split('\n');
      return lines.map((line) => line.split('\t'));
    },
  };
}

import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { KnownError } from '../../contract/errors.ts';
import { endingOf, type ProgramRun } from '../../core/program.ts';
import { codeOf, messageOf } from '../failure.ts';

/** The file that keeps what programs have said. */
export interface ProgramLog {
  readonly write: (chunk: Buffer | string) => void;
  /** Notes how it ended: a run, or the failure that it came to. */
  readonly end: (outcome: ProgramRun | unknown) => void;
  readonly close: () => void;
}

/** Adds to a log, which is for its owner alone. A log that can no longer be written ends no work that is on its way. */
export function openLog(path: string, line: string): ProgramLog {
  const started = Date.now();
  const file = open(path);
  const write = (chunk: Buffer | string): void => {
    try {
      writeSync(file, Buffer.from(chunk));
    } catch {
      // The disk is full: what the program does is worth more than what it says.
    }
  };
  write(`${new Date(started).toISOString()} $ ${line}\n`);
  return {
    write,
    end: (outcome) => {
      const how = isRun(outcome) ? endingOf(outcome) : messageOf(outcome);
      write(`\n${new Date().toISOString()} ${how} after ${((Date.now() - started) / 1000).toFixed(1)} s\n\n`);
    },
    close: () => closeSync(file),
  };
}

function open(path: string): number {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    return openSync(path, 'a', 0o600);
  } catch (error) {
    const full = codeOf(error) === 'ENOSPC' ? 'the disk is full' : messageOf(error);
    throw new KnownError('failed', `The log ${path} cannot be written: ${full}.`, { cause: error });
  }
}

const isRun = (outcome: unknown): outcome is ProgramRun =>
  typeof outcome === 'object' && outcome !== null && 'stdout' in outcome;

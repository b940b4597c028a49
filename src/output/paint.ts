import { Chalk } from 'chalk';
import type { Tone } from '../contract/view.ts';

/** Tones as colours. Loaded only when something has a tone and colour is wanted. */
const chalk = new Chalk({ level: 1 });

export const paints: Readonly<Record<Tone, (text: string) => string>> = {
  good: chalk.green,
  bad: chalk.red,
  warn: chalk.yellow,
  dim: chalk.dim,
};

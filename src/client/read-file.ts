import { readFileSync } from 'node:fs';

/**
 * Reads a small file whole, as readFile of node:fs/promises does. That module alone takes 3 ms to load, which is felt in
 * a command that needs a tenth of a second; and reading a kubeconfig has nothing to wait for.
 */
export function readFile(path: string): Promise<Buffer>;
export function readFile(path: string, encoding: 'utf8'): Promise<string>;
export async function readFile(path: string, encoding?: 'utf8'): Promise<Buffer | string> {
  return readFileSync(path, encoding);
}

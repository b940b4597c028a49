// How npm is started: on Windows `npm` is a batch file, which cannot be started without a shell and its quoting rules.
import { win32 } from 'node:path';

/** Program and arguments that run npm with `args`. */
export function npmCommand(args, { platform, execPath } = process) {
  if (platform !== 'win32') return ['npm', args];
  return [execPath, [win32.join(win32.dirname(execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js'), ...args]];
}

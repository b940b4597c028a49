// What can happen to a request, each as a server, a network or a person does it.

const refusal = (code, reason, message, headers = {}) => ({
  headers,
  status: { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code },
});

/** Answers that an API server gives without having done anything. */
export const refusals = {
  403: refusal(403, 'Forbidden', 'injected: it is forbidden: the user may not do this here'),
  409: refusal(
    409,
    'Conflict',
    'injected: Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again',
  ),
  429: refusal(429, 'TooManyRequests', 'injected: too many requests, please try again later', { 'retry-after': '1' }),
  503: refusal(503, 'ServiceUnavailable', 'injected: the server is currently unable to handle the request'),
};

/**
 * `about` says it in words. `writesOnly`: for a read it would be the same as another kind. `before`: it happens to the
 * connection, before the request can be read. `signal`: what the program gets meanwhile.
 */
export const kinds = {
  refused: { about: 'the connection is closed before anything is read, on both attempts', before: true },
  down: { about: 'the server is down from here to the end of the run', before: true },
  reset: { about: 'the connection is reset, nothing was done' },
  lost: { about: 'it is done, and the connection reset instead of an answer' },
  403: { about: 'answered: 403 Forbidden' },
  409: { about: 'answered: 409 Conflict' },
  429: { about: 'answered: 429, come again in a second' },
  503: { about: 'answered: 503 without Retry-After' },
  hang: { about: 'nothing is done and nothing answered', hangs: true },
  sigint: { about: 'SIGINT, nothing was done', signal: 'SIGINT' },
  'sigint-after': { about: 'it is done, then SIGINT', signal: 'SIGINT', writesOnly: true },
  kill: { about: 'kill -9, nothing was done', signal: 'SIGKILL' },
  'kill-after': { about: 'it is done, then kill -9', signal: 'SIGKILL', writesOnly: true },
};

/** Numbers would come first in an object: the order in which they are told is this one. */
export const kindNames = [
  'refused',
  'down',
  'reset',
  'lost',
  '403',
  '409',
  '429',
  '503',
  'hang',
  'sigint',
  'sigint-after',
  'kill',
  'kill-after',
];

/** Whether the request reaches the server. */
export const isDone = (kind) => kind === 'lost' || kind.endsWith('-after');

// One run of karmate as the two proxies see it: what was asked, in which order, and where the fault strikes.
import { kinds } from './kinds.mjs';
import { pathOf, sameRequest } from './points.mjs';

/**
 * `fault` is `{ point, kind }` or undefined, `signal` reaches the program. `of(side)` is what the proxy of that side asks.
 * `log` has all requests; `fired()` says whether the fault has struck.
 */
export function createScript({ cluster, fault, signal, now = () => performance.now() }) {
  const log = [];
  const counts = new Map();
  const { point, kind } = fault ?? {};
  const before = kind !== undefined && kinds[kind].before === true;
  const state = { fired: false, refusals: 0 };

  const strikeBefore = (proxy) => {
    if (kind === 'refused')
      state.refusals = 2 * point.crowd; // karmate tries a connection twice
    else {
      state.fired = true;
      proxy.onDown?.();
    }
  };

  const of = (side) => {
    const isMine = before && point.side === side;
    const proxy = {
      isDown: isMine && kind === 'down' && point.after === undefined,
      // A connection that is kept alive cannot be refused: each request makes one of its own.
      closes: isMine,
      arrive: (method, url) => {
        const path = pathOf(url, cluster);
        const key = `${side} ${method} ${path}`;
        const n = (counts.get(key) ?? 0) + 1;
        counts.set(key, n);
        const entry = { side, method, path, n, arrived: now() };
        log.push(entry);
        const isIt = fault !== undefined && !before && !state.fired && sameRequest(entry, point);
        if (!isIt) return { entry };
        state.fired = true;
        return { entry, kind };
      },
      answered: ({ entry }) => {
        if (!entry) return;
        entry.answered = now();
        if (isMine && point.after && sameRequest(entry, point.after)) strikeBefore(proxy);
      },
      refuses: () => {
        if (!isMine || state.refusals === 0) return false;
        state.refusals--;
        state.fired = true;
        return true;
      },
      signal: (name) => name && signal(name),
    };
    if (isMine && point.after === undefined) strikeBefore(proxy);
    return proxy;
  };
  return { of, log, fired: () => state.fired };
}

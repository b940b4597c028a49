import { createServer } from 'node:net';

/** A port of this machine that nothing listens on; any, or one of a range. */
export async function freePort(from = 0, to = 65535): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const wish = from === 0 ? 0 : from + Math.floor(Math.random() * (to - from));
    const port = await new Promise<number | undefined>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(undefined));
      server.listen(wish, '127.0.0.1', () => {
        const { port: got } = server.address() as { port: number };
        server.close(() => resolve(got));
      });
    });
    if (port !== undefined) return port;
  }
  throw new Error('no port is free');
}

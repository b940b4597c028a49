import { createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import type { Host } from '../contract/ports.ts';
import { codeOf } from './failure.ts';

/** This machine: its addresses, and which of its ports are in use. */
export const host: Host = {
  addresses: async () =>
    Object.entries(networkInterfaces()).flatMap(([name, addresses = []]) =>
      addresses
        .filter(({ family }) => family === 'IPv4')
        .map(({ address, cidr, internal }) => ({ name, address, cidr: cidr ?? `${address}/32`, internal })),
    ),
  takenPorts: async (ports) => {
    const found = await Promise.all(ports.map(async (port) => ((await isTaken(port)) ? [port] : [])));
    return found.flat();
  },
};

/** A port is taken when nobody else may listen there, on any address; one that only root may open is not known to be. */
const isTaken = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error) === 'EADDRINUSE'));
    server.listen({ port, host: '0.0.0.0', exclusive: true }, () => server.close(() => resolve(false)));
  });

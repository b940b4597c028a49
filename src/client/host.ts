import { createServer } from 'node:net';
import { networkInterfaces, release } from 'node:os';
import type { Host } from '../contract/ports.ts';
import { codeOf } from './failure.ts';
import { readKernelModules, readKernelSetting } from './kernel.ts';

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
  kernelModules: () => readKernelModules({ release: release() }),
  kernelSetting: readKernelSetting,
};

/** On macOS one may listen on all addresses beside another who listens on a single one, so both are tried. */
async function isTaken(port: number): Promise<boolean> {
  for (const address of ['0.0.0.0', '127.0.0.1']) if (await isTakenAt(port, address)) return true;
  return false;
}

/** Of a port that only root may open nothing is known. */
const isTakenAt = (port: number, address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(codeOf(error) === 'EADDRINUSE'));
    server.listen({ port, host: address, exclusive: true }, () => server.close(() => resolve(false)));
  });

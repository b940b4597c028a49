import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { host } from '../../src/client/host.ts';

it('a port that something listens on is taken, on whichever address', async () => {
  const servers = await Promise.all(
    ['127.0.0.1', '0.0.0.0'].map(async (address) => {
      const server = createServer().listen(0, address);
      onTestFinished(() => void server.close());
      await once(server, 'listening');
      return server;
    }),
  );
  const free = createServer().listen(0, '127.0.0.1');
  await once(free, 'listening');
  const portOf = (server: ReturnType<typeof createServer>): number => Object(server.address()).port;
  const freePort = portOf(free);
  free.close();
  await once(free, 'close');
  const ports = servers.map(portOf);
  expect(await host.takenPorts([...ports, freePort])).toEqual(ports);
});

it('addresses come with their network, and the loop is known as such', async () => {
  const addresses = await host.addresses();
  for (const { address, cidr } of addresses) expect(cidr.startsWith(`${address}/`)).toBe(true);
  expect(addresses.filter(({ address }) => address === '127.0.0.1').every(({ internal }) => internal)).toBe(true);
});

import { createServer, type IncomingMessage, type Server } from 'node:http';
import {
  type AddressInfo,
  connect,
  createServer as createTcpServer,
  type Socket,
  type Server as TcpServer,
} from 'node:net';

/** A proxy on this machine that opens tunnels, and remembers to where and with which credentials. */
export interface ProxyServer {
  readonly url: string;
  readonly tunnels: readonly { readonly to: string; readonly authorization: string | undefined }[];
  readonly close: () => Promise<void>;
}

/** By HTTP's CONNECT; `answer` may say something else than 200, and take its time. */
export async function startProxy(
  answer: (request: IncomingMessage) => number | undefined | Promise<number> = () => 200,
): Promise<ProxyServer> {
  const tunnels: { to: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer();
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', async (request, socket: Socket) => {
    tunnels.push({ to: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    socket.on('error', () => {});
    const status = await answer(request);
    if (status === undefined) return;
    if (status !== 200) {
      socket.end(`HTTP/1.1 ${status} No\r\n\r\n`);
      return;
    }
    const { hostname, port } = new URL(`http://${request.url}`);
    const upstream = connect(Number(port), hostname, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      socket.pipe(upstream).pipe(socket);
    });
    sockets.add(upstream);
    upstream.on('error', () => socket.destroy());
  });
  return { ...(await listen(server, 'http')), tunnels, close: closing(server, sockets) };
}

/** By SOCKS 5, with a name and password or without. */
export async function startSocks(): Promise<ProxyServer> {
  const tunnels: { to: string; authorization: string | undefined }[] = [];
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    const state: { step: 'hello' | 'password' | 'connect'; authorization?: string } = { step: 'hello' };
    const onData = (data: Buffer): void => {
      if (state.step === 'hello') {
        const wantsPassword = data.subarray(2).includes(2);
        state.step = wantsPassword ? 'password' : 'connect';
        socket.write(Buffer.from([5, wantsPassword ? 2 : 0]));
      } else if (state.step === 'password') {
        const nameEnd = 2 + (data[1] ?? 0);
        state.authorization = `${data.subarray(2, nameEnd)}:${data.subarray(nameEnd + 1)}`;
        state.step = 'connect';
        socket.write(Buffer.from([1, 0]));
      } else {
        const isName = data[3] === 3;
        const end = isName ? 5 + (data[4] ?? 0) : 8;
        const host = isName ? data.subarray(5, end).toString() : [...data.subarray(4, 8)].join('.');
        const port = data.readUInt16BE(end);
        tunnels.push({ to: `${host}:${port}`, authorization: state.authorization });
        socket.off('data', onData);
        const upstream = connect(port, host, () => {
          socket.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
          socket.pipe(upstream).pipe(socket);
        });
        sockets.add(upstream);
        upstream.on('error', () => socket.destroy());
      }
    };
    socket.on('data', onData);
  });
  return { ...(await listen(server, 'socks5')), tunnels, close: closing(server, sockets) };
}

async function listen(server: Server | TcpServer, scheme: string): Promise<{ url: string }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const closing = (server: Server | TcpServer, sockets: ReadonlySet<Socket>) => () =>
  new Promise<void>((resolve) => {
    for (const socket of sockets) socket.destroy();
    server.close(() => resolve());
  });

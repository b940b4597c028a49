import { connect } from 'node:net';
import { SocksClient } from 'socks';
import { KnownError } from '../../contract/errors.ts';
import { codeOf } from '../failure.ts';
import { decode } from '../server-address.ts';
import { type Dial, nameOf, whereFrom } from './through-proxy.ts';

/** A tunnel by SOCKS 5; names are looked up by the proxy, as in Go. */
export const socksTunnel: Dial = (proxy, destination, signal) =>
  new Promise((resolve, reject) => {
    const host = proxy.hostname.replace(/^\[|\]$/g, '');
    const port = Number(proxy.port || 1080);
    const socket = connect({ host, port, signal });
    const fail = (error: unknown): void => {
      const { host: to, port: at } = destination;
      const why = codeOf(error) === 'ECONNREFUSED' ? 'refused the connection' : `opened no connection to ${to}:${at}`;
      // No cause: the library's holds its options, with the password.
      reject(new KnownError('unreachable', `${nameOf(proxy)} ${why}.`, { hint: whereFrom }));
    };
    socket.on('error', fail);
    socket.once('connect', () => {
      const { username, password } = proxy;
      SocksClient.createConnection({
        command: 'connect',
        existing_socket: socket,
        proxy: { host, port, type: 5, ...(username ? { userId: decode(username), password: decode(password) } : {}) },
        destination,
        // The signal is what ends the socket, and with it this.
        timeout: 2 ** 31 - 1,
      }).then(() => {
        socket.off('error', fail);
        resolve(socket);
      }, fail);
    });
  });

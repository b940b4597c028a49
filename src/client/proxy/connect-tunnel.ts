import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { KnownError } from '../../contract/errors.ts';
import { authorities } from '../authorities.ts';
import { basic } from '../basic.ts';
import { decode } from '../server-address.ts';
import { socketFailure } from '../socket-failure.ts';
import { type Dial, nameOf, whereFrom } from './through-proxy.ts';

/** A tunnel by HTTP's CONNECT. */
export const connectTunnel: Dial = (proxy, { host, port }, signal) =>
  new Promise((resolve, reject) => {
    const secure = proxy.protocol === 'https:';
    if (secure) authorities.trust();
    const hostname = proxy.hostname.replace(/^\[|\]$/g, '');
    const target = `${isIP(host) === 6 ? `[${host}]` : host}:${port}`;
    const authorization =
      proxy.username || proxy.password ? basic(decode(proxy.username), decode(proxy.password)) : undefined;
    const request = (secure ? httpsRequest : httpRequest)({
      method: 'CONNECT',
      hostname,
      port: proxy.port || (secure ? 443 : 80),
      ...(secure && isIP(hostname) === 0 ? { servername: hostname } : {}),
      path: target,
      agent: false,
      signal,
      headers: { host: target, ...(authorization ? { 'proxy-authorization': authorization } : {}) },
    });
    const refused = (status: number | undefined): KnownError =>
      new KnownError('unreachable', `The proxy ${nameOf(proxy)} refused a connection to ${target}: HTTP ${status}.`, {
        hint: status === 407 ? `It wants a name and password: http://NAME:PASSWORD@${proxy.host}` : whereFrom,
      });
    request.on('error', (error) => {
      const { code, message } = socketFailure(error, { server: nameOf(proxy), method: 'CONNECT' }, { wasSent: false });
      reject(new KnownError(code, message, { hint: whereFrom, cause: error }));
    });
    request.on('connect', ({ statusCode }, socket, head) => {
      if (statusCode !== 200) {
        socket.destroy();
        reject(refused(statusCode));
        return;
      }
      if (head.length > 0) socket.unshift(head);
      resolve(socket);
    });
    // A refusal may come as an ordinary answer.
    request.on('response', (response) => {
      response.destroy();
      reject(refused(response.statusCode));
    });
    request.end();
  });

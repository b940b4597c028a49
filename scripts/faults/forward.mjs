// Passes a request on under the name that the client's certificate bears, as an authenticating proxy does.
import { request as ask } from 'node:https';

/** Whom the client's certificate names; undefined without one of the server's own authority. */
export function userOf(socket) {
  const { subject } = socket.authorized ? socket.getPeerCertificate() : {};
  return subject && { name: subject.CN, groups: [subject.O ?? []].flat() };
}

const ofThisConnection = ['connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/** Nobody but this proxy may say who somebody is. */
function headersFor({ headers }, user) {
  const kept = Object.entries(headers).filter(
    ([name]) => !ofThisConnection.includes(name) && name !== 'host' && !name.startsWith('x-remote-'),
  );
  if (user === undefined) return Object.fromEntries(kept);
  const named = { 'x-remote-user': user.name, 'x-remote-group': user.groups };
  return { ...Object.fromEntries(kept.filter(([name]) => name !== 'authorization')), ...named };
}

/**
 * `lose` is called in the place of the answer, once the server has given it whole; `onAnswered` just before the client
 * has it whole; `onBroken` when the server itself cannot be asked.
 */
export function forward(request, response, { server, agent, user }, { lose, onAnswered, onBroken }) {
  const { method, url } = request;
  const asking = ask(new URL(url, server), { method, agent, headers: headersFor(request, user) }, (answer) => {
    answer.on('error', onBroken);
    answer.on('end', lose ?? onAnswered);
    if (lose) return void answer.resume();
    const headers = Object.entries(answer.headers).filter(([name]) => !ofThisConnection.includes(name));
    response.writeHead(answer.statusCode, Object.fromEntries(headers));
    answer.pipe(response);
  });
  asking.on('error', onBroken);
  response.on('close', () => response.writableFinished || lose || asking.destroy());
  request.pipe(asking);
}

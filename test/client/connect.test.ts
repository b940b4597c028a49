import { describe, expect, it } from 'vitest';
import { connectKarmada, connectKube } from '../../src/client/connect.ts';
import { start } from '../support/connection.ts';
import { certificate, sendJson } from '../support/https-server.ts';
import { write } from '../support/kubeconfig.ts';
import { temporaryFolder } from '../support/temporary.ts';

const authority = `certificate-authority-data: ${certificate.toString('base64')}`;
const versionServer = () => start((_, response) => sendJson(response, 200, { gitVersion: 'v1' }));
const kubeconfig = (server: string, more = '', context = 'cluster: a') =>
  write(
    temporaryFolder(),
    'config',
    `current-context: a
clusters: [{ name: a, cluster: { server: "${server}", ${authority}${more} } }]
users: [{ name: u, user: { token: t, as: alice } }]
contexts: [{ name: a, context: { ${context} } }]
`,
  );
const surroundings = { env: {}, home: '/' };

describe('a connection', () => {
  it('says who it is, and nothing more for a context without a user', async () => {
    const server = await versionServer();
    expect(await connectKube({ kubeconfig: kubeconfig(server.url) }, surroundings).version()).toBe('v1');
    const { headers } = server.requests[0] ?? {};
    expect(headers?.['user-agent']).toMatch(/^karmate\/\S+ \(\w+\/\w+\)$/);
    expect(headers).not.toHaveProperty('authorization');
  });

  it('acts as the call says before the kubeconfig', async () => {
    const server = await versionServer();
    const config = kubeconfig(server.url, '', 'cluster: a, user: u');
    const impersonate = { user: 'bob', groups: ['g'] };
    await connectKarmada({ kubeconfig: config, impersonate }, surroundings).version();
    await connectKarmada({ kubeconfig: config }, surroundings).version();
    expect(server.requests.map(({ headers }) => headers)).toMatchObject([
      { authorization: 'Bearer t', 'impersonate-user': 'bob', 'impersonate-group': 'g' },
      { authorization: 'Bearer t', 'impersonate-user': 'alice' },
    ]);
  });

  it("knows the proxy of its kubeconfig, and not the environment's, as the cluster's own", async () => {
    const own = connectKube({ kubeconfig: kubeconfig('https://a', ', proxy-url: "http://p:1"') }, surroundings);
    expect((await own.target()).proxyUrl).toBe('http://p:1');
    const env = { HTTPS_PROXY: 'http://p:1' };
    const other = connectKube({ kubeconfig: kubeconfig('https://a') }, { ...surroundings, env });
    expect((await other.target()).proxyUrl).toBeUndefined();
  });

  it('goes through the proxy of the environment to another machine', async () => {
    const env = { HTTPS_PROXY: 'http://127.0.0.1:1' };
    const kube = connectKube({ kubeconfig: kubeconfig('https://example.test') }, { ...surroundings, env });
    await expect(kube.version()).rejects.toMatchObject({ message: 'http://127.0.0.1:1 refused the connection.' });
  });
});

import { describe, expect, it } from 'vitest';
import { chooseProxy, proxyOf } from '../../src/client/proxy/choose-proxy.ts';

const cluster = (proxyUrl?: string) => ({
  name: 'c',
  file: '/f',
  value: proxyUrl === undefined ? {} : { 'proxy-url': proxyUrl },
});
const proxy = 'http://proxy:3128';
const env = (noProxy: string) => ({ HTTPS_PROXY: proxy, NO_PROXY: noProxy });

describe('the proxy is', () => {
  it.each<[string, string, Readonly<Record<string, string>>, string | undefined]>([
    ['none', 'https://a', {}, undefined],
    ['HTTPS_PROXY', 'https://a', { HTTPS_PROXY: proxy, https_proxy: 'http://other' }, 'http://proxy:3128/'],
    ['https_proxy', 'https://a', { https_proxy: proxy }, 'http://proxy:3128/'],
    ['not HTTP_PROXY for https', 'https://a', { HTTP_PROXY: proxy }, undefined],
    ['HTTP_PROXY for http', 'http://a', { HTTP_PROXY: proxy, HTTPS_PROXY: 'http://x' }, 'http://proxy:3128/'],
    ['not ALL_PROXY', 'https://a', { ALL_PROXY: proxy }, undefined],
    ['a host alone', 'https://a', { HTTPS_PROXY: 'proxy.corp:3128' }, 'http://proxy.corp:3128/'],
    ['an address alone', 'https://a', { HTTPS_PROXY: '10.0.0.1:3128' }, 'http://10.0.0.1:3128/'],
    ['with a name and password', 'https://a', { HTTPS_PROXY: 'u:p@proxy:1' }, 'http://u:p@proxy:1/'],
    ['SOCKS', 'https://a', { HTTPS_PROXY: 'socks5://proxy' }, 'socks5://proxy'],
    ['none for localhost', 'https://localhost:6443', { HTTPS_PROXY: proxy }, undefined],
    ['none for 127.0.0.0/8', 'https://127.1.2.3:6443', { HTTPS_PROXY: proxy }, undefined],
    ['none for ::1', 'https://[::1]:6443', { HTTPS_PROXY: proxy }, undefined],
  ])('%s', (_, server, environment, expected) => {
    expect(proxyOf(new URL(server), environment)?.href).toBe(expected);
  });

  it('proxy-url before the environment, also for this machine and for what NO_PROXY names', () => {
    const chosen = chooseProxy(new URL('https://127.0.0.1:6443'), cluster('https://other:1'), env('*'));
    expect(chosen?.href).toBe('https://other:1/');
  });

  it.each(['ftp://u:hunter2@p', 'hunter2://x'])('refused without being shown: %s', (address) => {
    for (const choose of [
      () => chooseProxy(new URL('https://a'), cluster(address), {}),
      () => proxyOf(new URL('https://a'), { HTTPS_PROXY: address }),
    ]) {
      expect(choose).toThrow(expect.objectContaining({ code: 'config' }));
      expect(choose).not.toThrow(/hunter2/);
    }
  });
});

/** The rows of Go's httpproxy, as it documents them. */
describe('NO_PROXY', () => {
  it.each<[noProxy: string, server: string, isProxied: boolean]>([
    ['*', 'https://a.com', false],
    ['x, *', 'https://a.com', false],
    ['foo.com', 'https://foo.com', false],
    ['foo.com', 'https://bar.foo.com', false],
    ['foo.com', 'https://xfoo.com', true],
    ['FOO.com', 'https://foo.COM', false],
    ['.y.com', 'https://x.y.com', false],
    ['.y.com', 'https://y.com', true],
    ['*.y.com', 'https://x.y.com', false],
    ['*.y.com', 'https://y.com', true],
    ['foo.com:6443', 'https://foo.com:6443', false],
    ['foo.com:6443', 'https://foo.com', true],
    ['foo.com:443', 'https://foo.com', false],
    ['10.0.0.1', 'https://10.0.0.1', false],
    ['10.0.0.1', 'https://10.0.0.11', true],
    ['10.0.0.1:6443', 'https://10.0.0.1:6443', false],
    ['10.0.0.1:6443', 'https://10.0.0.1', true],
    ['10.0.0.0/8', 'https://10.9.8.7:6443', false],
    ['10.0.0.0/8', 'https://11.0.0.1', true],
    ['10.0.0.0/99', 'https://10.0.0.1', true],
    ['10.0.0.0/x', 'https://10.0.0.1', true],
    ['fd00::/8', 'https://[fd12::1]:6443', false],
    ['fd00::1', 'https://[fd00:0::1]', false],
    ['[fd00::1]:6443', 'https://[fd00::1]:6443', false],
    ['[fd00::1]:6443', 'https://[fd00::1]:6444', true],
    ['fd00::/8', 'https://10.0.0.1', true],
    [' foo.com , bar.com ', 'https://bar.com', false],
    [':6443,,', 'https://foo.com:6443', true],
    ['', 'https://foo.com', true],
    ['0.0.1', 'https://10.0.0.1', true],
  ])('%s and %s', (noProxy, server, isProxied) => {
    expect(proxyOf(new URL(server), env(noProxy)) !== undefined).toBe(isProxied);
  });
});

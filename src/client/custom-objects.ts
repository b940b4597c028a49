import {
  CustomObjectsApi,
  createConfiguration,
  Observable,
  type RequestContext,
  ResponseContext,
  ServerConfiguration,
} from '@kubernetes/client-node';
import type { ListQuery, WriteOptions } from '../contract/ports.ts';
import type { Place } from '../core/object.ts';
import { answerFailure } from './failure.ts';
import { exchangeOf, parseJson } from './json.ts';
import type { Transport } from './transport.ts';
import { written } from './written.ts';

/**
 * client-node's CustomObjectsApi on our own transport: its own opens a TLS connection for every call and gives
 * failures as text. This file is loaded only when custom resources are asked for.
 */
export function createCustomObjects(transport: Transport): CustomObjectsApi {
  const send = async (context: RequestContext): Promise<ResponseContext> => {
    const { pathname, search } = new URL(context.getUrl());
    const body = context.getBody();
    const method = context.getHttpMethod();
    const response = await transport.send({
      method,
      path: pathname + search,
      headers: context.getHeaders(),
      ...(typeof body === 'string' ? { body } : {}),
    });
    const { status, headers, body: content } = response;
    const text = content.toString('utf8');
    if (status >= 300) throw answerFailure(status, text, exchangeOf(transport, { method, path: pathname }));
    // client-node throws plain errors at what is no JSON, or is not called so.
    parseJson(transport, response);
    const type = { 'content-type': 'application/json' };
    return new ResponseContext(
      status,
      { ...headers, ...type },
      { text: async () => text, binary: async () => content },
    );
  };
  const configuration = createConfiguration({
    // Only the path of this address counts: the transport knows where the server is.
    baseServer: new ServerConfiguration('https://api-server.invalid', {}),
    httpApi: { send: (context) => new Observable(send(context)) },
  });
  return new CustomObjectsApi(configuration);
}

/** The four ways to read and create, by scope. What comes back is the server's JSON as it is. */
export function customObjectCalls(
  api: CustomObjectsApi,
  { group, version, resource: plural, namespace, name = '' }: Place,
) {
  const where = { group, version, plural };
  return namespace === undefined
    ? {
        get: (): Promise<unknown> => api.getClusterCustomObject({ ...where, name }),
        list: (query: ListQuery): Promise<unknown> => api.listClusterCustomObject({ ...where, ...asked(query) }),
        create: (body: object, options?: WriteOptions): Promise<unknown> =>
          api.createClusterCustomObject({ ...where, body, ...written(options) }),
      }
    : {
        get: (): Promise<unknown> => api.getNamespacedCustomObject({ ...where, namespace, name }),
        list: (query: ListQuery): Promise<unknown> =>
          api.listNamespacedCustomObject({ ...where, namespace, ...asked(query) }),
        create: (body: object, options?: WriteOptions): Promise<unknown> =>
          api.createNamespacedCustomObject({ ...where, namespace, body, ...written(options) }),
      };
}

/** `continue` is a word of the language, so client-node calls it otherwise. */
const asked = ({ continue: _continue, ...query }: ListQuery): object => ({
  ...query,
  ...(_continue === undefined ? {} : { _continue }),
});

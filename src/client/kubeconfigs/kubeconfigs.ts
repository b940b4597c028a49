import { KnownError } from '../../contract/errors.ts';
import type { Kubeconfigs } from '../../contract/ports.ts';
import { chooseContext } from '../../core/kubeconfig.ts';
import { chosenOf, kubeconfigOf } from '../../core/kubeconfig-access.ts';
import { type ConnectOptions, connectChosen } from '../connect.ts';
import { loadContext, parseKubeconfig, type Surroundings } from '../kubeconfig.ts';
import { withAbsolutePaths } from './absolute-paths.ts';
import { formatKubeconfig } from './format.ts';
import { mergeAccess, removeContexts, targetOf } from './merge.ts';
import { readHeld, replaceHeld } from './write-private.ts';

/** `karmada`: how Karmada is chosen. `shared`: what every connection has. */
export function createKubeconfigs(
  karmada: Pick<ConnectOptions, 'kubeconfig' | 'context'>,
  shared: ConnectOptions,
  surroundings: Surroundings,
): Kubeconfigs {
  const { kubeconfig, context } = karmada;
  return {
    ofKarmada: async () => withAbsolutePaths(await loadContext({ kubeconfig, context }, surroundings)),
    read: async (name, text) => chooseContext(await parseKubeconfig(name, text), undefined, 'current-context'),
    connect: async (access) => connectChosen(chosenOf(access, 'the new kubeconfig'), shared, surroundings),
    format: async (access) => formatKubeconfig(kubeconfigOf(access)),
    isThere: async (path) => (await readHeld(path, { checkFolder: true })).text !== undefined,
    write: async (path, access, { force }) => {
      const held = await readHeld(path);
      const text = formatKubeconfig(kubeconfigOf(access));
      if (held.text === undefined || held.text === text || force) return replaceHeld(held, text);
      throw new KnownError('conflict', `${path} is there already, and says something else.`, {
        hint: 'Name another file, or replace it with --force.',
      });
    },
    mergeTarget: async () => (await targetOf(kubeconfig, surroundings)).target.path,
    merge: (access, options) => mergeAccess(access, kubeconfig, options, surroundings),
    remove: removeContexts,
  };
}

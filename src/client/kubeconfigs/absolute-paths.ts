import type { Chosen, Entry } from '../../core/kubeconfig.ts';
import type { ClusterEntry, UserEntry } from '../../core/kubeconfig-fields.ts';
import { beside } from '../kubeconfig.ts';

/** The same context for a kubeconfig in another folder: the files and programs that it names, by their whole paths. */
export const withAbsolutePaths = (chosen: Chosen): Chosen => ({
  ...chosen,
  cluster: absoluteCluster(chosen.cluster),
  user: chosen.user && absoluteUser(chosen.user),
});

const absoluteCluster = ({ name, file, value }: Entry<ClusterEntry>): Entry<ClusterEntry> => ({
  name,
  file,
  value: { ...value, ...wholePaths(value, file, ['certificate-authority']) },
});

function absoluteUser({ name, file, value }: Entry<UserEntry>): Entry<UserEntry> {
  const { exec } = value;
  // A program with a slash in its name lies beside the kubeconfig; any other one is looked for on PATH.
  const command = exec?.command && /[\\/]/.test(exec.command) ? beside(file, exec.command) : exec?.command;
  return {
    name,
    file,
    value: {
      ...value,
      ...wholePaths(value, file, ['client-certificate', 'client-key', 'tokenFile']),
      ...(exec ? { exec: { ...exec, ...(command ? { command } : {}) } } : {}),
    },
  };
}

const wholePaths = <T extends object, K extends keyof T & string>(value: T, file: string, fields: readonly K[]) =>
  Object.fromEntries(
    fields.flatMap((field) => {
      const path = value[field];
      return typeof path === 'string' && path !== '' ? [[field, beside(file, path)]] : [];
    }),
  ) as Partial<Pick<T, K>>;

import { stringify } from 'yaml';

/** A kubeconfig's data as text. */
export const formatKubeconfig = (data: object): string => stringify(data, { lineWidth: 0, compat: 'yaml-1.1' });

import { shellWord } from './shell-word.ts';

/** `--kubeconfig f --context c`, for command lines that are to be pasted; '' where neither is known. */
export const kubectlFlags = (kubeconfig: string | undefined, context: string | undefined): string =>
  [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', shellWord(kubeconfig)]),
    ...(context === undefined ? [] : ['--context', shellWord(context)]),
  ].join(' ');

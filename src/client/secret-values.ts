import type { Status } from './status.ts';

/**
 * What a server says about a Secret, without the value that it quotes. Its parser ends a complaint with the Go value it got
 * (structured-merge-diff/typed, "expected string, got &value.valueUnstructured{Value:…}"); a value may have several lines.
 */
export function withoutSecretValues(said: Status | undefined, path: string): Status | undefined {
  const isAboutSecret = /\bKind=Secret\b/.test(said?.message ?? '') || /\/secrets(?:[/?]|$)/.test(path);
  if (!said || !isAboutSecret) return said;
  const { details } = said;
  return {
    ...said,
    ...hidden(said),
    ...(details?.causes
      ? { details: { ...details, causes: details.causes.map((one) => ({ ...one, ...hidden(one) })) } }
      : {}),
  };
}

const hidden = ({ message }: { readonly message?: string }): { readonly message?: string } =>
  message === undefined
    ? {}
    : { message: message.replace(/, got &[\s\S]*$/, ', got something else (not shown: it is secret)') };

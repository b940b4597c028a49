/**
 * What a server says about a Secret, without the value that it quotes. Its parser ends a complaint with the Go value it got
 * (structured-merge-diff/typed, "expected string, got &value.valueUnstructured{Value:…}"); a value may have several lines.
 */
export function withoutSecretValues(message: string, path: string): string {
  const isAboutSecret = /\bKind=Secret\b/.test(message) || /\/secrets(?:[/?]|$)/.test(path);
  return isAboutSecret ? message.replace(/, got &[\s\S]*$/, ', got something else (not shown: it is secret)') : message;
}

/** What go-yaml, the parser of kubectl and of API servers, takes a scalar without quotes for (go.yaml.in/yaml/v2/resolve.go). */

const words = new Set(
  ['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null', '.nan', '.inf', '+.inf', '-.inf']
    .flatMap((word) => [word, word.toUpperCase(), word.replace(/[a-z]/, (letter) => letter.toUpperCase())])
    .concat('', '~', '<<', '.NaN'),
);
const integer = /^[-+]?(?:0[xX][\da-fA-F]+|0[oO]?[0-7]+|0[bB][01]+)$/;
const float = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** True when it is text; `yes`, `on`, `0644`, `1_000`, `1e3` and `~` are something else there. */
export function isPlainText(source: string): boolean {
  if (words.has(source)) return false;
  const number = /^[-+\d]/.test(source) ? source.replaceAll('_', '') : source;
  return !integer.test(number) && !float.test(number);
}

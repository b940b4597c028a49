/**
 * The texts of `Warning` headers (`299 - "…"`, RFC 7234), as k8s.io/apimachinery/pkg/util/net, ParseWarningHeaders,
 * reads them; one header may hold several. Other codes than 299 are of caches and proxies, and what is malformed is left out.
 */
export function warningsIn(headers: readonly string[]): readonly string[] {
  // Node reads header bytes as Latin-1; the texts are UTF-8.
  const decoded = headers.map((header) => Buffer.from(header, 'latin1').toString('utf8'));
  return decoded.flatMap((header) =>
    [...header.matchAll(warning)].flatMap(([, code, text = '']) => {
      const words = text.replace(/\\(.)/g, '$1');
      return code === '299' && words !== '' ? [words] : [];
    }),
  );
}

/** Code, agent, quoted text, and maybe a quoted date. */
const warning = /\b([12]\d\d) \S+ "((?:[^"\\]|\\.)*)"(?: "[^"]*")?\s*(?:,|$)/g;

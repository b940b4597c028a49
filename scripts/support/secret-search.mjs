// Finds secrets in texts, however they are written there: plain, base64, hexadecimal, URL-encoded, coloured, broken into
// lines, in part. All are cut into pieces of one length; a text is read once, and each of its windows is looked up.
const pieceLength = 16;

/** Without what may come between two letters of a secret: colours, white space, escapes of JSON and of shells, quotes. */
function plain(text) {
  const colour = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*[A-Za-z]`, 'g');
  const bare = text
    .replace(colour, '')
    .replace(/\\[nrt]/g, '')
    .replace(/[\s"'\\]/g, '');
  return bare.replaceAll('-', '+').replaceAll('_', '/'); // base64 for URLs is base64
}

function decoded(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (bytes) =>
    Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('latin1'),
  );
}

function* windows(text) {
  for (let i = 0; i + pieceLength <= text.length; i++) yield text.slice(i, i + pieceLength);
}

const cut = (text) => text.match(new RegExp(`[\\s\\S]{${pieceLength}}`, 'g')) ?? [];

/** Base64 of a text within another: three, by where in the whole it begins; its edges depend on its neighbours. */
const inBase64 = (text) =>
  [0, 1, 2].map((before) =>
    Buffer.from(`${'x'.repeat(before)}${text}`)
      .toString('base64')
      .slice(4, -4),
  );

/** The ways to write a text; base64 also twice, as of a kubeconfig in a Secret. */
function spellings(text) {
  const hex = Buffer.from(text).toString('hex');
  const once = inBase64(text);
  return [text, hex, hex.toUpperCase(), ...once, ...once.flatMap(inBase64)];
}

/**
 * A search for `secrets` ([{ name, value }]). A piece that two of them share, or that stands in `known` (certificates), is
 * form and no secret. Gives a function: text to the names of what is in it.
 */
export function searchFor(secrets, known = []) {
  const pieces = new Map();
  const add = (piece, name) => pieces.set(piece, pieces.has(piece) && pieces.get(piece) !== name ? undefined : name);
  const names = new Map(secrets.map(({ name, value }) => [value, name])); // one value may have been found twice
  for (const [value, name] of names) {
    if (value.length < pieceLength) throw new Error(`The secret ${name} is too short to be searched for.`);
    for (const spelling of spellings(value)) for (const piece of cut(plain(spelling))) add(piece, name);
  }
  for (const text of known.flatMap(spellings)) for (const piece of windows(plain(text))) pieces.delete(piece);
  return (text) => {
    const found = new Set();
    for (const spelling of new Set([plain(text), plain(decoded(text))])) {
      for (const piece of windows(spelling)) if (pieces.get(piece) !== undefined) found.add(pieces.get(piece));
    }
    return [...found];
  };
}

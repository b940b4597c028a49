/** FNV-1a of 32 bits over UTF-8 (Go's hash/fnv, New32a). */
export function fnv32a(text: string): number {
  const bytes = new TextEncoder().encode(text);
  return bytes.reduce((hash, byte) => Math.imul(hash ^ byte, 0x01000193), 0x811c9dc5 | 0) >>> 0;
}

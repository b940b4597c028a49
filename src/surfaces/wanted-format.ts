/** The output format in an argv that may not be parsable: an error about it must still come in that format. */
export function wantedFormat(argv: readonly string[]): 'json' | 'table' {
  const asks = argv.some(
    (word, index) =>
      word === '--output=json' ||
      word === '-ojson' ||
      (word === 'json' && ['-o', '--output'].includes(argv[index - 1] ?? '')),
  );
  return asks ? 'json' : 'table';
}

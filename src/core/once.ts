/** The value that `make` gives, made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  const made: { value?: { readonly of: T } } = {};
  return () => {
    made.value ??= { of: make() };
    return made.value.of;
  };
}

/** Why an override cannot be applied: the Work of that cluster is then neither made nor changed. */
export class OverrideFailure extends Error {
  /** The JSON pointer or path where it fails, where it is one place that fails. */
  readonly path: string | undefined;

  constructor(message: string, path?: string) {
    super(message);
    this.path = path;
  }
}

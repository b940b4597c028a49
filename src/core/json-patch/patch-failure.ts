/** Why a patch cannot be applied, in the words of Karmada's libraries. */
export class PatchFailure extends Error {
  /** The pointer that leads nowhere. */
  readonly path: string;

  constructor(path: string, message: string) {
    super(message);
    this.path = path;
  }
}

/** Modules of a Linux kernel, by their names with "_": those that are loaded or built in, and those that could be. */
export interface KernelModules {
  readonly ready: readonly string[];
  readonly loadable: readonly string[];
}

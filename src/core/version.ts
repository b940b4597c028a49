declare const __KARMATE_VERSION__: string | undefined;

/** karmate's own version; the bundler writes it in. */
export const version: string = typeof __KARMATE_VERSION__ === 'string' ? __KARMATE_VERSION__ : '0.0.0-dev';

const control = /\p{Cc}/gu;

/** Control characters that a server sent are shown, never obeyed. Line ends stay. */
export const visible = (text: string): string =>
  text.replace(control, (char) => (char === '\n' ? char : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`));

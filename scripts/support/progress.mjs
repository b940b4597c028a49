// Tells a person on stderr what a long step does and for how long: a live line on a terminal, plain lines elsewhere.
const isLive = () => Boolean(process.stderr.isTTY) && process.env.TERM !== 'dumb';
const everySeconds = 30;

export function elapsed(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, '0')} s`;
}

function cut(text) {
  const width = (process.stderr.columns || 80) - 1;
  return text.length > width ? `${text.slice(0, width - 1)}…` : text;
}

/**
 * Runs `work(note)` under a title; `note(text)` says what it is doing just now.
 * With `quietFor` (ms) a step that ends sooner is not mentioned at all: nothing was to be done.
 */
export async function step(title, work, { quietFor = 0 } = {}) {
  const start = Date.now();
  let detail = '';
  let isShown = false;
  let lastLine = 0;
  const say = (text) => process.stderr.write(isLive() ? `\r\x1b[2K${cut(text)}` : `${text}\n`);
  const beat = () => {
    const since = Date.now() - start;
    if (since < quietFor) return;
    const now = `${elapsed(since)}${detail ? ` · ${detail}` : ''}`;
    if (isLive()) say(`  ${title} … ${now}`);
    else if (!isShown) say(`- ${title} …`);
    else if (since - lastLine >= everySeconds * 1000) say(`- ${title}: ${now}`);
    else return;
    isShown = true;
    if (since - lastLine >= everySeconds * 1000) lastLine = since;
  };
  beat();
  const timer = setInterval(beat, 250);
  const end = (mark, word) => {
    clearInterval(timer);
    if (!isShown && mark === '✓') return;
    say(
      isLive()
        ? `${mark} ${title}  ${elapsed(Date.now() - start)}`
        : `- ${title}: ${word} ${elapsed(Date.now() - start)}`,
    );
    if (isLive()) process.stderr.write('\n');
  };
  try {
    const result = await work((text) => {
      detail = text;
    });
    end('✓', 'done in');
    return result;
  } catch (error) {
    end('✗', error.name === 'Interrupted' ? 'interrupted after' : 'failed after');
    throw error;
  }
}

import { describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../src/output/progress.ts';

function stage(errIsTty: boolean) {
  const written: string[] = [];
  const clock = { at: 5_000 };
  const terminal = {
    out: () => {},
    err: (text: string) => void written.push(text),
    outColor: false,
    errColor: false,
    errIsTty,
    errWidth: 30,
  };
  return { written, clock, progress: createProgress(terminal, () => clock.at) };
}

describe('progress in a log', () => {
  it('is a line with the elapsed seconds, each message once', () => {
    const { written, clock, progress } = stage(false);
    progress.say('Starting');
    clock.at += 12_000;
    progress.say('Starting');
    progress.say('Waiting for m1');
    expect(written).toEqual(['[  0s] Starting\n', '[ 12s] Waiting for m1\n']);
  });

  it('is no flood: what comes too fast waits, and only the newest stays', () => {
    const { written, clock, progress } = stage(false);
    for (const message of ['a', 'b', 'c', 'd']) progress.say(message);
    expect(written).toEqual(['[  0s] a\n']);
    clock.at += 100;
    progress.finish();
    expect(written).toEqual(['[  0s] a\n', '[  0s] d\n']);
  });
});

describe('a step of a plan', () => {
  it('is never left out of a log', () => {
    const { written, progress } = stage(false);
    for (const message of ['1/3 a', '2/3 b', '3/3 c']) progress.say(message, 'step');
    expect(written).toEqual(['[  0s] 1/3 a\n', '[  0s] 2/3 b\n', '[  0s] 3/3 c\n']);
  });
});

describe('progress that holds what a server said', () => {
  it.each([true, false])('is one line and obeys none of it (terminal: %s)', (errIsTty) => {
    const { written, progress } = stage(errIsTty);
    progress.say('a\u001b[2J\nb');
    progress.finish();
    expect(written[0]?.replace('\r\u001b[K', '').trimEnd()).toBe('[  0s] a\\x1b[2J b');
  });
});

describe('a step that takes long', () => {
  it('is named within a second, also when it began just after another', () => {
    vi.useFakeTimers();
    const { written, clock, progress } = stage(false);
    progress.say('short');
    progress.say('long');
    clock.at += 1000;
    vi.advanceTimersByTime(1000);
    vi.useRealTimers();
    expect(written).toEqual(['[  0s] short\n', '[  1s] long\n']);
  });
});

describe('progress on a terminal', () => {
  it('is one line that changes and goes away', () => {
    const { written, progress } = stage(true);
    progress.say('a');
    progress.say('b');
    progress.finish();
    progress.finish();
    expect(written).toEqual(['\r\u001b[K[  0s] a', '\r\u001b[K[  0s] b', '\r\u001b[K']);
  });

  it('never wraps', () => {
    const { written, progress } = stage(true);
    progress.say('x'.repeat(50));
    progress.finish();
    expect(written[0]?.replace('\r\u001b[K', '').length).toBeLessThan(30);
  });
});

describe('what talks to the user itself', () => {
  it.each([true, false])('is not talked over (terminal: %s)', async (errIsTty) => {
    vi.useFakeTimers();
    const { written, clock, progress } = stage(errIsTty);
    progress.say('before');
    let resolve: (answer: string) => void = () => {};
    const promise = new Promise<string>((settle) => {
      resolve = settle;
    });
    const asking = progress.aside(() => promise);
    written.length = 0;
    progress.say('meanwhile');
    progress.say('newest');
    clock.at += 3000;
    vi.advanceTimersByTime(3000);
    expect(written).toEqual([]);
    resolve('answer');
    expect(await asking).toBe('answer');
    vi.useRealTimers();
    expect(written.join('')).toContain('[  3s] newest');
    expect(written.join('')).not.toContain('meanwhile');
    progress.finish();
  });
});

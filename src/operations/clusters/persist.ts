import { isKnown, mayPass } from '../../contract/errors.ts';
import type { Ports } from '../../contract/ports.ts';

const tries = 4;

/** A server that fails for a moment is asked again: what is left behind, or taken for used, now stays so. */
export async function persist<T>(ports: Pick<Ports, 'sleep'>, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if ((!mayPass(error) && !isKnown(error, 'conflict')) || attempt === tries) throw error;
      await ports.sleep(250 * attempt);
    }
  }
}

import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { LabComponent } from '../../core/lab.ts';
import type { params } from './control.ts';

export interface Result extends LabComponent {
  readonly apiVersion: 'karmate.dev/v1';
  readonly kind: 'LabComponent';
}

export const run = async ({ lab }: Ports, { action, component, dir }: Input<typeof params>): Promise<Result> => ({
  apiVersion: 'karmate.dev/v1',
  kind: 'LabComponent',
  ...(await lab.control(dir, action, component)),
});

export const view = ({ name, state }: Result): View => text(`${name} is ${state}`);

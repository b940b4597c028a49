import type { Input } from '../../contract/params.ts';
import type { Ports } from '../../contract/ports.ts';
import { text, type View } from '../../contract/view.ts';
import type { LabComponent } from '../../core/lab.ts';
import type { params } from './control.ts';

export const run = ({ lab }: Ports, { action, component, dir }: Input<typeof params>): Promise<LabComponent> =>
  lab.control(dir, action, component);

export const view = ({ name, state }: LabComponent): View => text(`${name} is ${state}`);

import type { Operation } from '../contract/operation.ts';
import { version } from './about/version.ts';
import { apply } from './apply/apply.ts';
import { cordon } from './clusters/cordon.ts';
import { join } from './clusters/join.ts';
import { taint } from './clusters/taint.ts';
import { uncordon } from './clusters/uncordon.ts';
import { unjoin } from './clusters/unjoin.ts';
import { describe } from './describe/describe.ts';
import { get } from './get/get.ts';
import { install } from './host/install.ts';
import { kubeconfig } from './host/kubeconfig.ts';
import { uninstall } from './host/uninstall.ts';
import { labBuild } from './lab/build.ts';
import { labControl } from './lab/control.ts';
import { labDoctor } from './lab/doctor.ts';
import { labDown } from './lab/down.ts';
import { labRender } from './lab/render.ts';
import { labStatus } from './lab/status.ts';
import { labUp } from './lab/up.ts';
import { lint } from './lint/lint.ts';
import { preview } from './preview/preview.ts';
import { snapshot } from './preview/snapshot.ts';

/** The only registry. Every surface reads this list; adding an operation is one file and one line. */
export const catalog: readonly Operation[] = [
  get,
  describe,
  join,
  unjoin,
  cordon,
  uncordon,
  taint,
  apply,
  preview,
  lint,
  snapshot,
  install,
  uninstall,
  kubeconfig,
  version,
  labUp,
  labStatus,
  labDown,
  labDoctor,
  labControl,
  labBuild,
  labRender,
];

/** Words that begin several commands, and what they are about. */
export const groups: Readonly<Record<string, string>> = {
  lab: 'A real Karmada with member clusters on this machine, to try and to test with.',
};

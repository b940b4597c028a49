import { expectFailure, type Failure } from '../../contract/errors.ts';
import type { Kube, Ports } from '../../contract/ports.ts';
import type { JoinStep } from '../../core/join-plan.ts';
import type { Step } from '../../core/steps.ts';

/** Lets both servers check every object that would be created, and says which they would refuse. */
export async function tryOnServers(ports: Ports, member: Kube, steps: readonly JoinStep[]): Promise<readonly Step[]> {
  const namespaces = new Set(
    steps.flatMap(({ step, deed }) =>
      deed.kind === 'object' && deed.wanted.object.kind === 'Namespace'
        ? [`${step.side} ${deed.wanted.place.name}`]
        : [],
    ),
  );
  return Promise.all(
    steps.map(async ({ step, deed }) => {
      const wanted = deed.kind === 'object' || deed.kind === 'cluster' ? deed.wanted : undefined;
      if (!wanted) return step;
      // What is to be in a namespace that is not there yet, no server can check.
      if (step.namespace !== undefined && namespaces.has(`${step.side} ${step.namespace}`)) return step;
      const problem = await problemWith(step.side === 'member' ? member : ports.karmada, wanted);
      return problem ? { ...step, problem } : step;
    }),
  );
}

async function problemWith(
  kube: Kube,
  { place, object }: Extract<JoinStep['deed'], { kind: 'object' }>['wanted'],
): Promise<Failure | undefined> {
  try {
    await kube.create(place, object, { dryRun: true });
    return undefined;
  } catch (error) {
    return expectFailure(error);
  }
}

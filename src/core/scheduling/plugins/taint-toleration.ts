import type { Taint, Toleration } from '../../karmada-types/kubernetes.ts';
import type { Filter, FilterContext } from './plugin.ts';

/** plugins/tainttoleration/taint_toleration.go: taints keep off what is not there yet and does not tolerate them. */
export function taintToleration({ spec, targets }: FilterContext): Filter {
  const tolerations = spec.placement?.clusterTolerations ?? [];
  return ({ name, taints }) => {
    if (taints.length === 0 || targets.has(name)) return undefined;
    const untolerated = taints.filter((taint) => !tolerations.some((toleration) => tolerates(toleration, taint)));
    const [first] = untolerated;
    if (!first) return undefined;
    const all = untolerated.map(textOf).join(', ');
    return {
      plugin: 'TaintToleration',
      reason: `cluster(s) had untolerated taint {${textOf(first)}}`,
      detail: `the policy does not tolerate its taint${untolerated.length > 1 ? 's' : ''} ${all}`,
    };
  };
}

/**
 * Toleration.ToleratesTaint (k8s.io/api core/v1/toleration.go). v0.35 knows Lt and Gt, but Karmada v1.18 switches them
 * off: they tolerate nothing, as before.
 */
export function tolerates({ effect, key, operator, value }: Toleration, taint: Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  if (!operator || operator === 'Equal') return (value ?? '') === (taint.value ?? '');
  return operator === 'Exists';
}

/** Taint.ToString, of one that has an effect. */
const textOf = ({ key, value, effect }: Taint): string => `${key}${value ? `=${value}` : ''}:${effect}`;

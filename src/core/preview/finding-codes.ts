import type { CodeText } from '../lint/rule.ts';

/** What a preview says beside what lint does (docs/lint.md). */
export const previewCodes: Readonly<Record<string, CodeText>> = {
  'no-policy': {
    severity: 'error',
    about: 'No policy takes the workload.',
    why: 'It stays in the control plane, and no Pod of it runs; of what runs no Pods it is a warning.',
    fix: 'Make a policy select it; the message names the nearest one, and the field that differs.',
  },
  'not-propagated': {
    severity: 'warning',
    about: 'Karmada never propagates such an object.',
    why: 'It stays in the control plane, whatever policies say.',
    fix: 'Nothing, if it is meant for the control plane; else give it another name or namespace.',
  },
  'policy-waits': {
    severity: 'warning',
    about: 'The policy does nothing until the workload changes (activationPreference: Lazy).',
    why: 'What it says of clusters is not true of the workload yet.',
    fix: 'Change the workload, or leave activationPreference out.',
  },
  'matches-nothing': {
    severity: 'warning',
    about: 'A policy selects nothing, neither in the files nor in the control plane.',
    why: 'It does nothing; often a name, an apiVersion or a namespace is misspelt.',
    fix: 'Correct its resourceSelectors; where the workload comes later, nothing is to be done.',
  },
  'takes-existing': {
    severity: 'warning',
    about: 'A policy takes a workload that exists and is not in the files.',
    why: 'It is sent to clusters without its owner having asked for that.',
    fix: 'Select less, by name or labels; where it is meant, nothing is to be done.',
  },
  'takes-over': {
    severity: 'warning',
    about: 'A policy takes a workload from the policy that holds it.',
    why: 'The workload may move or be removed from clusters.',
    fix: 'Lower its priority or say preemption: Never, unless that is meant.',
  },
  'gate-off': {
    severity: 'warning',
    about: 'A policy says propagateDeps, and the gate PropagateDeps of this Karmada is off.',
    why: 'ConfigMaps, Secrets and others that the workload needs stay behind, and its Pods do not start. The Helm chart turns the gate off.',
    fix: 'Turn it on (controllerManager.featureGates in the chart’s values), or select what the workload needs in a policy.',
  },
  'no-cluster-fits': {
    severity: 'error',
    about: 'No cluster passes the filters.',
    why: 'The workload is not scheduled; where it runs already it is removed from every cluster.',
    fix: 'The preview says of each cluster what speaks against it: affinity, taints, missing APIs, spread constraints.',
  },
  'not-scheduled': {
    severity: 'error',
    about: 'Clusters fit, and yet scheduling fails.',
    why: 'The workload stays as it is, and its change does not reach the clusters.',
    fix: 'The message is the scheduler’s own: too little room, or spread constraints that cannot be met.',
  },
  nowhere: {
    severity: 'error',
    about: 'Scheduling succeeds, and no cluster is chosen.',
    why: 'No Pod of the workload runs, and Karmada reports success.',
    fix: 'Say maxGroups in the spread constraints, or give a cluster a weight.',
  },
};

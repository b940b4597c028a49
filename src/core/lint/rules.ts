import { claimsLittle } from './claims-little.ts';
import { clearWinner } from './clear-winner.ts';
import { dependenciesFollow } from './dependencies-follow.ts';
import { knownKind } from './known-kind.ts';
import { namespaceCounts } from './namespace-counts.ts';
import { notRefused } from './not-refused.ts';
import { onceEach } from './once-each.ts';
import { overridersApply } from './overriders-apply.ts';
import { overridesThere } from './overrides-there.ts';
import { readable } from './readable.ts';
import { referenceKind } from './reference-kind.ts';
import type { CodeText, Rule } from './rule.ts';
import { rulesReachClusters } from './rules-reach-clusters.ts';
import { selectorKind } from './selector-kind.ts';
import { selectorLabels } from './selector-labels.ts';
import { selectsSomething } from './selects-something.ts';
import { wellFormed } from './well-formed.ts';
import { worksAsItLooks } from './works-as-it-looks.ts';

/** All that is looked for, as docs/lint.md lists it. */
export const rules: readonly Rule[] = [
  readable,
  knownKind,
  wellFormed,
  notRefused,
  onceEach,
  namespaceCounts,
  selectorKind,
  referenceKind,
  selectorLabels,
  selectsSomething,
  claimsLittle,
  clearWinner,
  overridesThere,
  dependenciesFollow,
  worksAsItLooks,
  overridersApply,
  rulesReachClusters,
];

/** What is said of each code. */
export const codeTexts: Readonly<Record<string, CodeText>> = Object.assign({}, ...rules.map(({ codes }) => codes));

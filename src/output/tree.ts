import type { Cell, TreeNode } from '../contract/view.ts';
import { visibleLine } from './visible.ts';
import { wrapLine } from './wrap.ts';

/** Paints one line of a cell, as it is shown. */
type Paint = (cell: Cell, line: string) => string;

/** A tree with its branches drawn, each label broken where the terminal ends; what follows is set in below its label. */
export const drawTree = ({ label, children = [] }: TreeNode, width: number, paint: Paint): string =>
  [...linesOf(label, '', '', width, paint), ...branchesOf(children, '', width, paint)].join('\n');

function branchesOf(nodes: readonly TreeNode[], before: string, width: number, paint: Paint): readonly string[] {
  return nodes.flatMap(({ label, children = [] }, index) => {
    const isLast = index === nodes.length - 1;
    const below = `${before}${isLast ? '   ' : '│  '}`;
    const own = linesOf(label, `${before}${isLast ? '└─ ' : '├─ '}`, below, width, paint);
    return [...own, ...branchesOf(children, below, width, paint)];
  });
}

function linesOf(label: Cell, first: string, below: string, width: number, paint: Paint): readonly string[] {
  const words = visibleLine(typeof label === 'string' ? label : label.text);
  return wrapLine(words, Math.max(20, width - first.length - hanging.length))
    .split('\n')
    .map((line, index) => (index === 0 ? first + paint(label, line) : below + hanging + paint(label, line)));
}

const hanging = '  ';

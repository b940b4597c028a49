import { type Document, isScalar, isSeq, parseDocument, type Scalar } from 'yaml';
import type { Edit } from '../../core/kind-lab/edits.ts';

/** Sets values and leaves all else as it is: comments, order, quotes. */
export function setValues(template: string, text: string, edits: readonly Edit[]): string {
  const document = parseDocument(text);
  for (const { path, value } of edits) {
    const node = document.getIn(path, true);
    // A path that is not there is a fault of the template: it would make a value that nobody explains.
    if (!isScalar(node)) throw new Error(`${template} has no ${path.join('.')}`);
    if (typeof value === 'string' || typeof value === 'number') node.value = value;
    else putIn(document, path, node, value);
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Several in the place of one item, without those that the list has already. */
function putIn(document: Document, path: Edit['path'], node: Scalar, values: readonly string[]): void {
  const list = document.getIn(path.slice(0, -1));
  if (!isSeq(list)) throw new Error(`${path.slice(0, -1).join('.')} is no list`);
  const others = list.items.filter((item) => item !== node).map(String);
  const [first, ...more] = values.filter((value) => !others.includes(value));
  const at = list.items.indexOf(node);
  if (first === undefined) list.items.splice(at, 1);
  else {
    node.value = first; // it keeps its comment
    list.items.splice(at + 1, 0, ...more.map((value) => document.createNode(value)));
  }
}

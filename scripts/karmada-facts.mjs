// Makes test/core/karmada-facts.json: which fields of Karmada's CRDs are new in which minor release, from a clone:
//   node scripts/karmada-facts.mjs ~/src/karmada > test/core/karmada-facts.json
// A field counts when every patch release of that minor has it. Of a field's own fields nothing is said.
import { execFileSync } from 'node:child_process';
import { parse } from 'yaml';
import { isMain, script } from './support/script.mjs';

const files = ['policy_propagationpolicies', 'policy_clustertaintpolicies', 'work_resourcebindings'].map((name) => {
  const [group, resource] = name.split('_');
  return `charts/karmada/_crds/bases/${group}/${group}.karmada.io_${resource}.yaml`;
});
const described = 'ResourceBinding.spec.replicaRequirements';
const [oldest, newest] = [9, 18];

function factsAt(git, tag) {
  const facts = new Set();
  const walk = (schema, path) => {
    facts.add(path);
    if (path === described) facts.add(`${path}: ${schema.description}`);
    for (const [name, inner] of Object.entries(schema.properties ?? {})) walk(inner, `${path}.${name}`);
    if (schema.items) walk(schema.items, `${path}[]`);
  };
  for (const file of files.filter((name) => git('ls-tree', tag, name) !== '')) {
    const { spec } = parse(git('show', `${tag}:${file}`));
    walk(spec.versions.at(-1).schema.openAPIV3Schema, spec.names.kind);
  }
  return facts;
}

const isBelow = (path, others) =>
  others.some((other) => path !== other && /^[.[]/.test(path.slice(other.length)) && path.startsWith(other));

if (isMain(import.meta.url)) {
  await script(([clone]) => {
    const git = (...args) => execFileSync('git', ['-C', clone, ...args], { encoding: 'utf8', maxBuffer: 1e9 });
    const tags = git('tag').trim().split('\n');
    let before = new Set();
    const result = {};
    for (let minor = oldest; minor <= newest; minor++) {
      const patches = tags.filter((tag) => new RegExp(`^v1\\.${minor}\\.\\d+$`).test(tag));
      const [first, ...more] = patches.map((tag) => factsAt(git, tag));
      for (const [index, other] of more.entries()) {
        if ([...first].join() !== [...other].join())
          throw new Error(`${patches[index + 1]} differs from ${patches[0]}`);
      }
      const gone = [...before].filter((fact) => !first.has(fact));
      const added = [...first].filter((fact) => !before.has(fact));
      const whole = minor === oldest ? [] : added.filter((path) => !isBelow(path, added));
      const words = added.filter((fact) => fact.startsWith(`${described}: `));
      result[`1.${minor}`] = { tags: patches.length, added: [...new Set([...whole, ...words])], gone };
      before = first;
    }
    process.stdout.write(`${JSON.stringify(result, undefined, 2)}\n`);
  });
}

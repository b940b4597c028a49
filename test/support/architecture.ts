import { type Program, parseSync } from 'oxc-parser';

/** The house rules, run on parsed source. Paths are relative to src/. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

interface Room {
  /** Path prefixes within src/ that the room may import. */
  readonly doors: readonly string[];
  /** Packages from outside; `node:` stands for all of Node's own modules. */
  readonly packages: readonly string[];
}

const rooms: Readonly<Record<string, Room>> = {
  core: { doors: ['core/', 'contract/errors.ts'], packages: [] },
  contract: { doors: ['contract/', 'core/'], packages: [] },
  client: { doors: ['client/', 'contract/', 'core/'], packages: ['@kubernetes/client-node', 'socks', 'yaml', 'node:'] },
  operations: { doors: ['operations/', 'contract/', 'core/'], packages: ['diff', 'yaml'] },
  output: { doors: ['output/', 'contract/'], packages: ['chalk', 'cli-table3', 'yaml'] },
  surfaces: {
    doors: ['surfaces/', 'operations/catalog.ts', 'contract/', 'output/', 'core/version.ts', 'core/nearest.ts'],
    packages: ['commander'],
  },
  'index.ts': {
    doors: ['operations/', 'client/connect.ts', 'client/library.ts', 'client/typed.ts', 'contract/', 'core/'],
    packages: [],
  },
};
/** The composition root may import everything. */
const composition = ['main.ts', 'compose.ts'];

const advice: Readonly<Record<string, string>> = {
  core: 'Give the facts to a pure function as data.',
  contract: 'Describe it as a type here, and do it in the room that may.',
  client: 'Take what is needed as an argument; main passes it in.',
  operations: 'Reach the outside through a port (src/contract/ports.ts); print nothing, return data.',
  output: 'Put what is to be shown into a View.',
  surfaces: 'Read it from the catalog or the contract.',
  'index.ts': 'Export it from the room it lives in.',
};

export const lineLimit = 250;
/** Files that nobody writes may be long; they keep every other rule. */
const generated = {
  dirs: ['core/karmada-types/', 'core/karmada-schemas/'],
  mark: /^\/\/ Made by: npm run generate[.:]/,
};

interface Import {
  readonly to: string;
  readonly typeOnly: boolean;
  readonly lazy: boolean;
}

/** Every import of a file, parsed: static, re-exported, and `import()` of a literal. */
export function importsOf({ path, text }: SourceText): readonly Import[] {
  const { program, module } = parseSync(path, text);
  const fixed = module.staticImports.map(({ moduleRequest, entries }) => ({
    to: moduleRequest.value,
    typeOnly: entries.length > 0 && entries.every(({ isType }) => isType),
    lazy: false,
  }));
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest, isType }) =>
      moduleRequest ? [{ to: moduleRequest.value, typeOnly: isType, lazy: false }] : [],
    ),
  );
  const lazy = nodesOf(program)
    .filter(({ type }) => type === 'ImportExpression')
    .map(({ source }) => ({ to: String((source as Node).value), typeOnly: false, lazy: true }));
  return [...fixed, ...passedOn, ...lazy];
}

export function resolveImport(from: string, to: string): string | undefined {
  if (!to.startsWith('.')) return undefined;
  const parts = from.split('/').slice(0, -1);
  for (const part of to.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}

interface Node {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Every node of a parsed file, in no special order. */
function nodesOf(root: Program): readonly Node[] {
  const found: Node[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(visit);
    else if (typeof value === 'object' && value !== null) {
      if ('type' in value && typeof value.type === 'string') found.push(value as Node);
      Object.values(value).forEach(visit);
    }
  };
  visit(root);
  return found;
}

/** What a source file does against the rules, each with what to do instead; empty when it keeps them. */
export function offences(source: SourceText): readonly string[] {
  const room = source.path.split('/')[0] ?? '';
  return [...importOffences(source, room), ...wordOffences(source, room), ...lengthOffences(source)];
}

function importOffences(source: SourceText, room: string): readonly string[] {
  if (composition.includes(room)) return [];
  const rule = rooms[room];
  if (!rule)
    return [`${source.path}: there is no room "${room}". Put it into one of ${Object.keys(rooms).join(', ')}.`];
  return importsOf(source).flatMap(({ to }) => {
    const inside = resolveImport(source.path, to);
    const isAllowed =
      inside === undefined
        ? rule.packages.some((name) =>
            name.endsWith(':') ? to.startsWith(name) : to === name || to.startsWith(`${name}/`),
          )
        : rule.doors.some((door) => inside.startsWith(door)) &&
          !(room === 'operations' && inside === 'operations/catalog.ts');
    const open = [...rule.doors, ...rule.packages].join(', ');
    return isAllowed ? [] : [`${source.path} imports ${to}: "${room}" opens onto ${open} only. ${advice[room] ?? ''}`];
  });
}

function wordOffences({ path, text }: SourceText, room: string): readonly string[] {
  const nodes = nodesOf(parseSync(path, text).program);
  const mayTouch = ['output', 'client', ...composition].includes(room);
  const names = nodes.filter(({ type }) => type === 'Identifier').map(({ name }) => name);
  const members = nodes
    .filter(({ type }) => type === 'MemberExpression')
    .map(({ object, property }) => `${(object as Node).name}.${(property as Node).name}`);
  const globals = [...names, ...members].filter((name) => ['process', 'console', 'Date.now'].includes(String(name)));
  const instead = 'Take it as an argument or through a port: only main, output and client touch it.';
  const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
  const program = nodes.find(({ type }) => type === 'Program');
  const topLevel = (program?.body as readonly Node[] | undefined) ?? [];
  const lets = topLevel.filter(
    ({ type, kind }) => type === 'VariableDeclaration' && kind === 'let' && !functions.has(type),
  );
  return [
    ...(mayTouch ? [] : [...new Set(globals)].map((name) => `${path} uses ${name}. ${instead}`)),
    ...(nodes.some(({ type }) => type === 'TSAnyKeyword') ? [`${path} says "any". Say "unknown" and narrow it.`] : []),
    ...(lets.length > 0 ? [`${path} has a module-level let. Keep state in a closure that somebody makes.`] : []),
    ...(nodes.some(({ type }) => type === 'ExportDefaultDeclaration')
      ? [`${path} has a default export. Name it.`]
      : []),
  ];
}

function lengthOffences({ path, text }: SourceText): readonly string[] {
  if (generated.dirs.some((dir) => path.startsWith(dir)) && generated.mark.test(text)) return [];
  const lines = text.trimEnd().split('\n').length;
  return lines > lineLimit ? [`${path} has ${lines} lines. Split it at ${lineLimit}: one thing, one file.`] : [];
}

/** What a test does against the rules. */
export function testOffences({ path, text }: SourceText): readonly string[] {
  const nodes = nodesOf(parseSync(path, text).program);
  const mocks = nodes.some(
    ({ type, object, property }) =>
      type === 'MemberExpression' &&
      (object as Node).name === 'vi' &&
      ['mock', 'doMock', 'hoisted'].includes(String((property as Node).name)),
  );
  const instead = 'Pass a port of your own, or run it against a real server.';
  return [
    ...(mocks ? [`${path} mocks a module. ${instead}`] : []),
    ...(nodes.some(({ type }) => type === 'TSAnyKeyword') ? [`${path} says "any". Say "unknown" and narrow it.`] : []),
    ...lengthOffences({ path, text }),
  ];
}

/** Everything that is loaded with a file, lazily imported files left out: files of src/, and packages. */
export function loadedWith(entry: string, sources: ReadonlyMap<string, string>): ReadonlySet<string> {
  const loaded = new Set<string>();
  const visit = (path: string): void => {
    if (loaded.has(path)) return;
    loaded.add(path);
    const text = sources.get(path);
    if (text === undefined) return;
    for (const { to, typeOnly, lazy } of importsOf({ path, text })) {
      if (!typeOnly && !lazy) visit(resolveImport(path, to) ?? to);
    }
  };
  visit(entry);
  return loaded;
}

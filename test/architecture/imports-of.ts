import { parseSync } from '@swc/core';

/** One import of a source, however it is written. */
export interface Import {
  /** Absent when it is computed, so that no one can tell before it runs. */
  readonly specifier?: string;
  /** Gone before the code runs: `import type`. */
  readonly typeOnly: boolean;
  /** Loaded when it is called, and not before: `import(…)`. */
  readonly isLazy?: boolean;
}

/**
 * Everything a source imports: import, export … from, import(), require(), import x = require(),
 * and types written as import('…'). Throws when it does not parse.
 */
export function importsOf(source: string): readonly Import[] {
  const known = read.get(source);
  if (known) return known;
  const found: Import[] = [];
  visit(parseSync(source, { syntax: 'typescript' }), found);
  read.set(source, found);
  return found;
}

/** More than one rule asks, and parsing all there is takes seconds. */
const read = new Map<string, readonly Import[]>();

/** A node of the syntax tree; which fields it has depends on its `type`. */
interface Node {
  readonly type?: string;
  readonly [field: string]: unknown;
}

function visit(value: unknown, found: Import[]): void {
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) visit(item, found);
    return;
  }
  const node = value as Node;
  const imported = importIn(node);
  if (imported) found.push(imported);
  for (const child of Object.values(node)) visit(child, found);
}

function importIn(node: Node): Import | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return { ...specifierIn(node.source), typeOnly: node.typeOnly === true };
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      return node.source
        ? { ...specifierIn(node.source), typeOnly: node.typeOnly === true }
        : undefined;
    case 'TsExternalModuleReference':
      return { ...specifierIn(node.expression), typeOnly: false };
    case 'TsImportType':
      return { ...specifierIn(node.argument), typeOnly: true };
    case 'CallExpression':
      return isImportCall(node.callee as Node)
        ? {
            ...specifierIn(firstArgument(node)),
            typeOnly: false,
            isLazy: (node.callee as Node).type === 'Import',
          }
        : undefined;
    default:
      return undefined;
  }
}

/** `import(…)`, `require(…)` and everything that hangs on it: `require.resolve(…)`, `module.require(…)`. */
function isImportCall(callee: Node): boolean {
  if (callee.type === 'Import') return true;
  if (callee.type === 'Identifier') return callee.value === 'require';
  if (callee.type !== 'MemberExpression') return false;
  return isImportCall(callee.object as Node) || isImportCall(callee.property as Node);
}

const firstArgument = (node: Node): unknown =>
  (node.arguments as readonly { readonly expression: unknown }[])[0]?.expression;

function specifierIn(expression: unknown): { readonly specifier?: string } {
  const { type, value, quasis } = (expression ?? {}) as Node;
  if (type === 'StringLiteral') return { specifier: String(value) };
  const parts = (quasis ?? []) as readonly { readonly cooked: string }[];
  const [only, ...others] = parts;
  return type === 'TemplateLiteral' && only && others.length === 0
    ? { specifier: only.cooked }
    : {};
}

type Node = string | Map<string, Node>;

/** Flat `A.member.1.B=x` and `A.entry.1.key=…&A.entry.1.value=…` parameters as the plain value they stand for. */
export function parseQueryInput(form: URLSearchParams): Readonly<Record<string, unknown>> {
  const root = new Map<string, Node>();
  for (const [name, value] of form) {
    if (name !== 'Action' && name !== 'Version') insert(root, name.split('.'), value);
  }
  return Object.fromEntries([...root].map(([name, node]) => [name, plain(node)]));
}

function insert(node: Map<string, Node>, path: readonly string[], value: string): void {
  const [step = '', ...rest] = path;
  if (rest.length === 0) {
    node.set(step, value);
    return;
  }
  const next = node.get(step);
  const child = next instanceof Map ? next : new Map<string, Node>();
  node.set(step, child);
  insert(child, rest, value);
}

function plain(node: Node): unknown {
  if (typeof node === 'string') return node;
  const members = node.get('member');
  if (members instanceof Map) return inOrder(members).map(plain);
  const entries = node.get('entry');
  if (entries instanceof Map) return Object.fromEntries(inOrder(entries).map(entry));
  return Object.fromEntries([...node].map(([name, child]) => [name, plain(child)]));
}

function inOrder(numbered: Map<string, Node>): readonly Node[] {
  return [...numbered].sort(([a], [b]) => Number(a) - Number(b)).map(([, node]) => node);
}

function entry(node: Node): [string, unknown] {
  const pair = node instanceof Map ? node : new Map<string, Node>();
  // SNS names the two parts of a message's attributes in capitals. [D] API_Publish
  const [key, value] = pair.has('Name') ? ['Name', 'Value'] : ['key', 'value'];
  return [String(plain(pair.get(key) ?? '')), plain(pair.get(value) ?? '')];
}

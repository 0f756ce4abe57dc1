import type { Protocol, WireRequest } from './protocol';
import type { Ec2Names, Output, Service } from './service';
import { renderXmlTree } from './xml-tree';

/** As `Ec2Names` says. */
export const ec2Protocol: Protocol = {
  actionOf: (_service, request) => form(request).get('Action') || undefined,
  inputOf: (request, _action, service) => {
    const sent = form(request);
    return readEc2Input(namesOf(service), sent.get('Action') ?? '', sent);
  },
  render: (service, action, output, requestId) => ({
    status: 200,
    headers: headers(requestId),
    body: renderXmlTree(`${action}Response`, {
      xmlns: service.wire.protocol === 'query' ? service.wire.namespace : '',
      requestId,
      ...ec2Answer(namesOf(service), action, output),
    }),
  }),
  renderRefusal: (_service, { code, message, status }, requestId) => ({
    status,
    headers: headers(requestId),
    body: renderXmlTree('Response', {
      Errors: { Error: { Code: code, Message: message } },
      RequestID: requestId,
    }),
  }),
};

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml;charset=UTF-8', 'x-amzn-requestid': requestId };
}

function form({ body, url }: WireRequest): URLSearchParams {
  return new URLSearchParams(body.length > 0 ? body.toString('utf8') : url.split('?', 2)[1]);
}

function namesOf({ wire }: Service): Ec2Names {
  const none = { input: {}, output: {} };
  return wire.protocol === 'query' ? (wire.ec2 ?? none) : none;
}

type Node = string | Map<string, Node>;

/** The members of a call as the API names them; every leaf is a text. */
export function readEc2Input(
  names: Ec2Names,
  action: string,
  sent: URLSearchParams,
): Readonly<Record<string, unknown>> {
  const root = new Map<string, Node>();
  for (const [name, value] of sent) {
    if (name !== 'Action' && name !== 'Version') insert(root, name.split('.'), value);
  }
  return membersOf(names, root, [action]);
}

function insert(node: Map<string, Node>, path: readonly string[], value: string): void {
  const [step = '', ...rest] = path;
  const known = node.get(step);
  const child = known instanceof Map ? known : new Map<string, Node>();
  node.set(step, rest.length === 0 ? value : child);
  if (rest.length > 0) insert(child, rest, value);
}

function membersOf(names: Ec2Names, node: Map<string, Node>, path: readonly string[]) {
  return Object.fromEntries(
    [...node].map(([name, child]) => [
      apiName(names, path, isList(child) ? `${name}[]` : name),
      plain(names, child, [...path, name]),
    ]),
  );
}

function apiName({ input }: Ec2Names, path: readonly string[], name: string): string {
  return input[`${path.at(-1)}.${name}`] ?? input[name] ?? name.replace('[]', '');
}

function isList(node: Node): node is Map<string, Node> {
  return node instanceof Map && [...node.keys()].every((name) => /^\d+$/.test(name));
}

function plain(names: Ec2Names, node: Node, path: readonly string[]): unknown {
  if (typeof node === 'string') return node;
  if (!isList(node)) return membersOf(names, node, path);
  const inOrder = [...node].sort(([one], [other]) => Number(one) - Number(other));
  return inOrder.map(([, item]) => plain(names, item, path));
}

/** An answer as the wire names it; one that says nothing is `return` true. */
export function ec2Answer(names: Ec2Names, action: string, output: Output): Output {
  if (Object.keys(output).length === 0) return { return: true };
  return renamed(output, (parent, name) => wireName(names, { action, parent, name })) as Output;
}

interface Member {
  readonly action: string;
  readonly parent: string;
  readonly name: string;
}

function wireName({ output }: Ec2Names, { action, parent, name }: Member): string {
  const within = `${parent || action}.${name}`;
  const found = output[`${action}/${within}`] ?? output[within] ?? output[name];
  return found ?? name.charAt(0).toLowerCase() + name.slice(1);
}

function renamed(
  value: unknown,
  nameOf: (parent: string, name: string) => string,
  parent = '',
): unknown {
  if (Array.isArray(value)) return { item: value.map((one) => renamed(one, nameOf, parent)) };
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [nameOf(parent, name), renamed(one, nameOf, name)]),
  );
}

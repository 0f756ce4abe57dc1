import { withDates } from './dates';
import { ec2Protocol } from './ec2-protocol';
import { header, type Protocol, type WireRequest } from './protocol';
import { bucketTarget, restActionOf, restMembers, restParts, restTarget } from './rest';
import { type Output, orRefuse, Refusal, type Service } from './service';
import { parseXmlTree, renderXmlTree } from './xml-tree';

/** AWS JSON 1.0 and 1.1: the action in a header, JSON both ways, dates as epoch seconds. */
const jsonProtocol: Protocol = {
  actionOf({ wire }, request) {
    const [action, service] = (header(request, 'x-amz-target') ?? '').split('.').reverse();
    // botocore sends `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101`, the JS SDK only the end of it.
    const known = wire.protocol === 'json' && wire.targetPrefix.split('.').at(-1) === service;
    return known ? action || undefined : undefined;
  },
  inputOf: ({ body }) => parseJsonMembers(body),
  render: (service, _action, output, requestId) => ({
    status: 200,
    headers: headers(service, requestId),
    body: JSON.stringify(withEpochSeconds(output)),
  }),
  renderRefusal: (service, refusal, requestId) => ({
    status: refusal.status,
    headers: { ...headers(service, requestId), 'x-amzn-errortype': refusal.code },
    body: JSON.stringify({ __type: refusal.code, message: refusal.message }),
  }),
};

/** The members of a JSON object; none when there is no body. */
function parseJsonMembers(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  const parsed: unknown = orRefuse(
    () => JSON.parse(body.toString('utf8')),
    () => new Refusal('SerializationException', 'Unable to parse the request as JSON.'),
  );
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) {
    return parsed as Record<string, unknown>;
  }
  throw new Refusal(
    'SerializationException',
    'Start of structure or map found where not expected.',
  );
}

function headers({ wire }: Service, requestId: string): Record<string, string> {
  const version = wire.protocol === 'json' ? wire.version : '1.1';
  return { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId };
}

/** Dates as both JSON protocols write them. */
const withEpochSeconds = (value: unknown): unknown =>
  withDates(value, (date) => date.getTime() / 1000);

/** AWS Query: a form in, XML out, dates as ISO 8601. */
const queryProtocol: Protocol = {
  actionOf: (_service, request) => form(request).get('Action') || undefined,
  inputOf: (request) => parseQueryInput(form(request)),
  render: (service, action, output, requestId) => ({
    status: 200,
    headers: queryHeaders(requestId),
    body: renderXml(`${action}Response`, namespace(service), {
      [`${action}Result`]: output,
      ResponseMetadata: { RequestId: requestId },
    }),
  }),
  renderRefusal: (service, refusal, requestId) => ({
    status: refusal.status,
    headers: queryHeaders(requestId),
    body: renderXml('ErrorResponse', namespace(service), {
      Error: {
        Type: refusal.status >= 500 ? 'Receiver' : 'Sender',
        Code: refusal.code,
        Message: refusal.message,
      },
      RequestId: requestId,
    }),
  }),
};

function form({ body, url }: WireRequest): URLSearchParams {
  return new URLSearchParams(body.length > 0 ? body.toString('utf8') : url.split('?', 2)[1]);
}

function queryHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}

function namespace({ wire }: Service): string {
  return wire.protocol === 'query' ? wire.namespace : '';
}

/** REST with JSON bodies (Lambda, Account Management): members of the body beside labels, query and headers. */
const restJsonProtocol: Protocol = {
  actionOf: (service, request) => restActionOf(service, request, restTarget(request)),
  inputOf(request, { rest }) {
    if (rest === undefined) return {};
    const members = restMembers(rest, restTarget(request), request);
    if (rest.payload !== undefined) return { ...members, [rest.payload]: request.body };
    return { ...parseJsonMembers(request.body), ...members };
  },
  render(service, action, output, requestId) {
    const answer = service.actions[action]?.rest?.answer ?? {};
    const { headers, body, payload } = restParts(output, answer);
    const status = answer.status ?? 200;
    const json = status === 204 ? '' : JSON.stringify(withEpochSeconds(body));
    return { status, headers: { ...jsonHeaders(requestId), ...headers }, body: payload ?? json };
  },
  renderRefusal: (_service, refusal, requestId) => ({
    status: refusal.status,
    headers: { ...jsonHeaders(requestId), 'x-amzn-errortype': refusal.code },
    body: JSON.stringify({ message: refusal.message }),
  }),
};

function jsonHeaders(requestId: string): Record<string, string> {
  return { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
}

/** REST with XML bodies, as S3 speaks it: a body's root element is the input member of that name. */
const restXmlProtocol: Protocol = {
  actionOf: (service, request) => restActionOf(service, request, bucketTarget(request)),
  inputOf(request, { rest }) {
    if (rest === undefined) return {};
    const members = restMembers(rest, bucketTarget(request), request);
    const body = plainBody(request);
    if (rest.payload !== undefined) return { ...members, [rest.payload]: body };
    return body.length === 0 ? members : { ...members, ...xmlMember(body.toString('utf8')) };
  },
  render(service, action, output, requestId) {
    const answer = service.actions[action]?.rest?.answer ?? {};
    const { headers, body, payload } = restParts(output, answer);
    const xml = answer.root === undefined ? '' : document(service, answer.root, body);
    return {
      status: answer.status ?? 200,
      headers: { ...xmlHeaders(requestId), ...(xml && { 'content-type': xmlType }), ...headers },
      body: payload ?? xml,
    };
  },
  renderRefusal: (service, refusal, requestId) => ({
    status: refusal.status,
    headers: { ...xmlHeaders(requestId), 'content-type': xmlType },
    body: `${declaration}${errorDocument(service, refusal, requestId)}`,
  }),
};

const xmlType = 'application/xml';
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

function xmlHeaders(requestId: string): Record<string, string> {
  return { 'x-amz-request-id': requestId, 'x-amz-id-2': requestId };
}

function errorDocument(service: Service, refusal: Refusal, requestId: string): string {
  const { wire } = service;
  const error = {
    Code: refusal.code,
    Message: refusal.message,
    ...service.errorDetails?.(refusal),
  };
  const ids = { RequestId: requestId, HostId: requestId };
  return wire.protocol === 'rest-xml' && wire.wrapsErrors
    ? renderXmlTree('ErrorResponse', { Error: error, ...ids })
    : renderXmlTree('Error', { ...error, ...ids });
}

function document({ wire }: Service, root: string, body: Readonly<Record<string, unknown>>) {
  const xmlns = wire.protocol === 'rest-xml' ? wire.namespace : '';
  return `${declaration}${renderXmlTree(root, { xmlns, ...body })}`;
}

function xmlMember(text: string): Readonly<Record<string, unknown>> {
  const parsed = parseXmlTree(text);
  if (parsed !== undefined) return { [parsed.root]: parsed.tree };
  throw new Refusal(
    'MalformedXML',
    'The XML you provided was not well-formed or did not validate against our published schema',
  );
}

const protocols: Readonly<Record<Service['wire']['protocol'], Protocol>> = {
  json: jsonProtocol,
  query: queryProtocol,
  'rest-json': restJsonProtocol,
  'rest-xml': restXmlProtocol,
};

/** The protocol that the service speaks. */
export function protocolOf({ wire }: Service): Protocol {
  if (wire.protocol === 'query' && wire.ec2 !== undefined) return ec2Protocol;
  return protocols[wire.protocol];
}

/**
 * The body of a request without the `aws-chunked` framing that SDKs put around streams; chunk
 * signatures and trailing checksums are read over, not verified [D sigv4-streaming-trailers].
 */
function plainBody(request: WireRequest): Buffer {
  const hash = header(request, 'x-amz-content-sha256') ?? '';
  return hash.startsWith('STREAMING-') ? unchunked(request.body) : request.body;
}

function unchunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end < 0 ? at : end), 16);
    if (Number.isNaN(size) || end + 2 + size > body.length) throw incompleteBody();
    if (size === 0) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

const incompleteBody = (): Refusal =>
  new Refusal('IncompleteBody', 'The request body terminated unexpectedly');

/** An absent member is left out. */
export function renderXml(xmlRoot: string, xmlns: string, value: Output): string {
  return renderXmlTree(xmlRoot, { xmlns, ...membersOf(value) });
}

function membersOf(value: object): Output {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, queryTree(one)]));
}

/** As the Query protocol writes it: a list has `member` elements, a Map `entry` elements, dates no milliseconds. */
function queryTree(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if (Array.isArray(value)) return { member: value.map(queryTree) };
  if (value instanceof Map) {
    return { entry: [...value].map(([key, one]) => ({ key, value: queryTree(one) })) };
  }
  return typeof value === 'object' && value !== null ? membersOf(value) : value;
}

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

import { plainBody } from './aws-chunked';
import type { Protocol } from './protocol';
import { Refusal } from './refusal';
import { restActionOf } from './rest-action';
import { restMembers, restParts } from './rest-members';
import { bucketTarget } from './rest-path';
import type { Service } from './service';
import { parseXmlTree, renderXmlTree } from './xml-tree';

/** REST with XML bodies, as S3 speaks it: a body's root element is the input member of that name. */
export const restXmlProtocol: Protocol = {
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

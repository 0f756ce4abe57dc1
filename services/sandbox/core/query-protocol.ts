import type { Protocol } from './protocol';
import { parseQueryInput } from './query-input';
import type { Service } from './service';
import type { WireRequest } from './wire-request';
import { renderXml, type XmlValue } from './xml';

/** AWS Query: a form in, XML out, dates as ISO 8601. */
export const queryProtocol: Protocol = {
  actionOf: (_service, request) => form(request).get('Action') || undefined,
  inputOf: (request) => parseQueryInput(form(request)),
  render: (service, action, output, requestId) => ({
    status: 200,
    headers: headers(requestId),
    body: renderXml(`${action}Response`, namespace(service), {
      [`${action}Result`]: output as XmlValue,
      ResponseMetadata: { RequestId: requestId },
    }),
  }),
  renderRefusal: (service, refusal, requestId) => ({
    status: refusal.status,
    headers: headers(requestId),
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

function headers(requestId: string): Record<string, string> {
  return { 'content-type': 'text/xml', 'x-amzn-requestid': requestId };
}

function namespace({ wire }: Service): string {
  return wire.protocol === 'query' ? wire.namespace : '';
}

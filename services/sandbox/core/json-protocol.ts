import type { Protocol } from './protocol';
import { Refusal } from './refusal';
import type { Service } from './service';
import { header } from './wire-request';

/** AWS JSON 1.0 and 1.1: the action in a header, JSON both ways, dates as epoch seconds. */
export const jsonProtocol: Protocol = {
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
export function parseJsonMembers(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length === 0) return {};
  const parsed = parse(body.toString('utf8'));
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

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const refusal = new Refusal('SerializationException', 'Unable to parse the request as JSON.');
    refusal.cause = cause;
    throw refusal;
  }
}

/** Dates as both JSON protocols write them. */
export function withEpochSeconds(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (Array.isArray(value)) return value.map(withEpochSeconds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withEpochSeconds(one)]),
  );
}

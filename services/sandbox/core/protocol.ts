import type { IncomingHttpHeaders } from 'node:http';
import type { Action, Output, Refusal, Service } from './service';

/** How a service's calls look on the wire. */
export interface Protocol {
  /** The API's name; undefined when the request does not carry one. */
  readonly actionOf: (service: Service, request: WireRequest) => string | undefined;
  /** Throws a Refusal when the body cannot be read. */
  readonly inputOf: (
    request: WireRequest,
    action: Action,
    service: Service,
  ) => Readonly<Record<string, unknown>>;
  readonly render: (
    service: Service,
    action: string,
    output: Output,
    requestId: string,
  ) => WireAnswer;
  readonly renderRefusal: (service: Service, refusal: Refusal, requestId: string) => WireAnswer;
}

/** One HTTP request, read to its end. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly remoteAddress: string;
}

/** A header's value, the first when it came more than once; undefined when it did not come. */
export function header(request: WireRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** One HTTP answer before it is written. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
}

import type { Action, Output, Refusal, Service } from './service';
import type { WireAnswer } from './wire-answer';
import type { WireRequest } from './wire-request';

/** How a service's calls look on the wire. */
export interface Protocol {
  /** The API's name; undefined when the request does not carry one. */
  readonly actionOf: (service: Service, request: WireRequest) => string | undefined;
  /** Throws a Refusal when the body cannot be read. */
  readonly inputOf: (request: WireRequest, action: Action) => Readonly<Record<string, unknown>>;
  readonly render: (
    service: Service,
    action: string,
    output: Output,
    requestId: string,
  ) => WireAnswer;
  readonly renderRefusal: (service: Service, refusal: Refusal, requestId: string) => WireAnswer;
}

import { jsonProtocol } from './json-protocol';
import type { Protocol } from './protocol';
import { queryProtocol } from './query-protocol';
import { restJsonProtocol } from './rest-json-protocol';
import { restXmlProtocol } from './rest-xml-protocol';
import type { Service } from './service';

const protocols: Readonly<Record<Service['wire']['protocol'], Protocol>> = {
  json: jsonProtocol,
  query: queryProtocol,
  'rest-json': restJsonProtocol,
  'rest-xml': restXmlProtocol,
};

/** The protocol that the service speaks. */
export function protocolOf(service: Service): Protocol {
  return protocols[service.wire.protocol];
}

import { header, type WireRequest } from './protocol';
import { matchPath, type RestTarget } from './rest-path';
import type { Output, RestAnswer, RestBinding } from './service';

/** Labels, query and headers of a REST request as input members; what was not sent is absent. */
export function restMembers(
  { path, query = {}, headers = {} }: RestBinding,
  target: RestTarget,
  request: WireRequest,
): Record<string, unknown> {
  const members: Record<string, unknown> = { ...matchPath(path, target.path) };
  for (const [key, member] of Object.entries(query)) {
    const values = target.query.getAll(key);
    if (values.length > 0) members[member] = values.length === 1 ? values[0] : values;
  }
  for (const [name, member] of Object.entries(headers)) {
    const value = header(request, name);
    if (value !== undefined) members[member] = value;
  }
  return members;
}

/** Output members split by how they leave. */
export function restParts(output: Output, { headers = {}, payload }: RestAnswer) {
  const sent: Record<string, string> = {};
  const body: Record<string, unknown> = {};
  for (const [member, value] of Object.entries(output)) {
    const name = headers[member];
    if (name === undefined) body[member] = value;
    else if (value !== undefined) sent[name] = String(value);
  }
  const whole = payload === undefined ? undefined : output[payload];
  return { headers: sent, body, payload: Buffer.isBuffer(whole) ? whole : asText(whole) };
}

function asText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}

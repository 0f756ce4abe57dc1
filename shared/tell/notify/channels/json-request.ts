import type { HttpRequest } from './ports';

export const postJson = (url: string, body: object): HttpRequest => ({
  method: 'POST',
  url,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** HTTP Basic, for names and tokens in any alphabet. */
export const basic = (user: string, password: string): Readonly<Record<string, string>> => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});

/** A field of a JSON answer at any depth; nothing when it is missing or not text. */
export function textAt(body: string, path: readonly (string | number)[]): string | undefined {
  let value: unknown = parsed(body);
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return typeof value === 'string' ? value : undefined;
}

export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

export type Json = Readonly<Record<string, unknown>>;

/** Undefined when the text is not a JSON object. */
export function jsonObject(text: string): Json | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isJson(value) ? value : undefined;
  } catch {
    // What is wrong with it is the sender's to find out: each receiver refuses it in its own words.
    return undefined;
  }
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const part = (value: unknown): Json => (isJson(value) ? value : {});

export const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Text of at least one and at most so many characters. */
export const isText = (value: unknown, most = Number.POSITIVE_INFINITY): value is string =>
  typeof value === 'string' && value.length >= 1 && value.length <= most;

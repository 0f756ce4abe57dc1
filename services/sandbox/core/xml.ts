/** What the Query protocol can say. An absent member is left out; a Map becomes `entry` elements. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | readonly XmlValue[]
  | ReadonlyMap<string, XmlValue>
  | { readonly [name: string]: XmlValue };

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

export function renderXml(root: string, namespace: string, value: XmlValue): string {
  return `<${root} xmlns="${escaped(namespace)}">${content(value)}</${root}>`;
}

function content(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, 'Z');
  if (isList(value)) return value.map((one) => element('member', one)).join('');
  if (value instanceof Map) {
    return [...value].map(([key, one]) => element('entry', { key, value: one })).join('');
  }
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, one]) => (one === undefined ? '' : element(name, one)))
      .join('');
  }
  return escaped(String(value));
}

function isList(value: XmlValue): value is readonly XmlValue[] {
  return Array.isArray(value);
}

function element(name: string, value: XmlValue): string {
  return `<${name}>${content(value)}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
}

import { XMLParser, XMLValidator } from 'fast-xml-parser';

/**
 * XML as plain values: an element that comes once is a value, one that is repeated a list, an empty
 * one "". Attributes are members like the others (`xmlns`, `xsi:type`), which is also how CloudTrail
 * records write them. Nothing is turned into numbers or booleans.
 */
export type XmlTree = string | readonly XmlTree[] | XmlElement;
export interface XmlElement {
  readonly [name: string]: XmlTree | undefined;
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  htmlEntities: true, // for character references: SDKs write a line break in a key as &#xA;
});

/** The root element's name and content; undefined when it is not well-formed. */
export function parseXmlTree(
  text: string,
): { readonly root: string; readonly tree: XmlTree } | undefined {
  if (XMLValidator.validate(text) !== true) return undefined;
  const [first, ...more] = Object.entries(parser.parse(text) as Record<string, XmlTree>);
  if (first === undefined || more.length > 0) return undefined;
  return { root: first[0], tree: withoutIndentation(first[1]) };
}

/** Blanks are content in an element that has nothing else, and indentation beside other elements. */
function withoutIndentation(tree: XmlTree | undefined): XmlTree {
  if (Array.isArray(tree)) return tree.map(withoutIndentation);
  if (typeof tree !== 'object') return tree ?? '';
  const members = Object.entries(tree as XmlElement);
  const hasElements = members.some(([name]) => name !== '#text' && !isAttribute(name));
  return Object.fromEntries(
    members
      .filter(([name]) => name !== '#text' || !hasElements)
      .map(([name, one]) => [name, withoutIndentation(one)]),
  );
}

/** Lists are written flat, one element for each; members named like attributes become attributes. */
export function renderXmlTree(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((one) => renderXmlTree(name, one)).join('');
  if (value instanceof Date) return renderXmlTree(name, value.toISOString());
  if (typeof value !== 'object') return `<${name}>${escaped(String(value))}</${name}>`;
  const members = Object.entries(value as Record<string, unknown>);
  const attributes = members.filter(([key]) => isAttribute(key));
  const written = attributes.map(([key, one]) => ` ${key}="${escaped(String(one))}"`).join('');
  const content = members
    .filter(([key]) => !isAttribute(key))
    .map(([key, one]) => (key === '#text' ? escaped(String(one)) : renderXmlTree(key, one)))
    .join('');
  return `<${name}${written}>${content}</${name}>`;
}

function isAttribute(name: string): boolean {
  return name === 'xmlns' || name.includes(':');
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\r': '&#xD;',
};

function escaped(text: string): string {
  return text.replace(/[&<>"'\r]/g, (character) => escapes[character] ?? character);
}

import type { XmlElement, XmlTree } from '../core/xml-tree';
import { refuse } from './refusals';

/** An empty element is read as "", and means one without members. */
export function elementOf(tree: unknown): XmlElement {
  if (tree === '') return {};
  if (isElement(tree)) return tree;
  throw refuse.malformedXml();
}

/** Repeated elements as a list: none, one or many. */
export function elementsOf(tree: XmlTree | undefined): readonly XmlElement[] {
  if (tree === undefined) return [];
  return (Array.isArray(tree) ? tree : [tree]).map(elementOf);
}

export function textOf(tree: XmlTree | undefined): string | undefined {
  if (tree === undefined || typeof tree === 'string') return tree;
  throw refuse.malformedXml();
}

/** The text, which has to be one of these; refuses what is missing, too. */
export function oneOf<T extends string>(tree: XmlTree | undefined, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === tree);
  if (found === undefined) throw refuse.malformedXml();
  return found;
}

/** `xmlns` belongs to the document, not to what is kept. */
export function withoutNamespace({ xmlns: _, ...members }: XmlElement): XmlElement {
  return members;
}

function isElement(tree: unknown): tree is XmlElement {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}

import type { XmlElement, XmlTree } from '../core/xml-tree';
import type { Bucket, ConfigurationName } from './state';

/** A configuration as plain values, numbers and booleans too, kept as if it had come in XML; no policy is asked. */
export function putConfiguration(bucket: Bucket, name: ConfigurationName, value: object): void {
  bucket.configurations.set(name, elementFrom(value));
}

function elementFrom(value: object): XmlElement {
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, treeFrom(one)]));
}

function treeFrom(value: unknown): XmlTree | undefined {
  if (value === undefined) return undefined;
  if (Array.isArray(value)) return value.map((one) => treeFrom(one) ?? '');
  return typeof value === 'object' && value !== null ? elementFrom(value) : String(value);
}

import { type Action, type Call, Refusal, type RestBinding, type World } from '../core/service';
import type { XmlElement, XmlTree } from '../core/xml-tree';
import { bucketOfCall, expectedOwner, onBucket } from './bucket-of-call';
import { readConfiguration, replaceConfiguration } from './going-back';
import { recordedParameters } from './recorded-parameters';
import { refuse } from './refusals';
import type { Bucket, ConfigurationName } from './state';

/** What IAM asks for and CloudTrail writes; both differ from the API's names, and from each other. */
export interface Names {
  readonly action: string;
  /** Without `s3:`. */
  readonly permission: string;
  readonly eventName: string;
}

/** IAM's name where it differs from the API's, and the record's where it differs from IAM's. */
export const api = (action: string, permission = action, eventName = permission): Names => ({
  action,
  permission,
  eventName,
});

/** One subresource of a bucket that is put and read as an XML document. */
export interface Configuration {
  /** The query key that selects it. */
  readonly name: ConfigurationName;
  /** Root element, in requests and answers. */
  readonly root: string;
  readonly get: Names & {
    /** Members of what is kept that are answered in headers, not in the document. */
    readonly headers?: Readonly<Record<string, string>>;
    /** What is answered for members that were not put. */
    readonly defaults?: XmlElement;
  };
  readonly put: Names & {
    /** Headers beside the usual ones → input members. */
    readonly headers?: Readonly<Record<string, string>>;
    /** Members of what is kept, or of the defaults, that Put itself answers, in headers. */
    readonly answers?: Readonly<Record<string, string>>;
  };
  readonly remove?: Names;
  /** What Get answers when nothing was put. */
  readonly absent: (bucket: Bucket) => XmlElement | Refusal;
  /** What is kept of what was written. Throws a Refusal when it is not accepted. */
  readonly accept: (written: XmlElement, put: Put) => XmlElement;
}

export interface Put {
  readonly bucket: Bucket;
  readonly call: Call;
  readonly world: World;
}

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

/** Get, Put and, where S3 has it, Delete of each subresource. */
export const configurationActions = (
  ...all: readonly Configuration[]
): Readonly<Record<string, Action>> => Object.fromEntries(all.flatMap(actionsOf));

function actionsOf(configuration: Configuration): readonly (readonly [string, Action])[] {
  const { get, put, remove } = configuration;
  return [
    [get.action, getAction(configuration)],
    [put.action, putAction(configuration)],
    ...(remove ? [[remove.action, removeAction(configuration, remove)] as const] : []),
  ];
}

function getAction({ name, root, get, absent }: Configuration): Action {
  return {
    ...common(get, { method: 'GET', select: [name], answer: { root, headers: get.headers ?? {} } }),
    handle: (call, world) => {
      const bucket = bucketOfCall(call, world);
      const answer = readConfiguration(world, bucket, name) ?? absent(bucket);
      if (answer instanceof Refusal) throw answer;
      return { ...get.defaults, ...answer };
    },
  };
}

function putAction({ name, root, get, put, accept }: Configuration): Action {
  const { headers = {}, answers = {} } = put;
  return {
    ...common(put, { method: 'PUT', select: [name], headers, answer: { headers: answers } }),
    handle: (call, world) => {
      const bucket = bucketOfCall(call, world);
      const written = call.input[root];
      if (written === undefined && put.headers === undefined) throw refuse.malformedXml();
      const kept = accept(withoutNamespace(elementOf(written ?? '')), { bucket, call, world });
      replaceConfiguration(world, bucket, name, kept);
      const all = { ...get.defaults, ...kept };
      return Object.fromEntries(Object.keys(answers).map((member) => [member, all[member]]));
    },
  };
}

/** Deleting what is not there succeeds. */
function removeAction({ name }: Configuration, remove: Names): Action {
  return {
    ...common(remove, { method: 'DELETE', select: [name], answer: { status: 204 } }),
    handle: (call, world) => {
      replaceConfiguration(world, bucketOfCall(call, world), name, undefined);
    },
  };
}

function common({ permission, eventName }: Names, binding: Omit<RestBinding, 'path'>) {
  return {
    ...onBucket,
    eventName,
    permission: `s3:${permission}`,
    rest: {
      ...binding,
      path: '/{Bucket}',
      headers: { ...binding.headers, ...expectedOwner },
    },
    record: (...[call, output, world]: Parameters<typeof onBucket.record>) => {
      const part = onBucket.record(call, output, world);
      const subresource = Object.fromEntries((binding.select ?? []).map((key) => [key, '']));
      return { ...part, requestParameters: { ...recordedParameters(call), ...subresource } };
    },
  };
}

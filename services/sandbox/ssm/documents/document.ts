import { partitionOf } from '../../core/partition';
import { perWorld } from '../../core/per-world';
import type { NamedPlace, Resource } from '../../core/place';
import type { Call, World } from '../../core/service';
import { builtIn } from './built-in';

export interface Document extends Resource {
  readonly type: string;
  readonly tags: Map<string, string>;
  /** By number. A number is never given twice. */
  readonly versions: Map<number, DocumentVersion>;
  /** Numbers given so far. */
  made: number;
  defaultVersion: number;
  /** Accounts that may use it, or `All`, with the version they see. */
  readonly sharedWith: Map<string, string>;
}

export interface DocumentVersion {
  readonly number: number;
  readonly name: string | undefined;
  readonly format: string;
  readonly content: string;
  readonly createdAt: Date;
}

/** By ARN. */
export const documents = perWorld(() => new Map<string, Document>());

export const documentArn = ({ region, accountId, name }: NamedPlace): string =>
  `arn:${partitionOf(region)}:ssm:${region}:${accountId}:document/${name}`;

/** The ARN of a document as a call names it: its own, one of AWS's (which have no account), or by ARN. */
export function namedArn({ accountId, region }: Call, name: string): string {
  if (name.startsWith('arn:')) return name;
  if (builtIn.has(name)) return documentArn({ accountId: '', region, name });
  return documentArn({ accountId, region, name });
}

/** Of the caller's account, shared with it, or of AWS; undefined when there is none. */
export function findDocument(world: World, call: Call, name: string): Document | undefined {
  const arn = namedArn(call, name);
  const short = arn.split('/').at(-1) ?? '';
  if (arn.split(':')[4] === '') return builtInDocument(arn, short);
  const found = documents(world).get(arn);
  const isOpen =
    found?.accountId === call.accountId ||
    found?.sharedWith.has(call.accountId) === true ||
    found?.sharedWith.has('All') === true;
  return isOpen ? found : undefined;
}

export const latestVersion = ({ versions }: Document): number => Math.max(...versions.keys());

/** By its number, `$LATEST`, `$DEFAULT` or its name; the default one without any. */
export function findVersion(
  document: Document,
  selector = '$DEFAULT',
  versionName?: string,
): DocumentVersion | undefined {
  if (versionName !== undefined) {
    return [...document.versions.values()].find(({ name }) => name === versionName);
  }
  if (selector === '$DEFAULT') return document.versions.get(document.defaultVersion);
  if (selector === '$LATEST') return document.versions.get(latestVersion(document));
  return document.versions.get(Number(selector));
}

function builtInDocument(arn: string, name: string): Document | undefined {
  const known = builtIn.get(name);
  if (known === undefined) return undefined;
  const version = {
    number: 1,
    name: undefined,
    format: 'JSON',
    content: known.content,
    createdAt: new Date('2017-08-21T20:25:02.029Z'),
  };
  return {
    arn,
    name,
    accountId: 'Amazon',
    region: arn.split(':')[3] ?? '',
    type: known.type,
    tags: new Map(),
    versions: new Map([[1, version]]),
    made: 1,
    defaultVersion: 1,
    sharedWith: new Map([['All', '$DEFAULT']]),
  };
}

import type { NamedPlace } from '../../core/place';
import { NotEmulated, type World } from '../../core/service';
import { readCalendar } from '../calendar/read-calendar';
import { refuse } from '../refusals';
import { readCommandContent } from './content';
import {
  type Document,
  type DocumentVersion,
  documentArn,
  documents,
  findVersion,
  latestVersion,
} from './document';

export interface NewVersion {
  readonly content: string;
  readonly format: string;
  readonly versionName: string | undefined;
}

export interface NewDocument extends NamedPlace, NewVersion {
  readonly type: string;
  readonly tags: ReadonlyMap<string, string>;
}

/** Refuses a name that is taken or AWS's, and content that is none of its type. */
export function createDocument(world: World, wanted: NewDocument): Document {
  const { name, accountId, region, type } = wanted;
  if (!/^[\w\-.]{3,128}$/.test(name) || /^(aws|amazon|amzn)/i.test(name)) {
    throw refuse.validation(`Invalid document name ${name}`);
  }
  checkContent(wanted, type);
  const arn = documentArn(wanted);
  if (documents(world).has(arn)) throw refuse.documentExists(name);
  const document: Document = {
    arn,
    name,
    accountId,
    region,
    type,
    tags: new Map(wanted.tags),
    versions: new Map(),
    made: 0,
    defaultVersion: 1,
    sharedWith: new Map(),
  };
  documents(world).set(arn, document);
  addVersion(world, document, wanted);
  return document;
}

/** Refuses the same content as that of the newest version, and a version's name that is taken. */
export function updateDocument(
  world: World,
  document: Document,
  wanted: NewVersion,
): DocumentVersion {
  checkContent(wanted, document.type);
  const latest = document.versions.get(latestVersion(document));
  if (latest?.content === wanted.content) throw refuse.sameContent(document.name);
  const { versionName } = wanted;
  if (versionName !== undefined && findVersion(document, undefined, versionName)) {
    throw refuse.versionNameTaken(versionName);
  }
  return addVersion(world, document, wanted);
}

function addVersion(world: World, document: Document, wanted: NewVersion): DocumentVersion {
  document.made += 1;
  const version = {
    number: document.made,
    name: wanted.versionName,
    format: wanted.format,
    content: wanted.content,
    createdAt: world.now(),
  };
  document.versions.set(version.number, version);
  return version;
}

function checkContent({ content, format }: NewVersion, type: string): void {
  if (type === 'Command') readCommandContent(content, format);
  else if (type === 'ChangeCalendar') readCalendar(content);
  else if (type !== 'Session') {
    throw new NotEmulated(
      `sandbox: SSM documents of the type ${type} are not emulated; add them in services/sandbox/ssm/documents/put-document.ts`,
    );
  }
}

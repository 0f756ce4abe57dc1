import { createHash } from 'node:crypto';
import { readCommandContent } from './content';
import { type Document, type DocumentVersion, latestVersion } from './document';

/** As SSM hashes it: the text as it was put. [R] */
export const hashOf = ({ content }: DocumentVersion): string =>
  createHash('sha256').update(content).digest('hex');

/** A document as CreateDocument, UpdateDocument and DescribeDocument answer it. */
export function describeDocument(document: Document, version: DocumentVersion, status: string) {
  return {
    Hash: hashOf(version),
    HashType: 'Sha256',
    Name: document.name,
    VersionName: version.name,
    Owner: document.accountId,
    CreatedDate: version.createdAt,
    Status: status,
    DocumentVersion: String(version.number),
    ...contentOf(document, version),
    DocumentType: document.type,
    LatestVersion: String(latestVersion(document)),
    DefaultVersion: String(document.defaultVersion),
    DocumentFormat: version.format,
    Tags: [...document.tags].map(([Key, Value]) => ({ Key, Value })),
  };
}

function contentOf({ type }: Document, { content, format }: DocumentVersion) {
  if (type !== 'Command') {
    return {
      Description: undefined,
      Parameters: undefined,
      PlatformTypes: undefined,
      SchemaVersion: undefined,
    };
  }
  const { schemaVersion, description, parameters } = readCommandContent(content, format);
  return {
    Description: description,
    Parameters: parameters && [...parameters].map(([Name, parameter]) => describe(Name, parameter)),
    PlatformTypes: ['Linux', 'MacOS'],
    SchemaVersion: schemaVersion,
  };
}

function describe(
  Name: string,
  { type, description, byDefault }: { type: string; description: unknown; byDefault: unknown },
) {
  return {
    Name,
    Type: type,
    Description: description,
    DefaultValue: typeof byDefault === 'object' ? JSON.stringify(byDefault) : byDefault,
  };
}

/** One of its versions, as `describeDocument` has it. */
export function describeNumber(document: Document, number: number, status: string) {
  const version = document.versions.get(number);
  return version && describeDocument(document, version, status);
}

import { inputs, texts } from '../../core/input';
import { ownOf } from '../../core/own-of';
import { pageAt } from '../../core/page';
import type { Action } from '../../core/service';
import { describeNumber } from '../documents/describe';
import { type Document, documents } from '../documents/document';
import { onReadable } from '../documents/document-of-call';
import { refuse } from '../refusals';

export const listDocumentVersions = onReadable((document) => ({
  DocumentVersions: [...document.versions.values()].reverse().map((version) => ({
    Name: document.name,
    DocumentVersion: String(version.number),
    VersionName: version.name,
    CreatedDate: version.createdAt,
    IsDefaultVersion: version.number === document.defaultVersion,
    DocumentFormat: version.format,
    Status: 'Active',
  })),
}));

/** The account's own; filters by Name and DocumentType. */
export const listDocuments: Action = {
  handle: (call, world) => {
    const filters = inputs(call.input, 'Filters');
    const asked = (key: string, value: string) =>
      filters
        .filter(({ Key }) => Key === key)
        .every((filter) => texts(filter, 'Values').includes(value));
    const found = ownOf(call, documents(world)).filter(
      ({ name, type }) => asked('Name', name) && asked('DocumentType', type),
    );
    const { items, next } = pageAt(found, {
      token: call.input.NextToken,
      size: Number(call.input.MaxResults ?? 50),
      invalid: refuse.token,
    });
    return { DocumentIdentifiers: items.map(identifier), NextToken: next };
  },
};

function identifier(document: Document) {
  const described = describeNumber(document, document.defaultVersion, 'Active');
  return {
    Name: document.name,
    VersionName: described?.VersionName,
    Owner: document.accountId,
    CreatedDate: described?.CreatedDate,
    DocumentType: document.type,
    DocumentFormat: described?.DocumentFormat,
    DocumentVersion: described?.DocumentVersion,
    SchemaVersion: described?.SchemaVersion,
    PlatformTypes: described?.PlatformTypes,
    Tags: described?.Tags,
  };
}

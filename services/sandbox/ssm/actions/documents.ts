import { recordSpelling } from '../../cloudtrail/record';
import { inputs, optionalText, tagsOf, textReader, texts } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import { ownOf } from '../../core/own-of';
import { pageAt } from '../../core/page';
import type { Action, Call, Output, RecordPart } from '../../core/service';
import { describeDocument } from '../documents/describe';
import {
  type Document,
  type DocumentVersion,
  documents,
  findDocument,
  findVersion,
  latestVersion,
  namedArn,
} from '../documents/document';
import { createDocument, updateDocument } from '../documents/put-document';
import { refuse } from '../refusals';

const required = textReader((name) =>
  refuse.constraint(
    'null',
    name.charAt(0).toLowerCase() + name.slice(1),
    'Member must not be null',
  ),
);

const nameOf = ({ input }: Call): string => required(input, 'Name');

const resource = (call: Call): string => namedArn(call, nameOf(call));

/** Content is long, so that records leave it out. [U] */
function record({ input }: Call, output: Output | undefined): RecordPart {
  const { Content: _content, ...shown } = input;
  return {
    requestParameters: recordSpelling(shown),
    responseElements: output && Object.keys(output).length > 0 ? recordSpelling(output) : null,
  };
}

/** Own ones, shared ones and AWS's. */
const readable = actionsOn({ resource }, (call, world) => {
  const found = findDocument(world, call, nameOf(call));
  if (found === undefined) throw refuse.noDocument(nameOf(call));
  return found;
});

const own = actionsOn({ resource, record }, (call, world) => {
  const found = documents(world).get(namedArn(call, nameOf(call)));
  if (found?.accountId !== call.accountId) throw refuse.noDocumentInAccount(nameOf(call));
  return found;
});

const newVersion = ({ input }: Call, format: string) => ({
  content: required(input, 'Content'),
  format: optionalText(input, 'DocumentFormat') ?? format,
  versionName: optionalText(input, 'VersionName'),
});

export const createDocumentAction: Action = {
  resource,
  record,
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const document = createDocument(world, {
      accountId,
      region,
      name: nameOf(call),
      type: optionalText(input, 'DocumentType') ?? 'Command',
      tags: tagsOf(input),
      ...newVersion(call, 'JSON'),
    });
    return { DocumentDescription: describe(document, document.defaultVersion, 'Creating') };
  },
};

function describe(document: Document, number: number, status: string) {
  const version = document.versions.get(number);
  return version && describeDocument(document, version, status);
}

export const updateDocumentAction = own((document, call, world) => {
  const selector = optionalText(call.input, 'DocumentVersion') ?? '$DEFAULT';
  if (!/^(\d+|\$LATEST)$/.test(selector)) throw refuse.versionSelector();
  if (selector !== '$LATEST' && Number(selector) !== latestVersion(document)) {
    throw refuse.staleVersion();
  }
  const { number } = updateDocument(world, document, newVersion(call, 'JSON'));
  return { DocumentDescription: describe(document, number, 'Updating') };
});

export const updateDocumentDefaultVersion = own((document, call) => {
  const selector = required(call.input, 'DocumentVersion');
  const version = document.versions.get(Number(selector));
  if (version === undefined) throw refuse.noVersion(document.name, selector);
  document.defaultVersion = version.number;
  return {
    Description: {
      Name: document.name,
      DefaultVersion: selector,
      DefaultVersionName: version.name,
    },
  };
});

function versionOfCall({ input }: Call, document: Document): DocumentVersion {
  const selector = optionalText(input, 'DocumentVersion');
  const found = findVersion(document, selector, optionalText(input, 'VersionName'));
  if (found === undefined) throw refuse.noVersion(document.name, selector ?? '');
  return found;
}

export const describeDocumentAction = readable((document, call) => ({
  Document: {
    ...describeDocument(document, versionOfCall(call, document), 'Active'),
    Category: [],
    CategoryEnum: [],
  },
}));

/** The text as it was put: it is not turned from JSON to YAML. */
export const getDocument = readable((document, call) => {
  const { number, name, content, format, createdAt } = versionOfCall(call, document);
  return {
    Name: document.name,
    VersionName: name,
    CreatedDate: createdAt,
    DocumentVersion: String(number),
    Status: 'Active',
    Content: content,
    DocumentType: document.type,
    DocumentFormat: format,
  };
});

export const listDocumentVersions = readable((document) => ({
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
  const described = describe(document, document.defaultVersion, 'Active');
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

/** One version, or all of it. */
export const deleteDocument = own((document, call, world) => {
  const selector = optionalText(call.input, 'DocumentVersion');
  const versionName = optionalText(call.input, 'VersionName');
  if (selector === undefined && versionName === undefined) {
    if (document.sharedWith.size > 0) throw refuse.shared();
    documents(world).delete(document.arn);
    return;
  }
  const { number } = versionOfCall(call, document);
  if (number === document.defaultVersion) throw refuse.defaultVersion();
  document.versions.delete(number);
});

/** What is taken away is taken away last. */
export const modifyDocumentPermission = own(({ sharedWith }, { input }) => {
  const [added, removed] = [texts(input, 'AccountIdsToAdd'), texts(input, 'AccountIdsToRemove')];
  for (const accounts of [added, removed]) {
    if (accounts.includes('All') && accounts.length > 1) throw refuse.permissionLimit();
  }
  const version = optionalText(input, 'SharedDocumentVersion') ?? '$DEFAULT';
  for (const account of added) sharedWith.set(account, version);
  for (const account of removed) sharedWith.delete(account);
});

export const describeDocumentPermission = own(({ sharedWith }) => ({
  AccountIds: [...sharedWith.keys()],
  AccountSharingInfoList: [...sharedWith].map(([AccountId, SharedDocumentVersion]) => ({
    AccountId,
    SharedDocumentVersion,
  })),
}));

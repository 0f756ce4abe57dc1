import { optionalText, tagsOf } from '../../core/input';
import type { Action, Call } from '../../core/service';
import { describeDocument, describeNumber } from '../documents/describe';
import { documents, latestVersion } from '../documents/document';
import {
  documentResource,
  nameOf,
  onOwn,
  onReadable,
  recordOfDocument,
  versionOfCall,
} from '../documents/document-of-call';
import { createDocument, updateDocument } from '../documents/put-document';
import { refuse, required } from '../refusals';

const newVersion = ({ input }: Call) => ({
  content: required(input, 'Content'),
  format: optionalText(input, 'DocumentFormat') ?? 'JSON',
  versionName: optionalText(input, 'VersionName'),
});

export const createDocumentAction: Action = {
  resource: documentResource,
  record: recordOfDocument,
  handle: (call, world) => {
    const { accountId, region, input } = call;
    const document = createDocument(world, {
      accountId,
      region,
      name: nameOf(call),
      type: optionalText(input, 'DocumentType') ?? 'Command',
      tags: tagsOf(input),
      ...newVersion(call),
    });
    return { DocumentDescription: describeNumber(document, document.defaultVersion, 'Creating') };
  },
};

export const updateDocumentAction = onOwn((document, call, world) => {
  const selector = optionalText(call.input, 'DocumentVersion') ?? '$DEFAULT';
  if (!/^(\d+|\$LATEST)$/.test(selector)) throw refuse.versionSelector();
  if (selector !== '$LATEST' && Number(selector) !== latestVersion(document)) {
    throw refuse.staleVersion(document.name);
  }
  const { number } = updateDocument(world, document, newVersion(call));
  return { DocumentDescription: describeNumber(document, number, 'Updating') };
});

export const updateDocumentDefaultVersion = onOwn((document, call) => {
  const selector = required(call.input, 'DocumentVersion');
  const version = document.versions.get(Number(selector));
  if (version === undefined) throw refuse.noVersion(document.name, selector);
  document.defaultVersion = version.number;
  return { Description: { Name: document.name, DefaultVersion: selector } };
});

export const describeDocumentAction = onReadable((document, call) => ({
  Document: {
    ...describeDocument(document, versionOfCall(call, document), 'Active'),
    Category: [],
    CategoryEnum: [],
  },
}));

/** The text as it was put: it is not turned from JSON to YAML. */
export const getDocument = onReadable((document, call) => {
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

/** One version, or all of it. */
export const deleteDocument = onOwn((document, call, world) => {
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

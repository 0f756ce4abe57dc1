import { recordSpelling } from '../../cloudtrail/record';
import { optionalText } from '../../core/input';
import { actionsOn } from '../../core/make-action';
import type { Call, Output, RecordPart } from '../../core/service';
import { refuse, required } from '../refusals';
import {
  type Document,
  type DocumentVersion,
  documents,
  findDocument,
  findVersion,
  namedArn,
} from './document';

export const nameOf = ({ input }: Call): string => required(input, 'Name');

export const documentResource = (call: Call): string => namedArn(call, nameOf(call));

/** Content is long, so that records leave it out. [U] */
export function recordOfDocument({ input }: Call, output: Output | undefined): RecordPart {
  const { Content: _content, ...shown } = input;
  return {
    requestParameters: recordSpelling(shown),
    responseElements: output && Object.keys(output).length > 0 ? recordSpelling(output) : null,
  };
}

/** Own ones, shared ones and AWS's. */
export const onReadable = actionsOn({ resource: documentResource }, (call, world) => {
  const found = findDocument(world, call, nameOf(call));
  if (found === undefined) throw refuse.noDocument(nameOf(call));
  return found;
});

export const onOwn = actionsOn(
  { resource: documentResource, record: recordOfDocument },
  (call, world) => {
    const found = documents(world).get(namedArn(call, nameOf(call)));
    if (found?.accountId !== call.accountId) throw refuse.noDocumentInAccount(nameOf(call));
    return found;
  },
);

export function versionOfCall({ input }: Call, document: Document): DocumentVersion {
  const selector = optionalText(input, 'DocumentVersion');
  const found = findVersion(document, selector, optionalText(input, 'VersionName'));
  if (found === undefined) throw refuse.noVersion(document.name, selector ?? '');
  return found;
}

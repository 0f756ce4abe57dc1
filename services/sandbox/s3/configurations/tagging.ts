import type { Configuration } from '../configuration';
import { refuse, S3Refusal } from '../refusals';
import { elementOf, elementsOf, textOf } from '../xml-values';

export const tagging: Configuration = {
  name: 'tagging',
  root: 'Tagging',
  get: {
    action: 'GetBucketTagging',
    permission: 'GetBucketTagging',
    eventName: 'GetBucketTagging',
  },
  put: {
    action: 'PutBucketTagging',
    permission: 'PutBucketTagging',
    eventName: 'PutBucketTagging',
  },
  remove: {
    action: 'DeleteBucketTagging',
    permission: 'PutBucketTagging',
    eventName: 'DeleteBucketTagging',
  },
  absent: () => refuse.notThere('NoSuchTagSet', 'The TagSet does not exist'),
  accept: ({ TagSet }) => {
    const tags = elementsOf(elementOf(TagSet).Tag);
    const keys = tags.map(({ Key, Value }) => {
      const key = textOf(Key);
      if (!key || textOf(Value) === undefined) throw refuse.malformedXml();
      return key;
    });
    if (new Set(keys).size < keys.length) throw repeatedKey();
    return { TagSet: { Tag: tags } };
  },
};

function repeatedKey() {
  return new S3Refusal({
    code: 'InvalidTag',
    message: 'Cannot provide multiple Tags with the same key',
    status: 400,
  });
}

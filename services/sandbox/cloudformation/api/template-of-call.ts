import { optionalText } from '../../core/input';
import type { Call, World } from '../../core/service';
import { validationError } from '../template';

/** `TemplateBody`, or what lies in S3 at `TemplateURL`; undefined when the call has neither. */
export function templateOfCall({ input }: Call, world: World): string | undefined {
  const body = optionalText(input, 'TemplateBody');
  if (body !== undefined) {
    if (Buffer.byteLength(body) > LONGEST) throw validationError(TOO_LONG);
    return body;
  }
  const url = optionalText(input, 'TemplateURL');
  return url === undefined ? undefined : textAt(url, world);
}

/** [D] cloudformation-limits; the sentence as SDKs show it. */
const LONGEST = 51_200;
const TOO_LONG =
  "1 validation error detected: Value at 'templateBody' failed to satisfy constraint: Member must have length less than or equal to 51200";

/** With the bucket in the host's name, or first in the path. */
function textAt(url: string, { s3 }: World): string {
  const { hostname, pathname } = new URL(url);
  const [first = '', ...rest] = pathname.slice(1).split('/');
  const inHost = /^(.+)\.s3[.-]/.exec(hostname)?.[1];
  const bucket = s3.buckets.get(inHost ?? first);
  const key = decodeURIComponent(inHost ? pathname.slice(1) : rest.join('/'));
  const text = bucket?.objects.get(key)?.at(-1)?.content?.body.toString();
  if (text !== undefined) return text;
  throw validationError('S3 error: Access Denied');
}

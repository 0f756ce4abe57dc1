import { actionLike, includes } from './covers';
import type { PolicyStatement } from './statement';

/** What people call the calls on objects, and how each is recognised. */
const onObjects = [
  ['read', 's3:GetObject'],
  ['list', 's3:ListBucket'],
  ['write', 's3:PutObject'],
  ['delete', 's3:DeleteObject'],
] as const;

/** What these statements are about, as a verb: `read and list objects of bucket x`. */
export function whatOf(statements: readonly PolicyStatement[], bucket: string): string {
  const isAbout = (action: string) =>
    statements.some(({ actions }) => includes(actions, action, actionLike));
  const verbs = onObjects.flatMap(([verb, action]) => (isAbout(action) ? [verb] : []));
  const changesPolicy = isAbout('s3:PutBucketPolicy');
  if (changesPolicy && verbs.length === onObjects.length)
    return `do everything with bucket ${bucket}`;
  const phrases = [
    ...(verbs.length > 0 ? [`${joined(verbs)} objects of bucket ${bucket}`] : []),
    ...(changesPolicy ? [`change the policy of bucket ${bucket}`] : []),
  ];
  if (phrases.length > 0) return joined(phrases);
  const actions = new Set(statements.flatMap(({ actions: { items } }) => items));
  return `do ${joined([...actions])} on bucket ${bucket}`;
}

const joined = (texts: readonly string[]): string =>
  texts.length < 2 ? texts.join('') : `${texts.slice(0, -1).join(', ')} and ${texts.at(-1)}`;

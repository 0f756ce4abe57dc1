import { bucketParts } from './bucket';
import { guardRailParts } from './guard-rail';
import { keyParts } from './key';
import { logBucketParts } from './log-bucket';
import { logGroupParts } from './log-group';
import { membershipParts } from './membership';
import type { PartBySubject, Parts, SubjectKind } from './subject';
import { topicParts } from './topic';
import { trailParts } from './trail';
import { wardenParts } from './warden';

const parts: { readonly [K in SubjectKind]: readonly PartBySubject[K][] } = {
  trail: trailParts,
  'log-bucket': logBucketParts,
  bucket: bucketParts,
  key: keyParts,
  'log-group': logGroupParts,
  topic: topicParts,
  membership: membershipParts,
  'guard-rail': guardRailParts,
  warden: wardenParts,
};

/** Every readable part of a kind of subject. */
export const allParts = (kind: SubjectKind): Parts => new Set(parts[kind]);

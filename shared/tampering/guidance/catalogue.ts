import { BECOME_GUARD } from '../../domain/impostor';
import { type SubjectKind, subjectKinds } from '../../domain/subject';
import { bucketGuide } from '../bucket/guide';
import { findTechnique } from '../catalogue';
import { guardRailGuide } from '../guard-rail/guide';
import { keyGuide } from '../key/guide';
import { logBucketGuide } from '../log-bucket/guide';
import { logGroupGuide } from '../log-group/guide';
import { membershipGuide } from '../membership/guide';
import { topicGuide } from '../topic/guide';
import { trailGuide } from '../trail/guide';
import { wardenGuide } from '../warden/guide';
import { channelGuide } from './guides/channel';
import { deliveryGuide } from './guides/delivery';
import { impostorGuide } from './guides/impostor';
import type { DescribedGuide, SubjectGuide, TechniqueGuide, TechniqueText } from './subject-guide';

/** Every kind of subject, and the two kinds of rows that are about what does not arrive. */
export const guides = {
  trail: trailGuide,
  'log-bucket': logBucketGuide,
  bucket: bucketGuide,
  key: keyGuide,
  'log-group': logGroupGuide,
  topic: topicGuide,
  membership: membershipGuide,
  'guard-rail': guardRailGuide,
  warden: wardenGuide,
  delivery: deliveryGuide, // DLV-01 … DLV-04
  channel: channelGuide, // heartbeats
} satisfies Record<SubjectKind, DescribedGuide> & Record<string, SubjectGuide>;

/** What one technique adds to the guide of its kind. Becoming a role of ours adds the same to the guide of every kind. */
export const techniqueGuide = (guide: SubjectGuide, id: string): TechniqueGuide | undefined =>
  id === BECOME_GUARD
    ? impostorGuide
    : Object.hasOwn(guide.techniques, id)
      ? guide.techniques[id]
      : undefined;

/** What people read of a technique. Nothing when no technique has this id. */
export function techniqueText(id: string): TechniqueText | undefined {
  const technique = findTechnique(id);
  return technique && guides[technique.subject].techniques[id];
}

/**
 * The guide of the first technique that has one, else of the kind of subject; nothing for rows that are
 * told with guidance of their own.
 */
export function guideFor(
  techniques: readonly string[],
  subjectKey: string,
): SubjectGuide | undefined {
  const ofTechnique = Object.values(guides).find((guide) =>
    techniques.some((id) => Object.hasOwn(guide.techniques, id)),
  );
  if (ofTechnique) return ofTechnique;
  const kind = subjectKinds.find((one) => subjectKey.startsWith(`${one}#`));
  return kind && guides[kind];
}

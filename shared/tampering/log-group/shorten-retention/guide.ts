import type { DescribedTechnique } from '../../guidance/subject-guide';

export const shortenRetentionGuide: DescribedTechnique = {
  description:
    'Calls PutRetentionPolicy with fewer days than before. CloudWatch Logs then deletes what is older, within three days.',
  notRestorable: 'Entries that were deleted meanwhile; the trail’s bucket has the same records.',
  did: 'was told to keep its entries for less long',
  plannedIf: 'the cost of storage was the reason, and no search goes further back',
};

import type { DescribedTechnique } from '../../guidance/subject-guide';

export const changeTopicSettingsGuide: DescribedTechnique = {
  description:
    'Changes the key, the delivery policy or another attribute of the topic. With a key that CloudTrail may not use, no file is announced any more.',
  notRestorable: 'Announcements of the gap.',
  did: 'was given other settings',
  plannedIf: 'its encryption or delivery was changed by its owner, and files are still announced',
};

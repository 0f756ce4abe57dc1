import type { DescribedTechnique } from '../../guidance/subject-guide';

export const destroyKeyGuide: DescribedTechnique = {
  description:
    'Lets the deletion of a KMS key run to its end. The trail can deliver again only with another key, and what was encrypted with the old one can never be read.',
  notRestorable: 'The key, and every log that was encrypted with it.',
  did: 'was destroyed',
  plannedIf: 'its deletion was waited for, and every log under it was copied to another key',
};

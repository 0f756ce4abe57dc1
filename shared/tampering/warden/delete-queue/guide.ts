import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteQueueGuide: DescribedTechnique = {
  description:
    'Deletes a queue that holds signals, with everything in it. What EventBridge cannot put there is dropped.',
  notRestorable:
    'The messages in it, and those of the minute before it can be made again; the sweep looks at what they reported.',
  did: 'was deleted',
  plannedIf: 'a stack of ours was being taken down',
};

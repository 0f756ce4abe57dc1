import type { DescribedTechnique } from '../../guidance/subject-guide';

export const rekeyBusGuide: DescribedTechnique = {
  description:
    'Gives the central bus a foreign key or dead-letter queue with UpdateEventBus. Events that cannot be decrypted are not delivered.',
  notRestorable: 'Events that were encrypted with the other key, once that key is gone.',
  did: 'was given another key or dead-letter queue',
  plannedIf: 'the key is one of the security account',
};

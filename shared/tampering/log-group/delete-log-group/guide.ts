import type { DescribedTechnique } from '../../guidance/subject-guide';

export const deleteLogGroupGuide: DescribedTechnique = {
  description:
    'Calls DeleteLogGroup on the group a trail sends to. Its entries, the alarms that count them and everybody who subscribes to them are cut off at once.',
  notRestorable: 'The entries in the group; the trail’s bucket has the same records.',
  did: 'was deleted',
  plannedIf: 'the trail was given another group first',
};

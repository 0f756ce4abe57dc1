import type { DescribedTechnique } from '../../guidance/subject-guide';

export const stopLoggingGuide: DescribedTechnique = {
  description:
    'Calls StopLogging on a trail. Records stop at once in every Region the trail covers; where it was the only trail, EventBridge goes silent too.',
  notRestorable:
    'The gap in the bucket and in CloudWatch Logs. Management events of the gap stay in Event history for 90 days; data events exist only where another trail, an event data store or an access log had them.',
  did: 'was stopped',
  plannedIf:
    'the trail was on its way to be replaced, and the one that replaces it was logging before',
};

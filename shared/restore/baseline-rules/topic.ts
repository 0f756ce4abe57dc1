import { letsService } from '../../domain/lets-service';
import type { Rules } from './rules';

/** The floor: CloudTrail may publish. [D] cloudtrail-permissions-for-sns-notifications */
export const topicRules: Rules<'topic'> = {
  unfit: ({ policy }) =>
    letsService(policy, CLOUDTRAIL, 'sns:Publish')
      ? undefined
      : 'its policy does not let CloudTrail publish',
  presumed: () => undefined, // the state of a topic does not tell what it was before
};

const CLOUDTRAIL = /^cloudtrail\.amazonaws\.com$/;

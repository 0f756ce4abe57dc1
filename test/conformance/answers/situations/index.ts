import type { Situations } from '../situation';
import { cloudtrailSituations as cloudtrail } from './cloudtrail';
import { data } from './data';
import { eventDeliveries } from './event-deliveries';
import { events } from './events';
import { organizationsSituations } from './organizations';
import { runbooks } from './runbooks';
import { s3Answers } from './s3';
import { queues } from './sqs';

/** By the id of the recorded answer. */
export const situations: Situations = {
  ...events,
  ...eventDeliveries,
  ...queues,
  ...cloudtrail,
  ...organizationsSituations,
  ...s3Answers,
  ...data,
  ...runbooks,
};

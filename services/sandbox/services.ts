import { cloudtrailService } from './cloudtrail/service';
import type { Service } from './core/service';
import { eventsService } from './events/service';
import { iamService } from './iam/service';
import { kmsService } from './kms/service';
import { organizationsService } from './organizations/service';
import { sqsService } from './sqs/service';
import { stsService } from './sts/service';

/** Every service that needs no engine of its own; DynamoDB is added by whoever starts its engine. */
export const services: readonly Service[] = [
  cloudtrailService,
  eventsService,
  iamService,
  kmsService,
  organizationsService,
  sqsService,
  stsService,
];

import type { Row } from '../../record/row';
import { changeEventConfigurationRecords } from './change-event-configuration/record';
import { changeKeyRecords } from './change-key/record';
import { changeTagsRecords } from './change-tags/record';
import { createRogueTrailRecords } from './create-rogue-trail/record';
import { deleteTrailRecords } from './delete-trail/record';
import { demoteOrganizationTrailRecords } from './demote-organization-trail/record';
import { disconnectLogGroupRecords } from './disconnect-log-group/record';
import { disconnectTopicRecords } from './disconnect-topic/record';
import { dropInsightsRecords } from './drop-insights/record';
import { narrowAdvancedSelectorsRecords } from './narrow-advanced-selectors/record';
import { narrowEventSelectorsRecords } from './narrow-event-selectors/record';
import { narrowRegionsRecords } from './narrow-regions/record';
import { redirectDeliveryRecords } from './redirect-delivery/record';
import { stopLoggingRecords } from './stop-logging/record';
import { turnOffValidationRecords } from './turn-off-validation/record';
import { weakenEventDataStoreRecords } from './weaken-event-data-store/record';

/** In this order, because what a record leaves undecided between the first and the last is told as one: `CT-03..07`. */
export const trailRecords: readonly Row[] = [
  ...redirectDeliveryRecords, // CT-03
  ...narrowRegionsRecords, // CT-04
  ...demoteOrganizationTrailRecords, // CT-05
  ...turnOffValidationRecords, // CT-06
  ...changeKeyRecords, // CT-06
  ...disconnectLogGroupRecords, // CT-07
  ...disconnectTopicRecords, // CT-07
  ...stopLoggingRecords, // CT-01
  ...deleteTrailRecords, // CT-02
  ...narrowEventSelectorsRecords, // CT-08
  ...narrowAdvancedSelectorsRecords, // CT-09
  ...dropInsightsRecords, // CT-10
  ...changeEventConfigurationRecords, // CT-11
  ...changeTagsRecords, // CT-11
  ...createRogueTrailRecords, // CT-14
  ...weakenEventDataStoreRecords, // CT-12
];

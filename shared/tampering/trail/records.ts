import { field, list, text } from '../../record/json';
import { type Known, knownTrail, settingBefore } from '../../record/known';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, type Row, unclear } from '../../record/row';
import { says } from '../records/rows-of';
import { changeEventConfiguration } from './change-event-configuration/technique';
import { changeKey } from './change-key/technique';
import { changeTags } from './change-tags/technique';
import { createRogueTrailRecords } from './create-rogue-trail';
import { deleteTrail } from './delete-trail/technique';
import { demoteOrganizationTrail } from './demote-organization-trail/technique';
import { disconnectLogGroup } from './disconnect-log-group/technique';
import { disconnectTopic } from './disconnect-topic/technique';
import { dropInsightsRecords } from './drop-insights/record';
import { narrowAdvancedSelectors } from './narrow-advanced-selectors/technique';
import { narrowEventSelectors } from './narrow-event-selectors/technique';
import { narrowRegions } from './narrow-regions/technique';
import { narrows } from './narrows';
import { onTrail } from './on-trail';
import { redirectDeliveryRecords } from './redirect-delivery/record';
import { stopLogging } from './stop-logging/technique';
import { turnOffValidation } from './turn-off-validation/technique';
import { changed, onUpdate, restates, turnsOff, worst } from './updated-setting';
import { weakenEventDataStoreRecords } from './weaken-event-data-store/record';

/** In this order, because what a record leaves undecided between the first and the last is told as one: `CT-03..07`. */
export const trailRecords: readonly Row[] = [
  ...redirectDeliveryRecords, // CT-03
  onUpdate(narrowRegions, (record, _known, target) => {
    if (turnsOff(record, 'isMultiRegionTrail'))
      return harm(`Trail ${target} no longer covers every Region.`);
    return turnsOff(record, 'includeGlobalServiceEvents')
      ? harm(`Trail ${target} no longer records global services such as IAM.`)
      : none;
  }), // CT-04
  onUpdate(demoteOrganizationTrail, (record, known, target) => {
    // Turned off where it never was on: an account's own trail, restated.
    if (!turnsOff(record, 'isOrganizationTrail')) return none;
    const before = settingBefore(knownTrail(record, known), 'isOrganizationTrail');
    if (before === false) return none;
    return restates(record) && before === undefined
      ? unclear(`Trail ${target} was sent as no organization trail; it may never have been one.`)
      : harm(`Trail ${target} no longer covers the member accounts.`);
  }), // CT-05
  onUpdate(turnOffValidation, (record, _known, target) =>
    turnsOff(record, 'enableLogFileValidation')
      ? harm(`Trail ${target} no longer validates its log files.`)
      : none,
  ), // CT-06
  onUpdate(changeKey, (record, known, target) =>
    changed(record, known, {
      setting: 'kmsKeyId',
      sent: ['kmsKeyId'],
      what: `The key of trail ${target}`,
    }),
  ), // CT-06
  onUpdate(disconnectLogGroup, (record, known, target) =>
    worst([
      changed(record, known, {
        setting: 'cloudWatchLogsLogGroupArn',
        sent: ['cloudWatchLogsLogGroupArn'],
        what: `The log group of trail ${target}`,
      }),
      changed(record, known, {
        setting: 'cloudWatchLogsRoleArn',
        sent: ['cloudWatchLogsRoleArn'],
        what: `The log group's role of trail ${target}`,
      }),
    ]),
  ), // CT-07
  onUpdate(disconnectTopic, (record, known, target) =>
    changed(record, known, {
      setting: 'snsTopicArn',
      sent: ['snsTopicName', 'snsTopicARN', 'snsTopicArn'],
      what: `The topic of trail ${target}`,
    }),
  ), // CT-07
  onTrail(
    stopLogging,
    says((target) => `Trail ${target} was stopped.`),
  ), // CT-01
  onTrail(
    deleteTrail,
    says((target) => `Trail ${target} was deleted.`),
  ), // CT-02
  onTrail(narrowEventSelectors, narrows('basic')), // CT-08
  onTrail(narrowAdvancedSelectors, narrows('advanced')), // CT-09
  ...dropInsightsRecords, // CT-10
  onTrail(changeEventConfiguration, weakensEvents), // CT-11
  onTrail(changeTags, changesTags), // CT-11
  ...createRogueTrailRecords, // CT-14
  ...weakenEventDataStoreRecords, // CT-12
];

function weakensEvents({ request }: LogRecord, _: Known, target: string): Effect {
  const emptied = ['aggregationConfigurations', 'contextKeySelectors'].filter((name) => {
    const value = field(request, name);
    return Array.isArray(value) && value.length === 0;
  });
  if (emptied.length > 0) return harm(`${emptied.join(' and ')} of ${target} were emptied.`);
  if (text(field(request, 'maxEventSize')) === 'Standard')
    return harm(`${target} cuts events at the standard size again.`);
  return request ? none : unclear(`The event configuration of ${target} was replaced.`);
}

function changesTags(record: LogRecord, known: Known, target: string): Effect {
  const tags = knownTrail({ ...record, request: { name: target } }, known)?.tags;
  const sent = list(field(record.request, 'tagsList'));
  const keys = sent.map((one) => text(field(one, 'key')) ?? '');
  const removes = record.eventName === 'RemoveTags';
  if (!tags)
    return removes
      ? harm(`Tags ${keys.join(', ') || '(unnamed)'} were removed from ${target}.`)
      : none;
  const hit = sent.filter((one, index) => {
    const before = tags[keys[index] ?? ''];
    return before !== undefined && (removes || before !== field(one, 'value'));
  });
  return hit.length > 0
    ? harm(`Tags of ${target} that its baseline has were ${removes ? 'removed' : 'changed'}.`)
    : none;
}

import { describeStream, missingStreams, type Selectors } from '../../../domain/selectors';
import { field, list, text } from '../../../record/json';
import {
  idOf,
  isBeingMade,
  type Known,
  type KnownTrail,
  knownTrail,
  trailNamed,
} from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none, type OpenRow, unclear } from '../../../record/row';
import { allManagement, selectorsOf } from '../../../record/selectors-of';

const trail = (names: readonly string[]): Pick<OpenRow, 'class' | 'events' | 'targets'> => ({
  class: 'direct',
  events: { 'cloudtrail.amazonaws.com': names },
  targets: (record) => {
    const name = trailNamed(record) ?? text(field(record.request, 'resourceId'));
    return name ? [name] : [];
  },
});

/** PutEventSelectors of one form that records less than all management events, or than the baseline. */
const narrows =
  (kind: Selectors['kind']): OpenRow['effect'] =>
  (record, known, target) => {
    const selectors = selectorsOf(record);
    if (!selectors)
      return unclear(
        `The event selectors of trail ${target} were replaced; the record does not hold them.`,
      );
    if (selectors.kind !== kind) return none;
    const trail = knownTrail(record, known);
    const missing = missingStreams(trail?.selectors ?? allManagement, selectors);
    if (missing.length === 0) return none;
    const what = missing.map(describeStream).join('; ');
    return isBeingMade(record, trail)
      ? unclear(`Trail ${target} was made not to record ${what}.`)
      : harm(`Trail ${target} no longer records ${what}.`);
  };

/** Turning one kind off can only be told from turning the other on by what was there before. */
function dropsInsights(record: LogRecord, known: Known, target: string): Effect {
  const sent = field(record.request, 'insightSelectors');
  if (!Array.isArray(sent))
    return unclear(`Insights of trail ${target} were set; the record does not say to what.`);
  const types = sent.map((one) => text(field(one, 'insightType')) ?? '');
  const before = insightsBefore(record, knownTrail(record, known));
  const missing = before?.filter((one) => !types.includes(one)) ?? [];
  if (missing.length > 0) return harm(`Trail ${target} no longer looks for ${missing.join(', ')}.`);
  // A console sends this with every trail that it makes.
  return sent.length === 0 && !before
    ? unclear(`Insights of trail ${target} were set to none; what there was before is not known.`)
    : none;
}

/** As the baseline has it, else as the last call before this one left it; undefined where nothing says. */
function insightsBefore(record: LogRecord, trail?: KnownTrail): readonly string[] | undefined {
  if (trail?.insights) return trail.insights;
  const { eventTime = '' } = record;
  const earlier = (trail?.past?.insights ?? []).filter(
    ({ at, by }) => at <= eventTime && by !== idOf(record),
  );
  const last = earlier
    .map(({ at }) => at)
    .sort()
    .at(-1);
  // Records say the second only: of several in one, any may have been the last.
  return last === undefined
    ? undefined
    : earlier.filter(({ at }) => at === last).flatMap(({ types }) => types);
}

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

/** A new trail is foreign when a list says what belongs here, and its bucket does not. */
function createsRogue(record: LogRecord, known: Known, target: string): Effect {
  if (record.errorCode === 'MaximumNumberOfTrailsExceededException') {
    return harm(`The Region holds as many trails as AWS allows; ${target} could not be created.`);
  }
  const bucket =
    text(field(record.request, 's3BucketName')) ?? text(field(record.response, 's3BucketName'));
  if (!known.complete || !bucket) return none;
  if (protects(known.subjects.trails, [target], record)) return none;
  return protects(known.subjects.buckets, [bucket], record)
    ? none
    : harm(`New trail ${target} exports events to bucket ${bucket}, which is not one of ours.`);
}

const delegate = ({ request }: LogRecord): readonly string[] => {
  const id =
    text(field(request, 'memberAccountId')) ?? text(field(request, 'delegatedAdminAccountId'));
  return id ? [id] : [];
};

export const trailRows: readonly OpenRow[] = [
  {
    ...trail(['StopLogging']),
    id: 'CT-01',
    title: 'Stop a trail',
    technique: 'stop-logging',
    effect: (_record, _known, target) => harm(`Trail ${target} was stopped.`),
  },
  {
    ...trail(['DeleteTrail']),
    id: 'CT-02',
    title: 'Delete a trail',
    technique: 'delete-trail',
    effect: (_record, _known, target) => harm(`Trail ${target} was deleted.`),
  },
  {
    ...trail(['PutEventSelectors']),
    id: 'CT-08',
    title: 'Narrow what a trail records',
    technique: 'narrow-event-selectors',
    effect: narrows('basic'),
  },
  {
    ...trail(['PutEventSelectors']),
    id: 'CT-09',
    title: 'Narrow what a trail records, with advanced selectors',
    technique: 'narrow-advanced-selectors',
    effect: narrows('advanced'),
  },
  {
    ...trail(['PutInsightSelectors']),
    id: 'CT-10',
    title: 'Turn CloudTrail Insights off',
    technique: 'drop-insights',
    effect: dropsInsights,
  },
  {
    ...trail(['PutEventConfiguration']),
    id: 'CT-11',
    title: 'Weaken the event configuration',
    effect: weakensEvents,
  },
  {
    ...trail(['AddTags', 'RemoveTags']),
    id: 'CT-11',
    title: 'Change a trail’s tags',
    technique: 'change-tags',
    effect: changesTags,
  },
  {
    ...trail(['RegisterOrganizationDelegatedAdmin', 'DeregisterOrganizationDelegatedAdmin']),
    id: 'CT-13',
    title: 'Change who administers CloudTrail',
    targets: delegate,
    effect: ({ eventName, ...record }, { subjects }, target) => {
      if (eventName.startsWith('Deregister'))
        return harm(`Account ${target} no longer administers CloudTrail for the organization.`);
      return protects(subjects.delegatedAdministrators, delegate({ eventName, ...record }), record)
        ? none
        : harm(`Account ${target} may now rewrite every organization trail.`);
    },
  },
  { ...trail(['CreateTrail']), id: 'CT-14', title: 'Create a rogue trail', effect: createsRogue },
];

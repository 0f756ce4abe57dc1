import { field, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, type OpenRow, unclear } from '../../../record/row';
import { each, openRowsOf } from '../../records/rows-of';
import { FORWARDED, LEFT_OUT } from './calls';
import { turnOffOtherLogs } from './told';
import { turnsOff } from './turns-off';

/** The fields that name what a call is about, the nearest first. */
const TARGETS = [
  ...['ipSetId', 'trustedEntitySetId', 'threatIntelSetId', 'threatEntitySetId', 'filterName'],
  'detectorId',
  ...['configurationRecorderName', 'deliveryChannelName', 'configRuleName'],
  ...['organizationConfigRuleName', 'conformancePackName', 'organizationConformancePackName'],
  ...['configurationAggregatorName', 'resolverQueryLogConfigId', 'ruleName', 'identifier'],
  ...['resourceArn', 'jobId', 'id', 'name'],
];

/** Logs and detectors beside CloudTrail. */
const onOtherLogs = (source: string) =>
  openRowsOf({
    source,
    targets: ({ request }) => TARGETS.flatMap((name) => texts(field(request, name))).slice(0, 1),
  });

function judge({ eventName, eventSource, request }: LogRecord, _: unknown, target: string): Effect {
  const asks = turnsOff[eventName];
  const isOff = asks === undefined || (request && asks(request));
  if (isOff === false) return none;
  const on = target === 'unnamed' ? '' : ` (${target})`;
  const sentence = `${eventName} of ${eventSource.replace('.amazonaws.com', '')}${on}`;
  return isOff
    ? harm(`${sentence}.`)
    : unclear(`${sentence}; the record does not say whether it turned anything off.`);
}

const sources = [...new Set([...Object.keys(FORWARDED), ...Object.keys(LEFT_OUT)])];

export const turnOffOtherLogsRecords: readonly OpenRow[] = sources.map((source) => ({
  ...onOtherLogs(source)(
    turnOffOtherLogs,
    each([...(FORWARDED[source] ?? []), ...(LEFT_OUT[source] ?? [])], judge),
  ),
  class: 'adjacent',
}));

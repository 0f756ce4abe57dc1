import { field, texts } from '../../../record/json';
import type { LogRecord } from '../../../record/log-record';
import { type Effect, harm, none, unclear } from '../../../record/row';
import { openRowsOf, says } from '../../records/rows-of';
import { rewireLandingZone } from './told';

const onLandingZone = openRowsOf({
  source: 'controltower.amazonaws.com',
  targets: ({ request }) =>
    ['landingZoneIdentifier', 'controlIdentifier', 'enabledBaselineIdentifier'].flatMap((name) =>
      texts(field(request, name)),
    ),
});

function updates({ request }: LogRecord, _: unknown, target: string): Effect {
  const logging = field(request, 'manifest', 'centralizedLogging');
  if (logging === undefined)
    return unclear(`Landing zone ${target} was updated; the record does not hold its manifest.`);
  const enabled = field(logging, 'enabled');
  return enabled === false || enabled === 'false'
    ? harm(`Landing zone ${target} has central logging off.`)
    : none;
}

export const rewireLandingZoneRecords = [
  onLandingZone(rewireLandingZone, {
    UpdateLandingZone: updates,
    DeleteLandingZone: says((target) => `Landing zone ${target} was deleted.`),
    DisableControl: (_record, _known, target) =>
      CONTROLS.test(target) ? harm(`Control ${target} was disabled.`) : none,
    DisableBaseline: says((target) => `Baseline ${target} was disabled.`),
  }),
];

/** Controls that protect CloudTrail, its bucket or the rules. Newer identifiers are opaque and tell nothing. */
const CONTROLS = /CLOUDTRAIL|CLOUDWATCH_EVENTS|AUDIT_BUCKET|LOG_GROUP_POLICY|CT_AUDIT/i;

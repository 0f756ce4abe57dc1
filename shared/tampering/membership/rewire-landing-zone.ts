import { field, texts } from '../../record/json';
import type { LogRecord } from '../../record/log-record';
import { type Effect, harm, none, unclear } from '../../record/row';
import { openRowsOf, says } from '../records/rows-of';
import type { Facts } from '../reported/facts';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

const WHY =
  'Control Tower acts in management’s landing-zone Region; no rule of ours is for it yet.';

/** Control Tower can take its own organization trail away with the next update of the landing zone. */
export const rewireLandingZone: ToldRow = {
  row: 'ORG-10',
  title: 'Take central logging out of the landing zone',
  severity: 'high',
  mitre: ['T1685.002', 'T1562.008'],
  notUndone:
    'An update of the landing zone runs for an hour, and a decommissioned one does not return.',
  notForwarded: {
    'controltower.amazonaws.com UpdateLandingZone': WHY,
    'controltower.amazonaws.com DeleteLandingZone': WHY,
    'controltower.amazonaws.com DisableControl': WHY,
    'controltower.amazonaws.com DisableBaseline': WHY,
  },
  planned: 'Landing zones are updated by the platform team with a manifest under review.',
  toDo: (facts) => [
    {
      'Preserve, in the management account':
        'aws controltower list-landing-zones --region {region}',
    },
    undo(facts),
  ],
  drill: telling(
    'management',
    'controltower:UpdateLandingZone',
    ({ managementAccountId, homeRegion }) => ({
      landingZoneIdentifier: `arn:aws:controltower:${homeRegion}:${managementAccountId}:landingzone/1A2B3C4D5E6F7G8H`,
      manifest: { centralizedLogging: { enabled: false } },
    }),
  ),
};

function undo({ eventName, target, asked }: Facts): Lines {
  const where = 'Undo, in the management account';
  switch (eventName) {
    case 'DisableControl':
      return {
        [where]: `aws controltower enable-control --control-identifier ${asked('controlIdentifier', 'control-arn')} --target-identifier ${asked('targetIdentifier', 'unit-arn')} --region {region}`,
      };
    case 'DisableBaseline':
      return {
        [where]:
          'aws controltower enable-baseline --baseline-identifier <baseline-arn> --baseline-version <version> --target-identifier <unit-arn> --region {region}',
      };
    case 'DeleteLandingZone':
      return {
        [`${where}, when the decommissioning is over`]:
          'aws controltower create-landing-zone --landing-zone-version <version> --manifest file://manifest-before.json --region {region}',
      };
    default:
      return {
        [where]: `aws controltower update-landing-zone --landing-zone-identifier ${target} --landing-zone-version <version> --manifest file://manifest-before.json --region {region}`,
      };
  }
}

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

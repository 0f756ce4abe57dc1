import type { Facts } from '../../reported/facts';
import { goesOn, inPlace, planned, step } from '../../reported/lines';
import { telling } from '../../reported/report-drill';
import type { ReportedRow } from '../../reported/reported-row';

const WHY =
  'Control Tower acts in management’s landing-zone Region; no rule of ours is for it yet.';

/** Control Tower can take its own organization trail away with the next update of the landing zone. */
export const rewireLandingZone: ReportedRow = {
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
  guidance: (facts) => [
    planned(facts, 'Landing zones are updated by the platform team with a manifest under review.'),
    step(
      'Preserve, in the management account',
      inPlace('aws controltower list-landing-zones', facts),
    ),
    undo(facts),
    ...goesOn(facts),
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

function undo(facts: Facts): string {
  const { eventName, target, asked } = facts;
  const where = 'Undo, in the management account';
  switch (eventName) {
    case 'DisableControl':
      return step(
        where,
        inPlace(
          `aws controltower enable-control --control-identifier ${asked('controlIdentifier', 'control-arn')} --target-identifier ${asked('targetIdentifier', 'unit-arn')}`,
          facts,
        ),
      );
    case 'DisableBaseline':
      return step(
        where,
        inPlace(
          'aws controltower enable-baseline --baseline-identifier <baseline-arn> --baseline-version <version> --target-identifier <unit-arn>',
          facts,
        ),
      );
    case 'DeleteLandingZone':
      return step(
        'Undo, in the management account, when the decommissioning is over',
        inPlace(
          'aws controltower create-landing-zone --landing-zone-version <version> --manifest file://manifest-before.json',
          facts,
        ),
      );
    default:
      return step(
        where,
        inPlace(
          `aws controltower update-landing-zone --landing-zone-identifier ${target} --landing-zone-version <version> --manifest file://manifest-before.json`,
          facts,
        ),
      );
  }
}

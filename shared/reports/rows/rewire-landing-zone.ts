import { goesOn, inPlace, planned } from '../lines';
import { told } from '../report-drill';
import type { ReportedRow } from '../reported-row';

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
    `Preserve: ${inPlace(`aws controltower get-landing-zone --landing-zone-identifier ${facts.target}`, facts)} > landing-zone.json`,
    `Undo: ${inPlace(`aws controltower update-landing-zone --landing-zone-identifier ${facts.target} --landing-zone-version <version> --manifest file://manifest-before.json`, facts)}`,
    goesOn(facts),
  ],
  drill: ({ managementAccountId, homeRegion }) =>
    told({
      accountId: managementAccountId,
      region: homeRegion,
      eventSource: 'controltower.amazonaws.com',
      eventName: 'UpdateLandingZone',
      requestParameters: {
        landingZoneIdentifier: `arn:aws:controltower:${homeRegion}:${managementAccountId}:landingzone/1A2B3C4D5E6F7G8H`,
        manifest: { centralizedLogging: { enabled: false } },
      },
    }),
};

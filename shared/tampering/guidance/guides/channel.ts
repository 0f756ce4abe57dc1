import { FORGED_HEARTBEAT, SILENT_CHANNEL } from '../../../domain/heartbeat';
import { type SubjectGuide, see } from '../subject-guide';

/** The way from a member to us, of which heartbeats tell. */
export const channelGuide: SubjectGuide = {
  headline: {
    called: ({ subjectId }) => `The way from ${subjectId.replace('/', ' in ')}`,
    back: 'it is heard again',
    notYet: 'it is silent still',
    asFound: true,
  },
  howToTell:
    'A deployment or a closed Region silences one place for a while; many places at once are our own bus, queue or responder; one place for long is cut.',
  preserve:
    'What the member could not send waits in its queue trailwarden-undelivered for 14 days, with the reason.',
  rotate: 'Nothing until it is known who cut it; then what they signed in with.',
  ifItContinues:
    'The sweep looks all the same, only later: shorten its interval for this account (trailwarden sweep --account) until the way is whole.',
  look: see({
    'See whether the rule that reports to us is on, in the member':
      'aws events describe-rule --region {region} --name trailwarden-forward',
    'See where it sends':
      'aws events list-targets-by-rule --region {region} --rule trailwarden-forward',
    'Look at everything there now': 'trailwarden sweep --account {accountId} --in {region}',
  }),
  techniques: {
    [SILENT_CHANNEL]: {
      did: 'was silent',
      plannedIf: 'the account or Region is being closed or redeployed',
    },
    [FORGED_HEARTBEAT]: {
      did: 'was told of by a forged heartbeat',
      neverPlanned: 'only Trailwarden makes heartbeats, and this one bears no seal of ours',
      look: see({
        'See who called on trails of that name':
          'aws cloudtrail lookup-events --region {region} --lookup-attributes AttributeKey=EventSource,AttributeValue=cloudtrail.amazonaws.com',
      }),
    },
  },
};

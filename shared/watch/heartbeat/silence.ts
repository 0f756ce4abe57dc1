import type { Coverage } from '../../domain/coverage';
import { type BeatingPlace, HEARTBEAT_LATE_MS, type Heartbeat } from '../../domain/heartbeat';

/** The words about a place whose beats leave and do not arrive. */
interface ToldSilence {
  readonly severity: 'high';
  readonly sentence: string;
  readonly escalation: string;
  readonly guidance: readonly string[];
}

/** Since when a place is silent; nothing while a beat may still be on its way. */
export const silentSince = (
  { silentSince: since }: Pick<Heartbeat, 'silentSince'>,
  now: string,
): string | undefined =>
  since && Date.parse(now) - Date.parse(since) > HEARTBEAT_LATE_MS ? since : undefined;

/** The words about a place that has been silent since then. */
export function tellSilence(heartbeat: Heartbeat, place: BeatingPlace, since: string): ToldSilence {
  const { accountId, region } = place;
  const last = heartbeat.heardAt
    ? `the last one was heard at ${heartbeat.heardAt}`
    : 'none ever was';
  return {
    severity: 'high',
    sentence: `No heartbeat of account ${accountId} in ${region} that was sent since ${since} was heard (${last}).`,
    escalation: `${whyOf(place.coverage)} Until one is heard, only sweeps tell what is done to trails there.`,
    guidance: guidanceOf(place, heartbeat),
  };
}

function whyOf(coverage: Coverage | undefined): string {
  switch (coverage?.kind) {
    case 'guarded':
      return 'A trail logs there, so the way of the events is cut.';
    case 'blind':
      return 'It is to be expected: no trail that logs covers the place, and EventBridge hears of API calls only through one.';
    default:
      return 'Whether a trail logs there is not known.';
  }
}

/** The way from the member to us, from its near end, for the person on call to check. */
const guidanceOf = (
  { accountId, region, coverage }: BeatingPlace,
  { heardAt }: Heartbeat,
): readonly string[] => [
  ...(coverage?.kind === 'guarded'
    ? []
    : [`Put a trail back first: trailwarden plan --account ${accountId} --in ${region}`]),
  `In ${accountId}, is the rule on, and its target our bus? aws events describe-rule --name trailwarden-forward --region ${region}; aws events list-targets-by-rule --rule trailwarden-forward --region ${region}`,
  `What could not be sent waits there with the reason (ERROR_CODE): aws sqs receive-message --region ${region} --queue-url "$(aws sqs get-queue-url --queue-name trailwarden-undelivered --region ${region} --query QueueUrl --output text)" --message-attribute-names All`,
  'Nothing waits there: does a policy of the organization (SCP) deny events:PutEvents to trailwarden-forwarder, and is STS active in the Region?',
  'Are many places silent? Then look in the security account: the bus, its rule trailwarden-signals, the queue trailwarden-signals, and the responder.',
  ...(heardAt
    ? []
    : [
        'Was none ever heard from any account? Then it may be the beat and not the way: docs/decisions/0019-a-heartbeat.md',
      ]),
  `Ask for a beat when it is mended, and this closes by itself: trailwarden sweep --account ${accountId} --in ${region}`,
];

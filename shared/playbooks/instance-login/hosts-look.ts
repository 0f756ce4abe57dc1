import * as v from 'valibot';
import type { HostsLook, ToldHosts } from '../../domain/hosts-look';
import { type Envelope, INSTANCE_ID, Time } from './envelope';
import { type Heard, refused, whatIsWrong } from './heard';

const MOST = 50;

const Count = v.pipe(v.number(), v.integer('is no number'), v.minValue(0, 'is no number'));

const Looked = v.object({
  version: v.literal(1, 'is not 1'),
  silent: v.pipe(
    v.array(
      v.object({
        instanceId: v.pipe(v.string(), v.regex(INSTANCE_ID, 'is no instance')),
        since: Time,
      }),
    ),
    v.maxLength(MOST, 'is too long'),
  ),
  more: Count,
  undelivered: Count,
});

/** The event of a look, read. */
export function hostsLook({ id, account, region, time, detail }: Envelope): Heard {
  const words = v.safeParse(Looked, detail);
  if (!words.success) return refused(`The look is none: ${whatIsWrong(words.issues)}.`);
  const { silent, more, undelivered } = words.output;
  const place = { accountId: account, region };
  return { kind: 'look', look: { ...place, id, at: time, silent, more, undelivered } };
}

/** The words about machines that are silent, and about what was not sent. */
export function tellHosts(look: HostsLook): ToldHosts {
  const { accountId, region, silent, more, undelivered } = look;
  const where = `in account ${accountId} in ${region}`;
  const names = silent.map(({ instanceId, since }) => `${instanceId} (since ${since})`);
  const count = silent.length + more;
  return {
    severity: 'high',
    sentence: sentences([
      count > 0 &&
        `${count} running machine${count > 1 ? 's' : ''} ${where} told of logins once and fell silent: ${names.slice(0, NAMED).join(', ')}${count > NAMED ? ', …' : ''}.`,
      undelivered > 0 &&
        `${undelivered} message${undelivered > 1 ? 's' : ''} about logins ${where} could not be sent.`,
    ]),
    escalation: sentences([
      count > 0 &&
        'Logins on them by SSH, Remote Desktop or console are not heard; sessions and keys that AWS hands out are.',
      undelivered > 0 && 'What they say was not heard.',
    ]),
    guidance: [
      ...(count > 0 ? silentGuidance(look, names) : []),
      ...(undelivered > 0 ? [undeliveredGuidance(region)] : []),
      'The next look, within the hour, closes this by itself once nothing is silent and nothing waits.',
    ],
  };
}

/** In a sentence; the guidance names all. */
const NAMED = 5;

const sentences = (all: readonly (string | false)[]): string => all.filter(Boolean).join(' ');

const silentGuidance = ({ accountId, region, more }: HostsLook, names: readonly string[]) => [
  `Silent: ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
  'On each machine: amazon-cloudwatch-agent-ctl -a status, and systemctl status amazon-ssm-agent. Someone who broke in stops an agent first: what do its logs and the shell’s history say of who did?',
  `Who logged in there before it fell silent? trailwarden incidents list --account ${accountId}`,
  `Was an agent taken off on purpose? Then delete the stream of the machine: aws logs delete-log-stream --region ${region} --log-group-name /trailwarden/logins --log-stream-name <instance>`,
];

const undeliveredGuidance = (region: string): string =>
  `What could not be sent waits for 14 days, with the reason: aws sqs receive-message --region ${region} --queue-url "$(aws sqs get-queue-url --queue-name trailwarden-logins-undelivered --region ${region} --query QueueUrl --output text)" --message-attribute-names All`;

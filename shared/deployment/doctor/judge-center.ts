import { describeUnseen, type Seen } from '../../domain/seen';
import type { Condition } from '../condition';

/** What was read of the security account. */
export interface CenterSeen {
  readonly status: string;
  /** Of the release that runs. */
  readonly version: string;
  /** What the table says is right: `current`, `rolling-out`, or why it must not be believed. */
  readonly release: {
    readonly state: 'current' | 'rolling-out' | 'none' | 'forged' | 'unverified';
  };
  readonly alarmTopic: string | undefined;
  /** Confirmed subscriptions of the alarm topic. */
  readonly subscriptions: Seen<number>;
  readonly notices: Seen<{
    readonly hasChannels?: boolean;
    readonly wrong?: readonly string[];
  }>;
}

export interface InstanceSeen {
  readonly accountId: string;
  readonly region: string;
  readonly isCurrent: boolean;
  readonly why?: string;
}

/** Whether an account and Region has the version that its StackSet says. */
export const stackCondition = ({ accountId, region, isCurrent, why }: InstanceSeen): Condition =>
  isCurrent
    ? { ...stack(accountId, region), state: 'ok', says: 'It has the version of its StackSet.' }
    : {
        ...{ ...stack(accountId, region), state: 'missing' },
        says: `It does not have the version of its StackSet: ${why ?? 'AWS gave no reason'}`,
        mend: 'Mend what is said there, then: trailwarden deploy.',
      };

const stack = (accountId: string, region: string) => ({
  id: 'stack-version',
  of: `${accountId} ${region}`,
});

export function centerConditions(center: CenterSeen): Condition[] {
  const { status, version, release, alarmTopic, subscriptions, notices } = center;
  const of = 'security account';
  return [
    /^(CREATE|UPDATE|IMPORT)_COMPLETE$/.test(status)
      ? { id: 'central-stack', of, state: 'ok', says: `It runs version ${version}.` }
      : {
          ...{ id: 'central-stack', of, state: 'missing' },
          says: `The central stack is ${status}.`,
          mend: 'trailwarden deploy',
        },
    { id: 'release', of, ...RELEASE[release.state] },
    alarmOf(alarmTopic, subscriptions),
    noticesOf(notices),
  ];
}

const RELEASE: Readonly<
  Record<CenterSeen['release']['state'], Pick<Condition, 'state' | 'says' | 'mend'>>
> = {
  current: { state: 'ok', says: 'One version of our parts is right, and everywhere.' },
  'rolling-out': {
    state: 'advice',
    says: 'A version is being rolled out: until it ends both count as right.',
    mend: 'trailwarden upgrade goes on with it, and ends it.',
  },
  none: {
    state: 'advice',
    says: 'No release was declared: our parts are judged by their baselines.',
    mend: 'trailwarden deploy',
  },
  forged: {
    state: 'missing',
    says: 'The row that says which version is right is forged.',
    mend: 'Find out who wrote it, then: trailwarden upgrade --over-forged.',
  },
  unverified: {
    state: 'unknown',
    says: 'Whether the row that says which version is right is genuine could not be found out.',
  },
};

function alarmOf(topic: string | undefined, subscriptions: Seen<number>): Condition {
  const base = { id: 'alarm-topic', of: topic ?? 'security account' };
  if (!topic)
    return {
      ...{ ...base, state: 'advice' },
      says: 'The alarms call no one: AlarmTopicArn is none.',
      mend: 'Name an SNS topic with subscribers as AlarmTopicArn, then: trailwarden deploy.',
    };
  if ('why' in subscriptions)
    return { ...base, state: 'unknown', says: describeUnseen(subscriptions) };
  return subscriptions.value > 0
    ? { ...base, state: 'ok', says: 'The topic of the alarms has a confirmed subscriber.' }
    : {
        ...{ ...base, state: 'missing' },
        says: 'The topic of the alarms has no confirmed subscriber: an alarm reaches no one.',
        mend: `aws sns subscribe --topic-arn ${topic} --protocol email --notification-endpoint <address>, and confirm it`,
      };
}

function noticesOf(notices: CenterSeen['notices']): Condition {
  const base = { id: 'notifications', of: 'security account' };
  if ('why' in notices) return { ...base, state: 'unknown', says: describeUnseen(notices) };
  const { wrong, hasChannels } = notices.value;
  if (wrong)
    return {
      ...{ ...base, state: 'missing' },
      says: `The configuration of notifications is wrong, and the last good one is in force: ${wrong[0]}`,
      mend: 'Correct /trailwarden/notifications: docs/notifications.md.',
    };
  return hasChannels
    ? {
        ...{ ...base, state: 'ok' },
        says: 'A channel is configured; "trailwarden doctor --notify" sends a test to each.',
      }
    : {
        ...{ ...base, state: 'advice' },
        says: 'No channel is configured, so no person is told of an incident.',
        mend: 'docs/notifications.md says how: /trailwarden/notifications in Parameter Store.',
      };
}

/** Whether the queues of signals call the responder: uninstall turns that off, and an intruder may. */
export function sourceConditions(
  sources: Seen<readonly { readonly of: string; readonly isEnabled: boolean }[]>,
): Condition[] {
  const id = 'event-source';
  if ('why' in sources)
    return [{ id, of: 'trailwarden-responder', state: 'unknown', says: describeUnseen(sources) }];
  if (sources.value.length === 0)
    return [
      {
        ...{ id, of: 'trailwarden-responder', state: 'missing' },
        says: 'No queue calls the responder: nothing is put back.',
        mend: 'trailwarden deploy',
      },
    ];
  return sources.value.map(({ of, isEnabled }) =>
    isEnabled
      ? { id, of, state: 'ok', says: 'It calls the responder.' }
      : {
          ...{ id, of, state: 'missing' },
          says: 'It does not call the responder: what arrives in it stays there.',
          mend: 'aws lambda list-event-source-mappings --function-name trailwarden-responder shows it; aws lambda update-event-source-mapping --enabled turns it on. Who turned it off?',
        },
  );
}

/** What became of a test message, by channel; nothing: the notifier did not answer. */
export const testConditions = (
  results: Readonly<Record<string, string>> | undefined,
): Condition[] =>
  results === undefined
    ? [
        {
          ...{ id: 'notification-test', of: 'security account', state: 'unknown' },
          says: 'The notifier did not answer in two minutes.',
          mend: 'Look at its function’s log and its alarm: does it run, and is a channel configured?',
        },
      ]
    : Object.entries(results).map(([channel, result]) =>
        result === 'delivered'
          ? { id: 'notification-test', of: channel, state: 'ok', says: 'It took a test message.' }
          : {
              ...{ id: 'notification-test', of: channel, state: 'missing' },
              says: `It did not take a test message: ${result}.`,
              mend: 'trailwarden notices --channel says more.',
            },
      );

import { isTest, type RetryRequest, type TestResults } from '../../shared/aws/notify/retry-row';
import { grouped } from '../../shared/domain/grouped';
import type { Incident, IncidentSummary } from '../../shared/domain/incident';
import type { Delivery, Notice, TransitionKind } from '../../shared/domain/notification';
import type { Gathers } from '../../shared/tell/notify/bundle';
import type { ChannelSettings } from '../../shared/tell/notify/configuration';
import { type Round, serve } from '../../shared/tell/notify/courier';
import type { Letter } from '../../shared/tell/notify/letter';
import { dueReminder, remindersBy } from '../../shared/tell/notify/reminders';
import { testIncident } from '../../shared/tell/notify/test-incident';
import type { Notifier } from './notifier';
import { noticesOf, planAll } from './plan-records';

/** Writes down the reminders that fell due since the last time. */
export async function planReminders(notifier: Notifier): Promise<number> {
  const now = notifier.now();
  const since = (await notifier.readClock()) ?? now;
  let planned = 0;
  for await (const incident of notifier.unacknowledged()) {
    const reminder = dueReminder(incident, { since, now }, notifier.configuration);
    if (!reminder) continue;
    const whole = await wholeOf(notifier, incident);
    planned += await planAll(notifier, noticesOf(notifier, reminder, whole));
  }
  await notifier.setClock(now); // last, so that a run that is killed before it begins again
  return planned;
}

/**
 * The incident with its contacts, one of whom may be due in their own channel. The list has no contacts; it is
 * enough where the incident cannot be read, which the reminder then says.
 */
const wholeOf = (
  { incident }: Notifier,
  summary: IncidentSummary,
): Promise<Incident | IncidentSummary> =>
  incident(summary.id).then(
    (found) => found ?? summary,
    () => summary,
  );

/** Puts back the notices that people want tried again. Returns those that were dead. */
export async function putBackAsked(notifier: Notifier): Promise<readonly RetryRequest[]> {
  const back: RetryRequest[] = [];
  for (const request of await notifier.retries()) {
    if (isTest(request)) await notifier.endTest(request, await testChannels(notifier, request.id));
    else if (await notifier.putBack(request)) back.push(request);
  }
  return back;
}

/**
 * One round of every channel that has something to tell; separately, so that no channel waits for another. Rejects
 * when any could not be served, after all have finished.
 */
export async function serveAll(
  notifier: Notifier,
): Promise<readonly (Round & { channel: string })[]> {
  const pending = await notifier.pending();
  const rounds = await Promise.allSettled(
    [...grouped(pending, ({ channel }) => channel)].map(([channel, notices]) =>
      serveOne(notifier, channel, notices),
    ),
  );
  const failed = rounds.find((round) => round.status === 'rejected');
  if (failed) throw failed.reason;
  return rounds.flatMap((round) => (round.status === 'fulfilled' ? (round.value ?? []) : []));
}

/** Nothing when another courier serves the channel. */
async function serveOne(
  notifier: Notifier,
  channel: string,
  pending: readonly Notice[],
): Promise<(Round & { channel: string }) | undefined> {
  const lease = await notifier.lease(channel);
  if (!lease) return undefined;
  const { now, begin, end, incident, configuration, leftMs } = notifier;
  const { channels } = configuration;
  const settings = Object.hasOwn(channels, channel) ? channels[channel] : undefined;
  const { gatherFrom, giveUpAfter, messagesPerMinute, docs } = configuration;
  const { toldBefore } = notifier;
  let sent = { messages: 0, told: [] as readonly string[] };
  try {
    const round = await serve({
      ...{ now, begin, end, incident, leftMs, toldBefore },
      pending: async () => pending,
      deliver: async (letter) =>
        settings
          ? notifier.deliver(channel, settings, letter)
          : { kind: 'refused', why: `there is no channel ${channel} any more` },
      rules: {
        gathers: settings ? gathersOf(settings) : 'nothing',
        ...(docs && { docs }),
        reminded: (incident, at) => remindersBy(incident, at, configuration),
        gatherFrom,
        giveUpAfter,
        securityAccountId: notifier.securityAccountId,
      },
      budget: {
        messages: messagesPerMinute - lease.used,
        kept: Math.floor(messagesPerMinute / 4),
        told: lease.told,
      },
    });
    sent = round;
    return { channel, ...round };
  } finally {
    await notifier.endLease({
      ...lease,
      used: lease.used + sent.messages,
      told: [...lease.told, ...sent.told],
    });
  }
}

/** Contacts get each incident separately: those of another account must not see it. */
function gathersOf(settings: ChannelSettings): Gathers {
  if (settings.kind === 'pagerduty') return 'floods';
  if (settings.kind === 'jira' || settings.kind === 'servicenow') return 'tickets';
  if (settings.kind === 'email') return settings.contacts ? 'nothing' : 'storms';
  return STORMS.has(settings.kind) ? 'storms' : 'nothing';
}

const STORMS: ReadonlySet<ChannelSettings['kind']> = new Set(['sns', 'slack', 'teams']);

/** Sends one message to every channel, as any other; an alert or ticket that it opens there is closed at once. */
async function testChannels(
  notifier: Pick<Notifier, 'configuration' | 'deliver' | 'now' | 'securityAccountId'>,
  asked: string,
): Promise<TestResults> {
  const { channels } = notifier.configuration;
  const results = await Promise.all(
    Object.entries(channels).map(
      async ([name, settings]) =>
        [name, await testOne(notifier, { name, settings, asked })] as const,
    ),
  );
  return Object.fromEntries(results);
}

interface Tested {
  readonly name: string;
  readonly settings: ChannelSettings;
  readonly asked: string;
}

async function testOne(
  { deliver, now, securityAccountId }: Pick<Notifier, 'deliver' | 'now' | 'securityAccountId'>,
  { name, settings, asked }: Tested,
): Promise<string> {
  const at = now().toISOString();
  const incident = testIncident({ channel: name, at, asked, accountId: securityAccountId });
  const opened = await deliver(name, settings, letterOf(incident, { kind: 'restored', name, at }));
  if (opened.kind !== 'delivered' || !CLOSED.has(settings.kind)) return resultOf(opened);
  const over = { as: 'handled', by: 'Trailwarden', at, note: 'It was a test.' } as const;
  const answered = { ...incident, acknowledged: true, acknowledgement: over };
  const later = new Date(now().getTime() + 1).toISOString();
  return resultOf(
    await deliver(name, settings, letterOf(answered, { kind: 'acknowledged', name, at: later })),
  );
}

/** Kinds of channel that keep something open until they are told that it is over. */
const CLOSED: ReadonlySet<ChannelSettings['kind']> = new Set([
  'pagerduty',
  'jira',
  'servicenow',
  'security-hub',
]);

const resultOf = (delivery: Delivery): string =>
  delivery.kind === 'delivered' ? 'delivered' : delivery.why;

function letterOf(
  incident: Incident,
  { kind, name, at }: { readonly kind: TransitionKind; readonly name: string; readonly at: string },
): Letter {
  const notice = {
    ...{ id: `${kind}#test`, kind, incidentId: incident.id, revision: 1, channel: name },
    ...{ plannedAt: at, attempts: 1, nextAt: at, unsure: false },
  };
  const id = `${incident.id}_${kind}`.replace(/[^\w-]/g, '-');
  return { id, at, items: [{ incident, notices: [notice] }], mayRepeat: false };
}

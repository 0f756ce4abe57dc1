import { isTest, type RetryRequest } from '../../shared/aws/notify/retry-row';
import type { Incident, IncidentSummary } from '../../shared/domain/incident';
import type { Notice } from '../../shared/domain/notification';
import type { Gathers } from '../../shared/tell/notify/bundle';
import type { ChannelSettings } from '../../shared/tell/notify/configuration';
import { type Round, serve } from '../../shared/tell/notify/courier';
import { dueReminder, remindersBy } from '../../shared/tell/notify/reminders';
import type { Notifier } from './notifier';
import { noticesOf, planAll } from './plan-all';
import { testChannels } from './test-channels';

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
    [...byChannel(pending)].map(([channel, notices]) => serveOne(notifier, channel, notices)),
  );
  const failed = rounds.find((round) => round.status === 'rejected');
  if (failed) throw failed.reason;
  return rounds.flatMap((round) => (round.status === 'fulfilled' ? (round.value ?? []) : []));
}

function byChannel(pending: readonly Notice[]): ReadonlyMap<string, readonly Notice[]> {
  const channels = new Map<string, Notice[]>();
  for (const notice of pending) {
    const known = channels.get(notice.channel);
    if (known) known.push(notice);
    else channels.set(notice.channel, [notice]);
  }
  return channels;
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

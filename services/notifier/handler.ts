import { setTimeout as wait } from 'node:timers/promises';
import type { StreamRecord } from '../../shared/aws/notify/images-of';
import { ConfigurationError } from '../../shared/tell/notify/configuration';
import type { Round } from '../../shared/tell/notify/courier';
import { type Measurements, metricLines } from '../../shared/watch/metrics/metrics';
import type { Notifier } from './notifier';
import { planReminders, putBackAsked, serveAll } from './notify';
import { planRecords } from './plan-records';
import { runErrands } from './playbooks';
import { readSettings } from './settings';
import { wire } from './wire';

let wired: ReturnType<typeof wire> | undefined;

/**
 * The records that are to come again; the stream goes on from the first of them. [D]
 * lambda/latest/dg/services-ddb-batchfailurereporting
 */
interface StreamBatchResponse {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Lambda entry point, called with records of the table's stream, and every minute by the clock. Both first write
 * down the notices to send, then send those that are due. A failure is thrown, or reported for its records: Lambda
 * hands the same ones out again, and every write here may be repeated.
 */
export async function handler(
  event: { readonly Records?: readonly StreamRecord[] },
  invocation: { readonly getRemainingTimeInMillis: () => number },
): Promise<StreamBatchResponse> {
  wired ??= wire(readSettings(process.env));
  // Before anything is told: a playbook must not wait for a minute, or for a parameter that a person mends.
  const errands =
    wired.errands && event.Records
      ? await runErrands({ ...wired.errands, say }, event.Records)
      : { failed: [] };
  const told = await tellOf(wired, event, invocation);
  const failed = [...new Set([...errands.failed, ...told])];
  // The alarm on errors is for machines that take nothing.
  if (errands.error && failed.length === event.Records?.length) throw errands.error;
  return { batchItemFailures: failed.map(failureOf) };
}

/** The records that are to come again. */
async function tellOf(
  wired: ReturnType<typeof wire>,
  event: { readonly Records?: readonly StreamRecord[] },
  invocation: { readonly getRemainingTimeInMillis: () => number },
): Promise<readonly StreamRecord[]> {
  const { configuration, wrong } = await wired.inForce();
  if (wrong.length > 0) say({ kind: 'configuration', wrong });
  if (!configuration) {
    // The stream keeps records for an hour, in which the fault may be mended.
    if (wrong.length > 0) throw new ConfigurationError(wrong);
    say({ kind: 'not-told', why: 'no channel is configured' });
    return [];
  }
  const notifier = wired.notifier(configuration, () => invocation.getRemainingTimeInMillis());
  if (!event.Records) {
    await planReminders(notifier);
    for (const request of await putBackAsked(notifier)) say({ kind: 'retry', ...request });
    await tell(notifier);
    // The alarm on errors is also for a wrong configuration; all messages were sent before it.
    if (wrong.length > 0) throw new ConfigurationError(wrong);
    return [];
  }
  const { setAside } = wired;
  const { notices, failed } = await planRecords({ notifier, setAside, say }, event.Records);
  if (notices > 0) {
    // Incidents that arrive at the same moment from other shards are told together.
    await wait(configuration.gatherSeconds * 1_000);
    await tell(notifier);
  }
  return failed;
}

/** A record without a number would fail its whole batch, as an identifier that Lambda does not know. */
const failureOf = ({ dynamodb }: StreamRecord) => ({
  itemIdentifier: dynamodb?.SequenceNumber ?? '',
});

async function tell(notifier: Notifier): Promise<void> {
  const rounds = await serveAll(notifier);
  for (const round of rounds) say({ kind: 'round', ...round });
  for (const line of metricLines(measure(rounds), new Date())) process.stdout.write(`${line}\n`);
}

function say(line: { readonly kind: string; readonly [field: string]: unknown }): void {
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** The figures of one round of all channels; nothing when none had anything to tell. */
function measure(rounds: readonly Round[]): Measurements {
  if (rounds.length === 0) return {};
  const sum = (of: (round: Round) => number) => rounds.reduce((all, round) => all + of(round), 0);
  const ages = rounds.flatMap(({ oldestMs }) => oldestMs ?? []);
  return {
    NoticesSent: [sum(({ sent }) => sent)],
    NoticesAgain: [sum(({ again }) => again)],
    NoticesDead: [sum(({ dead }) => dead)],
    ...(ages.length > 0 && { NoticeAge: [Math.max(...ages) / 1_000] }),
  };
}

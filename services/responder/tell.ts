import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import { BECOME_GUARD, impostorSentence } from '../../shared/domain/impostor';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import { mayTamper } from '../../shared/tampering/catalogue';
import { plain } from '../../shared/tell/report/plain';
import { logSignal } from './log-reconciliation';
import { receivesOf } from './look-again';
import type { Responder } from './responder';

/** An event and the message it came in. */
export interface Told {
  readonly signal: EventSignal;
  readonly record: SqsRecord;
}

/** Messages that come back. */
export type Again = Map<SqsRecord, Return>;

export interface Return {
  readonly why: string;
  /** How long the first pause is; absent for what cannot wait. */
  readonly afterSeconds?: number;
}

export const isAboutTrails = (signal: Signal): boolean =>
  signal.kind === 'check' || signal.evidence.eventSource === 'cloudtrail.amazonaws.com';

const NOT_KNOWN = 'Whether the call was our own could not be read from the table';

/**
 * Calls that AWS refused changed nothing, so nothing is looked at: they are written down, all of one account in
 * one write, and that is all.
 */
export async function noteAttempts(
  failed: readonly Told[],
  responder: Responder,
  again: Again,
): Promise<void> {
  const read = await Promise.all(failed.map((told) => readAttempt(told, responder, again)));
  const byAccount = new Map<string, Tried[]>();
  for (const tried of read) {
    if (!tried) continue;
    const { accountId } = tried.attempt.event;
    byAccount.set(accountId, [...(byAccount.get(accountId) ?? []), tried]);
  }
  const note = async ([accountId, all]: [string, Tried[]]): Promise<void> => {
    try {
      await responder.recordAttempts(
        accountId,
        all.map(({ attempt }) => attempt),
      );
      for (const { attempt } of all) {
        const { event, techniques } = attempt;
        responder.log({ kind: 'attempted', id: event.id, techniques });
      }
    } catch (error) {
      const why = `An attempt could not be recorded: ${messageOf(error)}`;
      for (const { record } of all) again.set(record, { why });
    }
  };
  await Promise.all([...byAccount].map(note));
}

interface Tried {
  readonly record: SqsRecord;
  readonly attempt: Attempt;
}

/**
 * What a refused call would have been; nothing where it is nobody's tampering. One of our own is a step that
 * failed, which its look has met; one of somebody who is our role is theirs.
 */
async function readAttempt(
  { signal, record }: Told,
  { attempted, log, ports }: Responder,
  again: Again,
): Promise<Tried | undefined> {
  try {
    logSignal(signal, log);
    const whose = await ports.whose(signal);
    if (whose === 'ours') return undefined;
    if (whose === 'unknown') {
      again.set(record, { why: NOT_KNOWN });
      return undefined;
    }
    // Which of several a call without parameters was, nobody knows; that it was one of them is an attempt.
    const { tried: known } = signal.evidence;
    const tried = known ?? (await attempted(record.body));
    if (tried.length === 0 && known === undefined) return undefined;
    const isImpostor = whose === 'impostor';
    const techniques = isImpostor ? [BECOME_GUARD, ...tried] : tried;
    const sentence = isImpostor
      ? `${impostorSentence(signal)} AWS refused the call.`
      : triedSentence(signal);
    return { record, attempt: { event: signal, techniques, sentence } };
  } catch (error) {
    again.set(record, { why: `An attempt could not be recorded: ${messageOf(error)}` });
    return undefined;
  }
}

function triedSentence({ accountId, evidence: { eventName, aimedAt } }: EventSignal): string {
  const on = aimedAt ? `${aimedAt} in account ${accountId}` : `account ${accountId}`;
  return `A caller tried to tamper with CloudTrail: ${eventName} on ${on}; AWS refused.`;
}

/** What took effect and a technique may not put back, unless it is our own call. */
export const mayBeReported = (signal: Signal): signal is EventSignal =>
  signal.kind === 'event' &&
  succeeded(signal) &&
  !(isAboutTrails(signal) && (mayTamper(signal.evidence) || signal.evidence.eventName === WAKES));

/** What every restoration sends: it would wake the reporter after each. */
const WAKES = 'StartLogging';

/** One that is cut off takes its whole batch with it, which comes again minutes later. */
const ENOUGH_TO_TELL_MS = 8_000;

/** Only when everything named is dealt with: nobody waits for what is told, or undone because it is. */
export async function reportAll(
  happened: readonly Told[],
  { report, log, ports, leftMs }: Responder,
  again: Again,
): Promise<void> {
  const tell = async ({ signal, record }: Told): Promise<void> => {
    if (leftMs() < ENOUGH_TO_TELL_MS) {
      again.set(record, { why: 'No time was left to tell of it' });
      return;
    }
    const whose = await ports.whose(signal);
    if (whose === 'ours') return; // our own calls are nobody's tampering
    if (whose === 'unknown') {
      again.set(record, { why: NOT_KNOWN });
      return;
    }
    try {
      const rows = await report(signal, record);
      if (rows.length > 0) log({ kind: 'reported', id: signal.id, rows });
    } catch (error) {
      again.set(record, { why: `It was not dealt with: ${messageOf(error)}` });
    }
  };
  // Those of an account one after the other: most are written to one incident, and would make each other try again.
  const accounts = new Set(happened.map(({ signal }) => signal.accountId));
  await Promise.all(
    [...accounts].map(async (accountId) => {
      for (const told of happened) if (told.signal.accountId === accountId) await tell(told);
    }),
  );
}

/**
 * Nothing is lost: the message goes to the dead letters with the reason, and only then is it done. The reason
 * is one line of text that SQS takes, whatever an error quoted.
 */
export async function setAside(
  { record, why: said }: { readonly record: SqsRecord; readonly why: string },
  { deadLetter, log }: Responder,
  again: Again,
): Promise<void> {
  const why = plain(said).slice(0, 500);
  try {
    await deadLetter(record.body, why);
    log({ kind: 'refused', messageId: record.messageId, why });
  } catch (error) {
    again.set(record, { why: `${why} It could not be dead-lettered: ${messageOf(error)}` });
  }
}

export async function comeBack(
  record: SqsRecord,
  { why, afterSeconds = 5 }: Return,
  responder: Responder,
): Promise<void> {
  const inSeconds = Math.min(afterSeconds * 2 ** (receivesOf(record) - 1), 24 * afterSeconds);
  responder.log({ kind: 'again', messageId: record.messageId, why, inSeconds });
  try {
    await responder.comeBackIn(record, inSeconds);
  } catch (error) {
    // It still comes back, after the queue's own visibility timeout.
    responder.log({ kind: 'fault', what: 'sqs:ChangeMessageVisibility', why: messageOf(error) });
  }
}

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

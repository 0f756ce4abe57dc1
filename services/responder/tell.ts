import type { Attempt } from '../../shared/aws/incidents/record-attempts';
import type { SqsRecord } from '../../shared/aws/sqs-event';
import { BECOME_GUARD, impostorSentence } from '../../shared/domain/impostor';
import type { EventSignal } from '../../shared/domain/signal';
import { plain } from '../../shared/tell/report/plain';
import { type Again, comeAgain } from './come-again';
import { logSignal } from './log';
import type { Responder } from './responder';

/** An event and the message it came in. */
export interface Told {
  readonly signal: EventSignal;
  readonly record: SqsRecord;
}

const NOT_RECORDED = 'An attempt could not be recorded';

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
      const records = all.map(({ record }) => record);
      comeAgain(again, records, NOT_RECORDED, { error });
    }
  };
  await Promise.all([...byAccount].map(note));
}

interface Tried {
  readonly record: SqsRecord;
  readonly attempt: Attempt;
}

/**
 * What a refused call would have been; nothing where it is no tampering. One of our own is a step that failed,
 * which its look has met; one of an intruder in our role is theirs.
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
      comeAgain(again, [record], NOT_KNOWN);
      return undefined;
    }
    // Which of several a call without parameters was is not known; that it was one of them is an attempt.
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
    comeAgain(again, [record], NOT_RECORDED, { error });
    return undefined;
  }
}

function triedSentence({ accountId, evidence: { eventName, aimedAt } }: EventSignal): string {
  const on = aimedAt ? `${aimedAt} in account ${accountId}` : `account ${accountId}`;
  return `A caller tried to tamper with CloudTrail: ${eventName} on ${on}; AWS refused.`;
}

/** One that is cut off takes its whole batch with it, which comes again minutes later. */
const ENOUGH_TO_TELL_MS = 8_000;

/** Only when everything named is dealt with: nothing waits for what is told, or for what is undone because it is. */
export async function reportAll(
  happened: readonly Told[],
  { report, log, ports, leftMs }: Responder,
  again: Again,
): Promise<void> {
  const tell = async ({ signal, record }: Told): Promise<void> => {
    if (leftMs() < ENOUGH_TO_TELL_MS) {
      comeAgain(again, [record], 'No time was left to tell of it');
      return;
    }
    const whose = await ports.whose(signal);
    if (whose === 'ours') return; // our own calls are no tampering
    if (whose === 'unknown') {
      comeAgain(again, [record], NOT_KNOWN);
      return;
    }
    try {
      const rows = await report(signal, record);
      if (rows.length > 0) log({ kind: 'reported', id: signal.id, rows });
    } catch (error) {
      comeAgain(again, [record], 'It was not dealt with', { error });
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
 * is one line of text that SQS takes, even where an error quoted other text.
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
    comeAgain(again, [record], `${why} It could not be dead-lettered`, { error });
  }
}

import { rememberHandled } from '../../services/responder/come-again';
import { respond } from '../../services/responder/respond';
import type { Responder } from '../../services/responder/responder';
import type { Memory } from '../../shared/domain/memory';
import { EVENTBRIDGE } from '../../shared/domain/sender';
import { stepCalls } from '../../shared/domain/step';
import { subjectKey } from '../../shared/domain/subject';
import { attemptedRows, reportSignal } from '../../shared/restore/reported/report-signal';
import { protectedIn } from '../../shared/signal/protected';
import { whoseCall } from '../../shared/signal/whose-call';
import { aTrail } from '../builders/a-trail';
import { aWatching } from '../builders/a-watching';
import { anEnvelope, aRecord } from '../builders/an-envelope';
import { anSqsRecord } from '../builders/an-sqs-record';
import { at } from '../builders/at';
import { TrailWorld } from '../core/trail-world';
import { guarded } from '../reports/here';
import { mutated } from './mutate';
import { type Random, randomFrom } from './random';
import { realMessages } from './real-messages';

export interface Fuzzed {
  readonly messages: number;
  readonly batches: number;
  readonly seed: number;
  /** Batches that `respond` threw out of, each with the messages that were in it. */
  readonly throws: readonly { readonly why: string; readonly bodies: readonly string[] }[];
  /** Batches whose stopped trail was not started, or whose message about it came back or was set aside. */
  readonly hurt: readonly (readonly string[])[];
  /** Reasons that are not one line of at most 500 characters. */
  readonly badReasons: readonly string[];
  readonly refused: number;
  readonly cameBack: number;
  /** The batch that took longest, in ms. */
  readonly slowestMs: number;
}

const VICTIM = aTrail({ accountId: '123456789012' });
const SENDERS = [undefined, EVENTBRIDGE, 'AROAEXAMPLE:trailwarden-sweeper', '222233334444'];
const IN_A_BATCH = 10;

/**
 * Sends so many faulty messages, each a mutation of a real one, through `respond` and the real judgement of
 * rows, with ports in memory. A batch has nine of them and a tenth that tells of a stopped trail: that trail
 * must be started, for any faults of the other nine.
 */
export async function fuzz(messages: number, seed: number): Promise<Fuzzed> {
  const random = randomFrom(seed);
  const real = realMessages();
  const throws: { why: string; bodies: string[] }[] = [];
  const hurt: string[][] = [];
  const badReasons: string[] = [];
  const seen = { refused: 0, cameBack: 0, slowestMs: 0, batches: 0 };
  for (let sent = 0; sent < messages; sent += IN_A_BATCH - 1) {
    seen.batches += 1;
    const count = Math.min(IN_A_BATCH - 1, messages - sent);
    const bodies = Array.from({ length: count }, () => mutated(random.pick(real), random));
    const victim = new TrailWorld(VICTIM);
    victim.stop();
    const records = recordsOf(bodies, random);
    const letters: { body: string; why: string }[] = [];
    const startedAt = performance.now();
    try {
      const { batchItemFailures } = await respond(records, responderOver(victim, letters));
      const back = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
      seen.cameBack += back.length;
      const isSetAside = letters.some(({ body }) => body === STOP);
      if (!victim.status.isLogging || back.includes('victim') || isSetAside) hurt.push(bodies);
    } catch (error) {
      throws.push({ why: String(error), bodies });
    }
    seen.slowestMs = Math.max(seen.slowestMs, performance.now() - startedAt);
    seen.refused += letters.length;
    badReasons.push(...letters.flatMap(({ why }) => (REASON.test(why) ? [] : why)));
  }
  return { messages, seed, throws, hurt, badReasons, ...seen };
}

const REASON = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,500}$/u;

const STOP = JSON.stringify(
  anEnvelope({
    account: VICTIM.accountId,
    detail: aRecord({ recipientAccountId: VICTIM.accountId, eventID: 'the stop of the victim' }),
  }),
);

function recordsOf(bodies: readonly string[], random: Random) {
  const records = bodies.map((body, index) => {
    const senderId = random.pick(SENDERS);
    return anSqsRecord({ body, messageId: `message-${index}`, ...(senderId && { senderId }) });
  });
  const told = anSqsRecord({ body: STOP, messageId: 'victim', senderId: EVENTBRIDGE });
  records.splice(random.below(records.length + 1), 0, told);
  return records;
}

const NOTHING: Memory = { kind: 'known', readAt: at(0), subjects: {}, exemptions: [] };
const role = {
  roleName: 'trailwarden-guard',
  sessionName: 'trailwarden-responder',
  calls: stepCalls,
};

/** Any account answers. The victim's has its stopped trail, and one more has a trail that logs. */
function responderOver(victim: TrailWorld, letters: { body: string; why: string }[]): Responder {
  const quiet = new TrailWorld(aTrail());
  const worlds = new Map([victim, quiet].map((world) => [world.trail.accountId, world]));
  const recall = async (accountId: string, key = ''): Promise<Memory> =>
    worlds.get(accountId)?.ports().recall(accountId, key) ?? NOTHING;
  const given = { guarded, recall };
  return {
    ports: {
      now: victim.now,
      recall,
      observe: async (subject, parts) => {
        const world = worlds.get(subject.accountId);
        const isItsOwn = world && subjectKey(world.trail) === subjectKey(subject);
        return isItsOwn
          ? world.ports().observe(subject, parts)
          : { kind: 'absent', subject, observedAt: at(0) };
      },
      take: async (step) => worlds.get(step.accountId)?.ports().take(step) ?? {},
      whose: whoseCall({ partition: 'aws', roles: [role], isOurKey: async () => false }),
      record: async ({ memory }) => memory,
    },
    handled: rememberHandled(),
    prepare: () => undefined,
    subjectsIn: async (accountId) => ({
      subjects: [worlds.get(accountId)?.trail ?? []].flat(),
    }),
    protectedIn: (place) => protectedIn(place, guarded),
    trailsOf: async () => [],
    cover: async () => ({ kind: 'blind', trails: [] }),
    watching: aWatching().watching,
    watchPlaces: () => import('../../services/responder/watch-places'),
    heart: {
      beat: async () => ({ kind: 'sent' }),
      hear: async () => ({ kind: 'forged', why: 'no beat of ours' }),
    },
    noteUnread: async () => undefined,
    recordUnseen: async () => undefined,
    recordAttempts: async () => undefined,
    report: async (_, { body }) =>
      (
        await reportSignal(body, given, { rows: ['CT-14', 'ORG-06', 'ORG-07'], now: victim.now() })
      ).map(({ row }) => row),
    attempted: (body) => attemptedRows(body, given),
    leftMs: () => 30_000,
    deadLetter: async (body, why) => {
      letters.push({ body, why });
    },
    comeBackIn: async () => undefined,
    log: () => undefined,
  };
}

import { durationText } from '../../domain/duration-text';
import { describeObstacle } from '../../domain/obstacle';
import { describeUnseen, type Seen } from '../../domain/seen';
import type { PlaceStateName } from '../../watch/coverage/place-state';
import type { BeatingState } from '../../watch/heartbeat/with-pulses';
import type { Condition } from '../condition';

/** Whether a place was looked at lately and found whole, and whether its heartbeats arrive. */
export function lookConditions(place: BeatingState): Condition[] {
  const of = `${place.accountId} ${place.region}`;
  const { state, why } = place;
  const isFine = FINE.has(state);
  const look: Condition = isFine
    ? { id: 'looked-at', of, state: 'ok', says: `The last look found it ${state}.` }
    : {
        ...{ id: 'looked-at', of, state: UNKNOWN.has(state) ? 'unknown' : 'missing' },
        says: `It is ${state}${why ? `: ${why}` : ''}.`,
        mend: TO_DO[state] ?? 'trailwarden sweep --account <account>',
      };
  return [look, ...heartbeatOf(of, place)];
}

const FINE: ReadonlySet<PlaceStateName> = new Set(['guarded', 'joining', 'suspended', 'closed']);
const UNKNOWN: ReadonlySet<PlaceStateName> = new Set(['unreachable', 'never', 'stale']);

const TO_DO: Partial<Record<PlaceStateName, string>> = {
  blind: 'trailwarden preflight says what is missing of its trails',
  'not enrolled': 'trailwarden deploy',
  never: 'trailwarden sweep',
  stale: 'trailwarden sweep; if it stays so, the sweeper does not run: see its alarm',
};

function heartbeatOf(of: string, { heartbeat }: BeatingState): Condition[] {
  if (!heartbeat) return [];
  const id = 'heartbeat';
  switch (heartbeat.kind) {
    case 'heard':
      return [
        {
          id,
          of,
          state: 'ok',
          says: `It arrives ${speedOf(heartbeat.latencyMs)} after it was sent.`,
        },
      ];
    case 'silent':
      return [
        {
          ...{ id, of, state: 'missing' },
          says: 'Heartbeats leave it, and none arrives: what happens there is not heard of.',
          mend: `trailwarden status --account ${of.split(' ')[0]}, and docs/decisions/0015 says what to look at`,
        },
      ];
    case 'unsent':
      return [
        {
          ...{ id, of, state: 'unknown' },
          says: `The last heartbeat could not be sent: ${describeObstacle(heartbeat.why)}.`,
        },
      ];
    case 'none':
      return [
        {
          ...{ id, of, state: 'unknown' },
          says: 'No heartbeat was heard yet.',
          mend: 'Wait ten minutes after a deployment, and ask again.',
        },
      ];
  }
}

/** In classes, so that a thousand places are not a thousand lines. */
function speedOf(latencyMs: number): string {
  const limit = CLASSES_MS.find((one) => latencyMs <= one);
  return limit === undefined
    ? `more than ${durationText(CLASSES_MS.at(-1) ?? 0)}`
    : `at most ${durationText(limit)}`;
}

const CLASSES_MS = [1_000, 5_000, 30_000, 120_000, 600_000];

/** Whether people may look into an account in our reader role. */
export function roleCondition(accountId: string, assumed: Seen<unknown>): Condition {
  const base = { id: 'role-assumable', of: accountId };
  if ('value' in assumed) return { ...base, state: 'ok', says: 'The reader role can be assumed.' };
  const isRefused = assumed.why.kind === 'denied';
  return {
    ...{ ...base, state: isRefused ? 'missing' : 'unknown' },
    says: `The reader role cannot be assumed: ${describeUnseen(assumed)}`,
    ...(isRefused && { mend: 'trailwarden deploy makes it again.' }),
  };
}

/** A queue that holds what could not be delivered: `of` names it. */
export function queueCondition(of: string, waiting: Seen<number>): Condition {
  const base = { id: 'undelivered', of };
  if ('why' in waiting) return { ...base, state: 'unknown', says: describeUnseen(waiting) };
  return waiting.value === 0
    ? { ...base, state: 'ok', says: 'Nothing waits in it.' }
    : {
        ...{ ...base, state: 'missing' },
        says: `${waiting.value} ${waiting.value === 1 ? 'signal waits' : 'signals wait'} in it that could not be delivered.`,
        mend: 'trailwarden sweep looks at every place at once; the message’s attributes say why it was not delivered.',
      };
}

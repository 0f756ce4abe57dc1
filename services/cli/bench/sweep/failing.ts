import { grouped } from '../../../../shared/domain/grouped';
import { matrix } from '../../../../shared/watch/coverage/matrix';
import type { PlaceState } from '../../../../shared/watch/coverage/place-state';
import { hooks } from '../../../sandbox';
import type { Local } from '../../local/local';
import type { Figure } from '../figure';
import { secondsUntil } from './looking';
import type { Run } from './run-sweep';

/** Dead, throttled and roleless accounts among the others: who is late, and what `status` says of whom. */
export function failingFigures(
  faults: ReadonlyMap<string, Fault>,
  clean: Run,
  run: Run,
): readonly Figure[] {
  const places = placesOf(run);
  const wrong = places.filter((place) => !isNamedRightly(place, faults.get(place.accountId)));
  const isHealthy = (accountId: string): boolean => !faults.has(accountId);
  const [seconds, cleanSeconds] = [secondsUntil(run, isHealthy), secondsUntil(clean, isHealthy)];
  return [
    {
      name: 'with 1 % dead, 5 % throttled, 1 % without our role: all others are looked at',
      measured: `${seconds.toFixed(1)} s`,
      baseline: `${cleanSeconds.toFixed(1)} s when nothing fails`,
      ratio: seconds / cleanSeconds,
      limit: 1.1,
    },
    {
      name: 'accounts × Regions that status names for what they are',
      measured: `${places.length - wrong.length} (${reasons(places)})`,
      baseline: `${places.length}${wrong[0] ? `; not ${wrong[0].accountId} ${wrong[0].region}: ${wrong[0].state}` : ''}`,
      ratio: places.length / (places.length - wrong.length),
      limit: 1,
    },
    {
      name: 'batches that Lambda had to end, of all',
      measured: `${run.work.killed} of ${run.work.batches}`,
      baseline: `${(run.work.billedMs / run.work.batches).toFixed(0)} ms a batch`,
      ratio: run.work.killed,
      limit: 0,
    },
  ];
}

function placesOf({ accounts, regions, known, startedAt, endedAt }: Run): readonly PlaceState[] {
  const listed = accounts.map((id) => ({ id, name: id, state: 'ACTIVE' }));
  const now = new Date(endedAt);
  // What was not looked at in this sweep is stale.
  return matrix({ accounts: listed, regions, known, now, staleAfterMs: now.getTime() - startedAt });
}

function isNamedRightly({ state, why = '' }: PlaceState, fault: Fault | undefined): boolean {
  switch (fault) {
    case 'dead':
      return state === 'unreachable' && why.includes('was not answered');
    case 'throttled':
      return state === 'unreachable' && why.includes('was throttled');
    case 'without role':
      return state === 'not enrolled' && why.includes('sts:AssumeRole was denied');
    case undefined:
      return state === 'guarded';
  }
}

function reasons(places: readonly PlaceState[]): string {
  const some = grouped(places, ({ state, why }) => (why ? `${state}: ${why}` : state));
  return [...some].map(([reason, { length }]) => `${length} ${reason}`).join('; ');
}

/** What is wrong with an account, if anything. */
export type Fault = 'dead' | 'throttled' | 'without role';

/** Of an account by its place among the members: 1 % never answer, 5 % have their CloudTrail quota used up by others, 1 % have not our role. */
function faultAt(index: number): Fault | undefined {
  if (index % 100 === 37) return 'dead';
  if (index % 100 === 73) return 'without role';
  return index % 20 === 11 ? 'throttled' : undefined;
}

/** The members in which something fails. */
export const faultsOf = ({ organization }: Local): ReadonlyMap<string, Fault> =>
  new Map(
    organization.memberAccountIds.flatMap((accountId, index) => {
      const fault = faultAt(index);
      return fault ? [[accountId, fault] as const] : [];
    }),
  );

/** Longer than a responder may run. */
const NEVER_MS = 35_000;

/** From now on they fail; `asked` are the calls that a look makes in an account, as `service:action`. */
export function failFrom(
  { sandbox }: Local,
  faults: ReadonlyMap<string, Fault>,
  asked: Iterable<string>,
) {
  const calls = [...asked].map((name) => {
    const [service = '', action = ''] = name.split(':');
    return { service, action };
  });
  const { world } = sandbox;
  for (const [accountId, fault] of faults) {
    if (fault === 'without role') {
      for (const { arn, name } of [...world.iam.roles.values()]) {
        const isOurs = arn.includes(`:${accountId}:`) && name.startsWith('trailwarden');
        if (isOurs) hooks.iam.deleteRole(world, arn);
      }
      continue;
    }
    for (const call of calls) {
      if (fault === 'dead')
        sandbox.faults.add({ ...call, accountId, delayMs: NEVER_MS, hangUp: true });
      else if (call.service === 'cloudtrail')
        sandbox.faults.add({ ...call, accountId, refuse: TOO_FAST });
    }
  }
}

const TOO_FAST = { code: 'ThrottlingException', message: 'Rate exceeded' };

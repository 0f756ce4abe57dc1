import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { LoginCost } from '../../../shared/domain/login-run';

/** What a run used, as far as AWS bills it, computed from what it wrote down. */
export function costOf(
  { cost = {}, examiners = {}, commands = {} }: RunRow,
  states: number,
  now: string,
): LoginCost {
  const minutes = Object.values(examiners)
    .filter(({ startedAt }) => startedAt)
    .map(({ startedAt = now, endedAt = now }) => Date.parse(endedAt) - Date.parse(startedAt))
    .reduce((sum, ms) => sum + ms / 60_000, 0);
  const { bytes = 0, snapshotGiB = 0, copyGiB = 0 } = cost;
  return {
    states,
    commands: Object.keys(commands).length,
    ...{ bytes, snapshotGiB, copyGiB },
    examinerMinutes: Math.ceil(minutes),
  };
}

/** In one line. */
export const costText = (cost: LoginCost): string =>
  [
    `${cost.states} states`,
    `${cost.commands} commands`,
    `${cost.bytes} bytes of evidence`,
    `${cost.snapshotGiB} GiB of snapshots and ${cost.copyGiB} GiB of copies`,
    `${cost.examinerMinutes} ${cost.examinerMinutes === 1 ? 'minute' : 'minutes'} of an examiner`,
  ].join(', ');

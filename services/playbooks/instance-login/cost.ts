import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';

/** What a run used, as far as AWS bills it, computed from what it wrote down. */
export function costText(
  { cost = {}, examiners = {}, commands = {} }: RunRow,
  states: number,
  now: string,
): string {
  const minutes = Object.values(examiners)
    .filter(({ startedAt }) => startedAt)
    .map(({ startedAt = now, endedAt = now }) => Date.parse(endedAt) - Date.parse(startedAt))
    .reduce((sum, ms) => sum + ms / 60_000, 0);
  const { bytes = 0, snapshotGiB = 0, copyGiB = 0 } = cost;
  return [
    `${states} states`,
    `${Object.keys(commands).length} commands`,
    `${bytes} bytes of evidence`,
    `${snapshotGiB} GiB of snapshots and ${copyGiB} GiB of copies`,
    `${Math.ceil(minutes)} minutes of an examiner`,
  ].join(', ');
}

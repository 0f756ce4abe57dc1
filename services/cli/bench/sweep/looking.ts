import { type Figure, megabytes } from '../figure';
import type { Run } from './run-sweep';
import { boundOf, type SweepScale } from './scale';
import { ENVIRONMENTS } from './slice';

export function lookingFigures(scale: SweepScale, run: Run): readonly Figure[] {
  const bound = boundOf(scale);
  const places = run.accounts.length * run.regions.length;
  const seconds = secondsUntil(run, () => true);
  const per = (value: number): string => (value / places).toFixed(1);
  return [
    {
      name: `every account × Region is looked at (${places} of them: 1 in ${scale.share} of all that is shared)`,
      measured: `${seconds.toFixed(1)} s, ${run.known.length} rows of coverage`,
      baseline: `${bound.seconds.toFixed(1)} s: ${bound.by}`,
      ratio: run.known.length < places ? Number.POSITIVE_INFINITY : seconds / bound.seconds,
      limit: 1.25,
    },
    computing(scale, run.work.cpuMs / places),
    megabytes('a responder’s peak memory', run.work.peakKb),
    {
      name: 'AWS calls per account × Region',
      measured: per(total(run.calls)),
      baseline: callsByService(run.calls, per),
    },
    {
      name: 'of which are records in the member’s trail',
      measured: per(recordedIn(run.calls)),
      baseline: 'AssumeRole and every read of its trail, rules, queue and roles',
    },
    {
      name: 'refused as too fast',
      measured: String(total(run.throttled)),
      baseline: [...run.throttled].map(([name, count]) => `${name} ${count}`).join(', ') || 'none',
    },
    {
      name: 'batches',
      measured: String(run.work.batches),
      baseline: `${(run.work.billedMs / run.work.batches).toFixed(0)} ms each, ${run.work.killed} ended by Lambda`,
    },
  ];
}

/** Lambda gives a function of 1,769 MB, as the responder has, one processor. [D] configuration-memory */
const PROCESSORS = 1;

/** Whether the environments have the processor for it is another machine's answer, so it has no limit here. */
function computing(scale: SweepScale, cpuMs: number): Figure {
  const bound = boundOf(scale);
  const needed = (scale.accounts * scale.regions.length * cpuMs) / 1_000;
  const seconds = needed / (ENVIRONMENTS * PROCESSORS);
  return {
    name: `that all of it would compute, if Lambda's processors were like this machine's`,
    measured: `${seconds.toFixed(1)} s: ${cpuMs.toFixed(1)} ms each, ${ENVIRONMENTS} × ${PROCESSORS} processor`,
    baseline: `${bound.seconds.toFixed(1)} s`,
    ratio: seconds / bound.seconds,
  };
}

/** From the schedule until the last look at any of these accounts. */
export function secondsUntil(
  { known, startedAt }: Run,
  isMeant: (accountId: string) => boolean,
): number {
  const meant = known.filter(({ accountId }) => isMeant(accountId));
  return (Math.max(...meant.map(({ lookedAt }) => Date.parse(lookedAt))) - startedAt) / 1_000;
}

const total = (counts: ReadonlyMap<string, number>): number =>
  [...counts.values()].reduce((one, other) => one + other, 0);

const CENTRAL = ['dynamodb:', 'kms:', 'organizations:', 'sqs:SendMessage', 'sqs:ChangeMessage'];

export const recordedIn = (calls: ReadonlyMap<string, number>): number =>
  total(new Map([...calls].filter(([name]) => !CENTRAL.some((prefix) => name.startsWith(prefix)))));

function callsByService(
  calls: ReadonlyMap<string, number>,
  per: (value: number) => string,
): string {
  const services = new Map<string, number>();
  for (const [name, count] of calls) {
    const service = name.split(':')[0] ?? name;
    services.set(service, (services.get(service) ?? 0) + count);
  }
  return [...services]
    .sort(([, one], [, other]) => other - one)
    .map(([service, count]) => `${service} ${per(count)}`)
    .join(', ');
}

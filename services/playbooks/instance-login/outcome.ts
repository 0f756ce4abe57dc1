import type { RunRow } from '../../../shared/aws/playbooks/instance/run-row';
import type { TimelineEntry } from '../../../shared/domain/incident';
import { noted } from '../noted';
import type { Input, Ports } from './ports';
import { withRun } from './with-run';

/** Writes down what a state came to: in the run, for the report, and on the timeline. */
export async function came(
  ports: Ports,
  input: Input,
  text: string,
  kind: TimelineEntry['kind'] = 'step',
  change: (held: RunRow) => RunRow = (held) => held,
): Promise<void> {
  const run = await ports.keep(input.incidentId, (held) => ({
    ...change(held),
    outcomes: { ...held.outcomes, [input.task]: text.slice(0, 400) },
  }));
  await noted(ports, input, kind, text, (row) => withRun(row, run));
}

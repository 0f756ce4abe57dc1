import {
  markReleased,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { lookAtMachine, putBackMachine } from '../../../shared/aws/playbooks/instance/put-back';
import { takeContainmentStep } from '../../../shared/aws/playbooks/instance/take-containment-step';
import { contain } from '../../../shared/playbooks/instance-login/contain';
import { closeWay } from '../../../shared/playbooks/instance-login/way-to-store';
import { rowOf } from './facts';
import { judgement } from './judgement';
import { came } from './outcome';
import type { Input, Ports } from './ports';

/** After a failure: a machine that is contained whole stays so, and is told; one that is only half is put back. */
export async function releaseHalf(ports: Ports, input: Input): Promise<object> {
  const row = await rowOf(ports, input.incidentId);
  const kept = await readContainment(ports.table, ports.seal, row);
  if (kept === undefined) return said(ports, input, 'The machine was not touched.');
  if (kept.kind === 'forged')
    return said(ports, input, `What was there before is not to be believed: ${kept.why}.`);
  if (kept.releasedAt) return said(ports, input, 'The machine was put back.');
  const clients = ports.containment(kept.baseline.machine);
  const now = await lookAtMachine(clients, kept.baseline);
  if (!now) return said(ports, input, 'The machine is gone.');
  for (const step of closeWay(kept.baseline, now)) await takeContainmentStep(clients, step);
  const { steps, goesOn } = contain(kept.baseline, now);
  if (steps.length === 0 && !goesOn)
    return said(ports, input, `The machine stays contained: trailwarden release ${row.id}`);
  const { differences } = await putBackMachine(clients, kept.baseline, judgement);
  if (differences.length > 0)
    return said(
      ports,
      input,
      `The machine is not as it was (trailwarden release ${row.id}): ${differences.join(' ')}`,
    );
  await markReleased(ports.table, row, ports.now().toISOString());
  return said(ports, input, 'The machine was half contained, and was put back as it was.');
}

async function said(ports: Ports, input: Input, text: string): Promise<object> {
  await came(ports, input, text);
  return {};
}

import {
  markReleased,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { letGo } from '../../../shared/aws/playbooks/instance/holder';
import { lookAtMachine, putBackMachine } from '../../../shared/aws/playbooks/instance/put-back';
import { stepsWith } from '../../../shared/aws/playbooks/instance/refused-steps';
import type { MayGoOn } from '../../../shared/aws/playbooks/instance/turn';
import { isIsolated } from '../../../shared/playbooks/instance-login/isolation';
import { closeWay } from '../../../shared/playbooks/instance-login/way-to-store';
import { rowOf } from './facts';
import { inTurn } from './in-turn';
import { judgement } from './judgement';
import { came } from './outcome';
import type { Input, Ports, Row } from './ports';

/** After a failure: a machine that is isolated stays so, and is told; one that is only half is put back. */
export async function releaseHalf(ports: Ports, input: Input): Promise<object> {
  const row = await rowOf(ports, input.incidentId);
  const text = await inTurn(ports, input, (mayGoOn) => left(ports, row, mayGoOn));
  await came(ports, input, text);
  return {};
}

async function left(ports: Ports, row: Row, mayGoOn: MayGoOn): Promise<string> {
  const kept = await readContainment(ports.table, ports.seal, row);
  if (kept === undefined) {
    const { instanceId } = await ports.run(row.id);
    const at = ports.now().toISOString();
    if (instanceId) await letGo(ports.table, { ...row, instanceId }, { id: row.id, at });
    return 'The machine was not touched.';
  }
  if (kept.kind === 'forged') return `What was there before is not to be believed: ${kept.why}.`;
  if (kept.releasedAt) return 'The machine was put back.';
  const clients = ports.containment(kept.baseline.machine);
  const now = await lookAtMachine(clients, kept.baseline);
  if (now && isIsolated(kept.baseline, now)) {
    const taking = stepsWith(clients, mayGoOn);
    for (const step of closeWay(kept.baseline, now)) await taking.take(step);
    const refused = taking.refusals().map(({ text }) => ` ${text}`);
    return `The machine stays contained: trailwarden release ${row.id}${refused.join('')}`;
  }
  const back = await putBackMachine(clients, kept.baseline, judgement, mayGoOn);
  const { differences } = back;
  if (differences.length > 0 && back.refusal) throw back.refusal;
  if (differences.length > 0)
    return `The machine is not as it was (trailwarden release ${row.id}): ${differences.join(' ')}`;
  await markReleased(ports.table, row, kept.baseline, ports.now().toISOString());
  if (back.isGone) return 'The machine is gone; what was made outside of it was taken away.';
  return 'The machine was half contained, and was put back as it was.';
}

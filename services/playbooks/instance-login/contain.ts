import type { InstanceClients } from '../../../shared/aws/playbooks/instance/clients';
import {
  keepContainment,
  readContainment,
} from '../../../shared/aws/playbooks/instance/containment-baseline';
import { holdMachine } from '../../../shared/aws/playbooks/instance/holder';
import { endpointsGroupOf } from '../../../shared/aws/playbooks/instance/instance-facts';
import { readMachine } from '../../../shared/aws/playbooks/instance/read-machine';
import { stepsWith } from '../../../shared/aws/playbooks/instance/refused-steps';
import type { MayGoOn } from '../../../shared/aws/playbooks/instance/turn';
import type { ContainmentBaseline } from '../../../shared/domain/containment';
import type { Login } from '../../../shared/domain/login';
import { liftCuts } from '../../../shared/playbooks/instance-login/contain';
import { isNeeded } from '../../../shared/playbooks/instance-login/isolation';
import { planContainment } from '../../../shared/playbooks/instance-login/plan-containment';
import { TaskError } from '../task-error';
import { containedNow } from './contained-now';
import { type Known, knownOf } from './facts';
import { inTurn } from './in-turn';
import { reserveIsolation } from './isolated-lately';
import { came } from './outcome';
import type { Input, Ports } from './ports';
import { isClosed } from './read-or';
import { wayToStoreFrom } from './way-to-store';

/** What is there is sealed first; then the steps in their order, until what is there needs none. */
export async function contain(ports: Ports, input: Input): Promise<object> {
  const { brakes = [], isReleased } = await ports.run(input.incidentId);
  if (brakes.length > 0) {
    await came(ports, input, `not contained: ${brakes.join(' ')}`, 'escalated');
    return { contained: false };
  }
  const known = await knownOf(ports, input.incidentId);
  try {
    const said = await inTurn(ports, input, (mayGoOn) => contained(ports, known, mayGoOn));
    await came(ports, input, said.text, said.isContained ? 'step' : 'escalated');
    // A run before may have been stopped when it had just put it back.
    if (isReleased && said.text === RELEASED)
      await came(ports, { ...input, task: 'Release' }, 'put back as it was (by a run before)');
    return { contained: said.isContained };
  } catch (error) {
    if (!isClosed(error)) throw error;
    const text = 'not contained: the account did not opt in to containment';
    await came(ports, input, text, 'escalated');
    return { contained: false };
  }
}

const RELEASED = 'not contained: it was released';

interface Said {
  readonly isContained: boolean;
  readonly text: string;
}

async function contained(ports: Ports, known: Known, mayGoOn: MayGoOn): Promise<Said> {
  const { row, login, place, instanceId } = known;
  const clients = ports.containment(place);
  const kept = await readContainment(ports.table, ports.seal, row);
  if (kept?.kind === 'forged')
    throw new TaskError('Unfit', `What was there before is not to be believed: ${kept.why}.`);
  if (kept?.releasedAt) return { isContained: false, text: RELEASED };
  const planned = kept ? { baseline: kept.baseline, left: [] } : await plan(ports, known, clients);
  if ('why' in planned) return { isContained: false, text: `not contained: ${planned.why}` };
  const taking = stepsWith(clients, mayGoOn, isNeeded);
  const { baseline, now, calls } = await containedNow(
    ports,
    row,
    clients,
    taking,
    planned.baseline,
  );
  if (!now) return { isContained: false, text: `${instanceId} is gone` };
  // The login is over on the machine, so its peer needs no cut any more.
  if (login.sessionId) for (const step of liftCuts(baseline, now)) await taking.take(step);
  const left = [...planned.left, ...taking.refusals().map(({ text }) => text)];
  return {
    isContained: true,
    text: `${instanceId} is contained, read back (${calls.join(', ') || 'it was already'}). ${left.map((one) => `${one} `).join('')}trailwarden release puts back what was there.`,
  };
}

async function plan(
  ports: Ports,
  known: Known,
  clients: InstanceClients,
): Promise<
  | { readonly baseline: ContainmentBaseline; readonly left: readonly string[] }
  | { readonly why: string }
> {
  const { row, login, instanceId } = known;
  if (!instanceId) return { why: 'its machine is not known' };
  const isolation = `trailwarden-isolation-${row.id}`.slice(0, 128);
  const names = { isolation, groups: [], targetGroups: [], acls: [] };
  const machine = await readMachine(clients, instanceId, names);
  if (!machine) return { why: `${instanceId} is gone` };
  const [endpointsGroupId, wayToStore] = await Promise.all([
    endpointsGroupOf(clients, machine.vpcId, 'ssmmessages'),
    wayToStoreFrom(ports, machine),
  ]);
  const planned = planContainment(machine, {
    ...{ incidentId: row.id, at: ports.now().toISOString() },
    peers: peersOf(login),
    ...(endpointsGroupId && { endpointsGroupId }),
    ...(wayToStore && { wayToStore }),
  });
  if (planned.kind === 'refused') return { why: planned.why };
  const tooMany = await reserveIsolation(ports, known);
  if (tooMany) return { why: `${tooMany}. Decide by hand` };
  const at = planned.baseline.at;
  const other = await holdMachine(ports.table, machine, { id: row.id, at });
  if (other)
    return { why: `${instanceId} is contained already, for ${other}, whose release lets go of it` };
  const baseline = await keepContainment(ports.table, ports.seal, row, planned.baseline);
  const claimed = login.words === 'host' && login.from;
  const untrusted = claimed
    ? [`${claimed} is not cut off: only a machine says that it is the login’s.`]
    : [];
  return { baseline, left: [...untrusted, ...planned.left] };
}

/** On AWS's word only: who has a machine may say anything of it, and a cut is for the whole subnet. */
const peersOf = ({ words, from, sessionId, call }: Login): readonly string[] =>
  words === 'aws' ? [from ?? [], sessionId ? [] : (call?.sourceIp ?? [])].flat() : [];

import { volumesOn } from '../../../shared/aws/playbooks/instance/instance-facts';
import { actorNames } from '../../../shared/domain/evidence';
import { describeLogin } from '../../../shared/domain/login';
import type { Identified } from '../../../shared/playbooks/instance-login/identify';
import { noted } from '../noted';
import { knownOf } from './facts';
import type { Input, Ports } from './ports';

/** As many are told one by one. */
const MOST_TOLD = 3;

function othersText({ others, othersLeft }: Identified): string {
  const told = others.slice(-MOST_TOLD).map((one) => `${one.at}: ${describeLogin(one)}`);
  return `${others.length + othersLeft} other logins within a day, the last ones: ${told.join(' ')}`;
}

/** Says on the timeline who logged in on what, how the key came there, and what could not be read. */
export async function identify(ports: Ports, input: Input): Promise<object> {
  const { row, login, instanceId, instance, records, identified } = await knownOf(
    ports,
    input.incidentId,
  );
  const found = identified.kind === 'read' ? identified.value : undefined;
  const human = row.lineage?.human;
  const by = found?.call ? `the key was handed over by ${found.call.call?.actor.principal}` : [];
  const said = [
    describeLogin(login),
    human ? `the person is ${human.name} (${human.certainty})` : [],
    by,
    found?.keyOrigin?.sentence ?? [],
    (found?.owners ?? []).map(({ tag, value }) => `its ${tag} is ${value}`),
    found && found.others.length > 0 ? othersText(found) : [],
    instance.kind === 'unread' ? `the machine was not read: ${instance.why}` : [],
    instance.kind === 'read' && !instance.value ? 'the machine is gone' : [],
    records.kind === 'unread' ? `Event history was not read: ${records.why}` : [],
  ].flat();
  const volumes = instance.kind === 'read' ? volumesOn(instance.value) : [];
  await ports.keep(input.incidentId, (held) => ({
    ...held,
    login,
    ...(instanceId && { instanceId }),
    ...(volumes.length > 0 && { volumes }),
  }));
  await noted(ports, input, 'noticed', `identified: ${said.join('; ')}`, (held) => ({
    ...held,
    actors: new Set([...(held.actors ?? []), ...(login.call ? actorNames(login.call.actor) : [])]),
  }));
  return {};
}

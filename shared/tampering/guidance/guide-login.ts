import type { Guidance } from '../../domain/guidance';
import { contain } from './containment';
import { factsOfIncident, type GuidedIncident } from './incident-facts';

/** What to do about a login on a machine: its playbook does much of it, and a person the rest. */
export function guideLogin(incident: GuidedIncident): Guidance {
  const { who, from } = factsOfIncident(incident);
  const { id } = incident;
  const stop = contain(incident);
  return {
    isItPlanned: `${who ? `${who} did it, from ${from}.` : 'No identity is named.'} It is planned if the person behind it says so.`,
    howToTell:
      'Ask the person it names, through a channel that the attacker cannot control. Who called AWS is AWS’s word; user, address and key on the machine are what the host says of itself.',
    preserve:
      'Do not stop or reboot the machine before its memory is taken: what is in it is lost. What was taken is in the forensic account, locked.',
    rotate:
      'What the login was made with, and every key and password that lies on the machine. Credentials of its role last for hours after it is taken away: while the machine is contained they are denied.',
    ifItContinues: [
      'Another login by the same hand is counted here; another hand is an incident of its own.',
      ...stop.notes,
    ].join(' '),
    commands: [
      { why: 'See who is behind it', command: `trailwarden who ${id}` },
      ...stop.commands.map((one) => ({
        ...one,
        why: `If it was not planned: ${lowered(one.why)}`,
      })),
      {
        why: 'It was planned (answers take the role trailwarden-acknowledger)',
        command: `trailwarden ack ${id} --as planned --note '<change>'`,
      },
      { why: 'It was not', command: `trailwarden ack ${id} --as not-me --note '<what you know>'` },
      {
        why: 'Put back what the machine was cut off from (takes the role trailwarden-releaser)',
        command: `trailwarden release ${id}`,
      },
      {
        why: 'Read the evidence again, and compare it with its chain of custody',
        command: `trailwarden evidence verify ${id}`,
      },
    ],
  };
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

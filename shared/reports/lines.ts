import { stopActor } from '../guidance/stop-actor';
import { type Facts, pasteable } from './facts';

/** The first line of every guidance: is it ours? */
export const planned = ({ who, from, at }: Facts, sign: string): string =>
  `Planned? ${who} did it at ${at} from ${from}: look for the change and ask them on another channel. ${sign}`;

/** The last line: how to stop whoever does it, when asking does not. */
export const goesOn = ({ record, at }: Facts): string => {
  const stop = stopActor(record.actor);
  if (stop) return `If it goes on, ${stop.why}: ${stop.command}`;
  return `If it goes on: it was a principal of type ${pasteable(record.actor.type, 'type')}; find its last sign-in before ${at} and rotate what it signed in with.`;
};

/** Keeps what Event history still knows of the place, before 90 days are over. */
export const preserve = ({ accountId, region }: Pick<Facts, 'accountId' | 'region'>): string =>
  `Preserve, in ${accountId}: aws cloudtrail lookup-events --region ${region} --output json > events-${accountId}.json`;

export const inPlace = (command: string, { region }: Facts): string =>
  `${command} --region ${region}`;

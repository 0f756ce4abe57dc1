import { contain } from '../guidance/containment';
import { aroundTime } from './around-time';
import { type Facts, step } from './facts';

/** The first line of every guidance: is it ours? */
export const plannedBy = ({ who, from, at }: Facts, sign: string): string =>
  `Planned? ${who} did it at ${at} from ${from}: look for the change and ask them on another channel. ${sign}`;

/** The last lines: how to stop the actor, when asking does not. */
export function goesOn({ record, region }: Facts): readonly string[] {
  const { notes, commands } = contain({ evidence: { actor: record.actor }, region });
  return [
    ...notes.map((note) => `If it goes on: ${note}`),
    ...commands.map(({ why, command }) => step(`If it goes on, ${lowered(why)}`, command)),
  ];
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Keeps what Event history still knows of the place around it, before 90 days are over. */
export const preserve = ({ accountId, region, at }: Facts): string =>
  step(
    `Preserve, in ${accountId}`,
    `aws cloudtrail lookup-events --region ${region} --start-time ${aroundTime(at, -1)} --end-time ${aroundTime(at, 1)} --output json > events-${accountId}.json`,
  );

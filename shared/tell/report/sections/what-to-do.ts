import type { Guidance } from '../../../domain/guidance';
import type { Incident } from '../../../domain/incident';
import { commandIn } from '../../../tampering/guidance/command-in';
import { guideIncident } from '../../../tampering/guidance/guide-incident';
import type { Block, Section } from '../document';

/**
 * Guidance by technique; for an incident that is told and not undone, the guidance that was written down from the
 * record.
 */
export function whatToDo(incident: Incident): Section {
  const guidance = guideIncident(incident);
  const { guidance: noted = [] } = incident;
  return {
    title: 'What to do',
    blocks: [...(guidance ? blocksOf(guidance) : []), ...notedBlocks(noted)],
  };
}

/** Sentences, and commands to paste, in their order. */
function notedBlocks(noted: readonly string[]): readonly Block[] {
  const sentences = noted.filter((line) => !commandIn(line));
  const commands = noted.flatMap((line) => commandIn(line) ?? []);
  return [
    ...(sentences.length > 0
      ? [{ kind: 'list', title: 'Noted with it', items: sentences } as const]
      : []),
    ...(commands.length > 0 ? [{ kind: 'commands', commands } as const] : []),
  ];
}

const blocksOf = (guidance: Guidance): readonly Block[] => [
  {
    kind: 'facts',
    facts: questions.map(([name, question]) => ({ name, text: guidance[question] })),
  },
  { kind: 'commands', commands: guidance.commands },
];

/** In the order in which a person asks. */
export const questions = [
  ['Is it planned?', 'isItPlanned'],
  ['How to tell', 'howToTell'],
  ['Preserve', 'preserve'],
  ['Rotate', 'rotate'],
  ['If it continues', 'ifItContinues'],
] as const satisfies readonly (readonly [string, Exclude<keyof Guidance, 'commands'>])[];

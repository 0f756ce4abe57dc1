import type { Incident } from '../../../domain/incident';
import type { Considered } from '../../../domain/login-decision';
import type { Block, Section } from '../document';

/** Planned or not, by what, and what a person said to it. */
export function decided({ loginRun = {}, ask, timeline }: Incident): Section {
  const { decision, considered = [], brakes = [] } = loginRun;
  const answers = timeline.filter(({ state = '' }) => /^Answer/.test(state));
  const said = answers.map(({ at, text }) => `${at}: ${text}`);
  const open = ask && !ask.ended ? [`${ask.question} No answer yet, until ${ask.until}.`] : [];
  return {
    title: 'What was decided and why',
    blocks: [
      decision
        ? { kind: 'text', text: `${VERDICTS[decision.verdict]} ${decision.sentence}` }
        : { kind: 'unknown', text: 'Not decided yet.' },
      ...(considered.length > 0 ? [consideredTable(considered)] : []),
      ...list('Its people were asked', [...said, ...open]),
      ...list('What kept the machine from being contained', brakes),
    ],
  };
}

const VERDICTS = {
  expected: 'Expected.',
  unplanned: 'Not planned.',
  ask: 'Its people were asked, because nothing decided it.',
} as const;

const consideredTable = (considered: readonly Considered[]): Block => ({
  kind: 'table',
  table: {
    title: 'What was considered, in the order in which it counts',
    head: ['What', 'Holds', 'Why'],
    rows: considered.map(({ reason, holds, sentence }) => [
      reason.replaceAll('-', ' '),
      holds === 'unknown' ? 'not known' : holds,
      sentence,
    ]),
  },
});

const list = (title: string, items: readonly string[]): readonly Block[] =>
  items.length > 0 ? [{ kind: 'list', title, items }] : [];

import type { Technique } from '../../../../shared/domain/technique';
import { runbooks } from '../../../../shared/restore/runbooks/catalogue';
import { allTechniques } from '../../../../shared/tampering/catalogue';
import { techniqueText } from '../../../../shared/tampering/guidance/catalogue';
import { reportedRows } from '../../../../shared/tampering/reported/catalogue';
import { deliveryPage } from './delivery-page';
import { guidanceLines } from './guidance-lines';
import { recordsPage } from './records-page';
import { reportedPage } from './reported-page';
import { generated, wrapped } from './wrapped';

/** A generated page: its path under docs/, and its text. */
export interface Page {
  readonly path: string;
  readonly text: string;
}

/** docs/techniques: one page per technique and an index. `npm run docs` writes them. */
export const techniquePages = (): readonly Page[] =>
  [
    { name: 'README', text: index() },
    { name: 'reported', text: reportedPage() },
    { name: 'records', text: recordsPage() },
    { name: 'delivery', text: deliveryPage() },
    ...allTechniques.map((technique) => ({ name: technique.id, text: pageOf(technique) })),
  ].map(({ name, text }) => ({ path: `techniques/${name}.md`, text: wrapped(text) }));

const FROM = 'shared/tampering and shared/tampering/guidance';

function index(): string {
  const rows = allTechniques.map(
    ({ id, row, severity, title, subject }) =>
      `| [${id}](${id}.md) | ${row} | ${severity} | ${title} | ${subject} | ${undoing({ id, subject }).length > 0 ? 'by Trailwarden' : '**by hand**'} |`,
  );
  return generated(FROM, 'Techniques', [
    'Every way to blind CloudTrail that Trailwarden finds, no matter which call caused it. It puts back all but those that are put back **by hand**: their',
    'pages say how.',
    '',
    '| technique | row | severity | what an attacker does | subject | put back |',
    '| --- | --- | --- | --- | --- | --- |',
    ...rows,
    '',
    `${reportedRows.length} more are told with guidance, and undone only if a setting asks for it: [reported](reported.md).`,
    'Trailwarden also tells of a trail that logs and does not deliver: [delivery](delivery.md). [records](records.md) says which call is restored, which is told, and which only a replay shows.',
  ]);
}

function pageOf(technique: Technique): string {
  const { title, id, row, severity, mitre, byHand, events } = technique;
  const { description = '', notRestorable = '' } = techniqueText(id) ?? {};
  const undoneBy = undoing(technique);
  return generated(FROM, title, [
    `\`${id}\` · ${row} · ${severity} · MITRE ATT&CK ${mitre.join(', ')}`,
    '',
    description,
    '',
    '## How it is noticed',
    '',
    'Trailwarden compares the state with the baseline. These calls make it look at once; a check finds the difference without them:',
    '',
    ...Object.entries(events).flatMap(([source, names]) =>
      names.map((name) => `- \`${name}\` (${source})`),
    ),
    '',
    '## How it is put back',
    '',
    ...(undoneBy.length > 0
      ? undoneBy.map((runbook) => `- \`${runbook.id}\`: ${runbook.title}`)
      : [`By hand: no runbook undoes it.${byHand ? ` ${byHand}` : ''}`]),
    '',
    '## What cannot be put back',
    '',
    notRestorable,
    '',
    '## What to do',
    '',
    ...guidanceLines(technique),
    '',
    '## Try it',
    '',
    '```sh',
    `npx trailwarden drill ${id}`,
    '```',
  ]);
}

/** The runbooks that put it back. */
const undoing = ({ id, subject }: Pick<Technique, 'id' | 'subject'>) =>
  runbooks[subject].filter(({ undoes }) => undoes.includes(id));

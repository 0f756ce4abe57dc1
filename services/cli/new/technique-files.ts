import type { SubjectKind } from '../../../shared/domain/subject';
import { withEntry, withImport } from './index-lines';
import { type Draft, drafts } from './technique-subjects';

/** A technique that does not exist yet. */
export interface Asked {
  readonly subject: SubjectKind;
  readonly id: string;
  readonly title: string;
  readonly row: string;
}

/** Path from the root of the checkout, and text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** `stop-logging` → `stopLogging` */
export const constantOf = (id: string): string =>
  id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** What is written anew: what it is, what its record shows, what people are told, and its test. */
export const techniqueFiles = (asked: Asked): readonly SourceFile[] => {
  const folder = `shared/tampering/${asked.subject}/${asked.id}`;
  return [
    { path: `${folder}/technique.ts`, text: techniqueText(asked) },
    { path: `${folder}/record.ts`, text: recordText(asked) },
    { path: `${folder}/guide.ts`, text: guideText(asked) },
    { path: `test/techniques/${asked.subject}/${asked.id}.test.ts`, text: testText(asked) },
  ];
};

/** An index of techniques: the import and the line that it gets. */
export interface IndexLines {
  readonly path: string;
  readonly imported: string;
  readonly begins: RegExp;
  readonly line: string;
}

export function indexLines({ subject, id, row }: Asked): readonly IndexLines[] {
  const name = constantOf(id);
  const home = `shared/tampering/${subject}`;
  return [
    {
      path: 'shared/tampering/catalogue.ts',
      imported: `import { ${name} } from './${subject}/${id}/technique';`,
      begins: new RegExp(`^  '?${subject}'?: \\[\\n`, 'm'),
      line: `${name}, // ${row}`,
    },
    {
      path: `${home}/guide.ts`,
      imported: `import { ${name}Guide } from './${id}/guide';`,
      begins: /^ {2}techniques: \{\n/m,
      line: `'${id}': ${name}Guide,`,
    },
    {
      path: `${home}/records.ts`,
      imported: `import { ${name}Records } from './${id}/record';`,
      begins: /^export const \w+Records: readonly Row\[\] = \[\n/m,
      line: `...${name}Records, // ${row}`,
    },
  ];
}

/** The index with the technique in it. Nothing when it is not as expected, or has such a name already. */
export function indexed(
  source: string,
  { imported, begins, line }: IndexLines,
): string | undefined {
  const [, name = ''] = /\{ (\w+) \}/.exec(imported) ?? [];
  if (new RegExp(`\\b${name}\\b`).test(source)) return undefined;
  const entered = withEntry(source, { begins, line });
  return entered && withImport(entered, imported);
}

/** Biome breaks a line at a hundred columns. */
const fits = (line: string): boolean => line.length <= 100;

function techniqueText({ subject, id, title, row }: Asked): string {
  const draft = drafts[subject];
  const { drill, imports = [] } = draft;
  const [service, event] = drill.call.split(':');
  const sorted = [
    "import type { StateBySubject } from '../../../domain/subject';",
    `import { ${'part' in drill ? '' : 'calling, '}DISABLE_LOGS, type Technique } from '../../../domain/technique';`,
    "import { differs, type Found } from '../../detection/differs';",
    ...imports,
  ].sort(byPath);
  return `${sorted.join('\n')}

/**
 * Say here what a newcomer would get wrong, and where it was seen in the wild, with a link.
 */
export const ${constantOf(id)}: Technique<'${subject}'> = {
  id: '${id}',
  title: '${title}',
  subject: '${subject}',
  severity: 'medium',
  row: '${row}',
  mitre: DISABLE_LOGS,
  byHand: 'Say why no runbook undoes it, and what a person does. This goes once a runbook does.',
  events: { '${service}.amazonaws.com': ['${event}'] }, // which recorded calls may do it
  parts: [], // which parts of the state, beside those that are always read, it compares
  detect: differs('${id}', compare),
  // The call of the attack, for \`trailwarden drill ${id}\`.
${drillText(drill)}
};

type State = StateBySubject['${subject}'];

/** Write here how the state shows it. So far nothing is found. */
function compare(_must: State, _is: State): Found | undefined {
  return undefined;
}
`;
}

const byPath = (one: string, other: string): number => {
  const [a = '', b = ''] = [one, other].map((line) => line.split(" from '")[1]);
  const [up, down] = [a, b].map((path) => path.split('../').length) as [number, number];
  return up === down ? (a < b ? -1 : 1) : down - up;
};

function drillText(drill: Draft['drill']): string {
  if ('part' in drill) {
    const { part, call, input } = drill;
    const inOneLine = `  drill: (${part}) => drillOn('${part}', ${part}, ['${call}', ${input}]),`;
    return fits(inOneLine)
      ? inOneLine
      : `  drill: (${part}) =>
    drillOn('${part}', ${part}, [
      '${call}',
      ${input},
    ]),`;
  }
  const { call, of, input } = drill;
  return `  drill: calling('${call}', ${of} => ({
    ${input},
  })),`;
}

function recordText({ subject, id }: Asked): string {
  const on = drafts[subject].rows;
  const [imported = ''] = on.split('(');
  const name = constantOf(id);
  const rows = `${on}(${name}, () => none)`;
  const inOneLine = `export const ${name}Records = [${rows}];`;
  return `import { none } from '../../../record/row';
import { ${imported} } from '../${imported.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}';
import { ${name} } from './technique';

/** What its CloudTrail record shows, for a replay: \`harm\` and a sentence, or \`unclear\`. So far it shows nothing. */
${fits(inOneLine) ? inOneLine : `export const ${name}Records = [\n  ${rows},\n];`}
`;
}

const guideText = ({ id }: Asked): string =>
  `import type { DescribedTechnique } from '../../guidance/subject-guide';

export const ${constantOf(id)}Guide: DescribedTechnique = {
  description: 'Say what the attacker does, and what is lost by it.',
  notRestorable: 'Say what is gone for good, even when it is put back.',
  did: 'was tampered with',
  plannedIf: 'such a change was announced',
};
`;

function testText({ subject, id }: Asked): string {
  const all = `exampleBaselines${/-/.test(subject) ? `['${subject}']` : `.${subject}`}`;
  return `import { expect, test } from '@jest/globals';
import { ${constantOf(id)} } from '../../../shared/tampering/${subject}/${id}/technique';
import { at } from '../../builders/at';
import { exampleBaselines } from '../../builders/example-baselines';

const { detect } = ${constantOf(id)};

// Add: what is tampered with, what is more than the baseline asks for, and a part that was not read.

test('${id}: what is as its baseline says is not found', () => {
  for (const baseline of ${all}) {
    const { subject, state } = baseline;
    const seen = { kind: 'present', subject, observedAt: at(60), state } as const;
    expect(detect(seen, { baseline, accountedUntil: at(0) })).toBeUndefined();
  }
});

test('${id}: what is gone is another technique', () => {
  for (const baseline of ${all}) {
    const gone = { kind: 'absent', subject: baseline.subject, observedAt: at(60) } as const;
    expect(detect(gone, { baseline, accountedUntil: at(0) })).toBeUndefined();
  }
});
`;
}

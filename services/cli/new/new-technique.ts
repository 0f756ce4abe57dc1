import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type SubjectKind, subjectKinds } from '../../../shared/domain/subject';
import { print, printJson } from '../terminal/print';
import { UserError } from '../terminal/user-error';
import { checkoutOf, nextRow, waysIn } from './checkout';
import {
  type Asked,
  indexed,
  indexLines,
  type SourceFile,
  techniqueFiles,
} from './technique-files';
import { drafts } from './technique-subjects';

export interface NewTechniqueOptions {
  readonly title?: string;
  readonly row?: string;
  readonly json?: boolean;
}

/** Writes it into the checkout of this folder, and says what comes next. */
export function newTechnique(subject: string, id: string, options: NewTechniqueOptions): void {
  const root = checkoutOf(process.cwd());
  const { asked, written, changed } = writeTechnique(root, { subject, id }, options);
  const paths = { written: pathsOf(written), changed: pathsOf(changed) };
  const hasPage = writePages(root);
  if (hasPage) {
    paths.written.push(`docs/techniques/${id}.md`);
    paths.changed.push(...LISTS);
  }
  tell(asked, { ...paths, hasPage }, options);
}

/** The pages that list all of them are written anew. */
const LISTS = ['README', 'records'].map((name) => `docs/techniques/${name}.md`);

const pathsOf = (files: readonly SourceFile[]): string[] => files.map(({ path }) => path);

/** The generated pages, from what was just written. Without them a technique is whole: they can be made later. */
function writePages(root: string): boolean {
  const { status } = spawnSync('npm', ['run', '--silent', 'docs'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return status === 0;
}

/**
 * Writes a technique that compiles, passes its tests and finds nothing yet. Nothing is written before everything is
 * known to be good, and nothing is overwritten.
 */
export function writeTechnique(
  root: string,
  named: { readonly subject: string; readonly id: string },
  options: NewTechniqueOptions = {},
): Plan & { readonly asked: Asked } {
  const asked = askedFor(root, named, options);
  const plan = planned(root, asked);
  for (const { path, text } of plan.written) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text, { flag: 'wx' });
  }
  for (const { path, text } of plan.changed) writeFileSync(join(root, path), text);
  return { asked, ...plan };
}

/** Refuses, in a sentence, what makes no technique. */
function askedFor(
  root: string,
  { subject, id }: { readonly subject: string; readonly id: string },
  { title, row }: NewTechniqueOptions,
): Asked {
  if (!isKind(subject)) {
    throw new UserError(
      `There is no subject "${subject}"; a technique is done to one of ${subjectKinds.join(', ')}.`,
    );
  }
  if (!/^[a-z]+(-[a-z]+)+$/.test(id) || id.length > MOST_LETTERS) {
    throw new UserError(
      `"${id}" is no id of a technique; it must be a verb and what it hits, in small letters with hyphens, such as stop-logging, at most ${MOST_LETTERS} letters.`,
    );
  }
  const taken = waysIn(root).get(id);
  if (taken) throw new UserError(`There is a "${id}" already, in ${taken}; choose another id.`);
  return { subject, id, title: titleOf(id, title), row: rowOf(root, subject, row) };
}

const isKind = (text: string): text is SubjectKind =>
  subjectKinds.some((kind: string) => kind === text);

/** What fits into a line of source with all that stands around it. */
const MOST_LETTERS = 40;
const MOST_OF_A_TITLE = 80;

function titleOf(id: string, given: string | undefined): string {
  const title = (given ?? `${id.charAt(0).toUpperCase()}${id.slice(1).replaceAll('-', ' ')}`)
    .replaceAll("'", '’')
    .trim();
  if (
    !/^[A-Z][a-z]+ [^\\\p{C}\p{Z}](?:[^\\\p{C}\p{Zl}\p{Zp}])*$/u.test(title) ||
    title.length > MOST_OF_A_TITLE
  ) {
    throw new UserError(
      `--title must be a verb with a capital letter and what it hits, such as "Stop a trail", in at most ${MOST_OF_A_TITLE} letters, not "${title}".`,
    );
  }
  return title;
}

function rowOf(root: string, subject: SubjectKind, given: string | undefined): string {
  if (given === undefined) return nextRow(root, drafts[subject].prefix);
  if (!/^([A-Z]{2,3}|S3)-\d{2}$/.test(given)) {
    throw new UserError(`--row must be a row of the catalogue, such as CT-01, not "${given}".`);
  }
  return given;
}

interface Paths {
  readonly written: readonly string[];
  readonly changed: readonly string[];
  /** Whether the page in docs/ could be written. */
  readonly hasPage: boolean;
}

interface Plan {
  readonly written: readonly SourceFile[];
  readonly changed: readonly SourceFile[];
}

function planned(root: string, asked: Asked): Plan {
  const written = techniqueFiles(asked);
  const there = written.find(({ path }) => existsSync(join(root, path)));
  if (there) throw new UserError(`${there.path} is there already, and nothing is overwritten.`);
  const changed = indexLines(asked).map((lines) => {
    const { path } = lines;
    const text = indexed(readFileSync(join(root, path), 'utf8'), lines);
    if (text !== undefined) return { path, text };
    throw new UserError(
      `${path} has no place for ${lines.line}: such a name is there already, or its list is not where it was.`,
    );
  });
  return { written, changed };
}

function tell(
  { subject, id, row }: Asked,
  { hasPage, ...paths }: Paths,
  { json }: NewTechniqueOptions,
) {
  const next = [
    `Write in shared/tampering/${subject}/${id}/technique.ts how the state shows it, which calls do it and how it is drilled.`,
    'Write in record.ts what its CloudTrail record shows, and in guide.ts what people are told.',
    'Once they are done, what has at most 20 lines goes into records.ts and guide.ts of the subject.',
    `Add what it finds to the test, and run it: npx jest test/techniques`,
    `npm run docs, which ${hasPage ? 'writes its page anew' : 'failed just now'}, npm run format, npm run typecheck`,
    `npx trailwarden drill ${id}, which fails until its incident names ${id}`,
  ];
  if (json) {
    printJson({ technique: id, subject, row, ...paths, next });
    return;
  }
  print(`${id} is ${row}, and finds nothing yet.`);
  for (const path of paths.written) print(`  written  ${path}`);
  for (const path of paths.changed) print(`  changed  ${path}`);
  print('Next:');
  for (const [index, step] of next.entries()) print(`  ${index + 1}. ${step}`);
}

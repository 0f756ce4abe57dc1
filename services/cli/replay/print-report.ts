import pc from 'picocolors';
import type { Report, Sighting } from '../../../shared/replay/report';
import { plain } from '../../../shared/tell/report/plain';
import { counted, print, printTable } from '../terminal/print';
import { isUnheard } from './unheard';

/** The report for people; what a log says is printed without its control characters. */
export function printReport(report: Report): void {
  sayProtected(report);
  list('Findings', report.findings);
  list('Attempts (they failed)', report.attempts);
  list('Set aside', report.setAside);
  if (report.findings.length > 0) summarize(report);
  sayTotals(report);
}

function sayProtected({ protected: { from, subjects, chosen = {} } }: Report): void {
  print(`Protected, ${from}:`);
  const kinds = Object.entries(subjects);
  if (kinds.length === 0) {
    print(
      pc.yellow(
        '  nothing; only what needs no target is reported. Name subjects with --protected.',
      ),
    );
  }
  for (const [kind, names] of kinds) print(`  ${kind}: ${names.map(plain).join(', ')}`);
  const set = Object.entries(chosen);
  if (set.length === 0) return;
  print('Not protected, because calls in these logs set trails to use it; name what is yours:');
  for (const [kind, names] of set) print(`  ${kind}: ${names.map(plain).join(', ')}`);
}

function list(title: string, sightings: readonly Sighting[]): void {
  if (sightings.length === 0) return;
  print(`\n${pc.bold(title)}`);
  printTable(
    ['Time', 'Row', 'Account', 'Region', 'Actor', 'What', 'Where'],
    sightings.map((one) => [
      one.time ?? '-',
      `${one.row}${one.class === 'direct' ? '' : ` ${one.class}`}${isUnheard(one) ? ' *' : ''}`,
      one.account ?? '-',
      one.region ?? '-',
      plain(`${one.actor}${one.sourceIp ? ` from ${one.sourceIp}` : ''}`),
      plain(`${one.sentence}${one.why ? ` (${one.why})` : ''}`),
      placeOf(one),
    ]),
  );
  if (sightings.some(isUnheard)) {
    print('* No deployed rule forwards this call: a running Trailwarden hears nothing of it.');
  }
}

/** A file with many records on one line says which. */
const placeOf = ({ file, line, record, alsoAt }: Sighting): string =>
  `${plain(file)}:${line}${record > line ? ` #${record}` : ''}${alsoAt.length > 0 ? ` and ${alsoAt.length} more` : ''}`;

function summarize({ counts }: Report): void {
  print('');
  printTable(
    ['By', 'Findings'],
    [
      ['row', entries(counts.byRow)],
      ['account', entries(counts.byAccount)],
      ['actor', entries(counts.byActor)],
    ],
  );
}

function sayTotals({ files, records, skipped, duplicates, counts }: Report): void {
  const unattributed = Object.values(counts.unattributed).reduce((sum, one) => sum + one, 0);
  print(
    `\n${counted(records, 'record')} in ${counted(files, 'file')}: ${counted(counts.findings, 'finding')}, ${counted(counts.attempts, 'attempt')}, ${counts.setAside} set aside, ${counted(duplicates, 'duplicate')}, ${skipped.count} skipped.`,
  );
  if (unattributed > 0)
    print(`${unattributed} denied calls do not say on what: ${entries(counts.unattributed)}.`);
  for (const [why, count] of Object.entries(skipped.byReason)) {
    print(pc.yellow(`  skipped ${count}: ${plain(why)}`));
  }
  for (const { file, line } of skipped.examples.slice(0, NAMED))
    print(`    ${plain(file)}${line ? `:${line}` : ''}`);
  if (skipped.count > NAMED) print(`    … and ${skipped.count - NAMED} more`);
  if (skipped.unread > 0)
    print(pc.yellow(`Nothing is said of the ${skipped.unread} that could not be read.`));
}

const entries = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${plain(name)} ${count}`)
    .join(', ');

const NAMED = 10;

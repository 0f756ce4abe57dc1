import pc from 'picocolors';
import { durationText } from '../../../shared/domain/duration-text';
import { plain } from '../../../shared/tell/report/plain';
import type { ChainReport, Counts, JudgedDigest } from '../../../shared/watch/digests/report';
import {
  type DigestVerdict,
  digestVerdicts,
  logVerdicts,
} from '../../../shared/watch/digests/verdict';
import type { Window } from '../../../shared/watch/digests/window';
import { counted, print, printTable } from '../terminal/print';

interface Report extends Counts {
  readonly trail: string;
  readonly from: Date;
  readonly to: Date;
  readonly valid: boolean;
  readonly proven: boolean;
  readonly accounted: boolean;
  readonly chains: readonly ChainReport[];
}

/** What is wrong first, then when nothing was logged, then the numbers. */
export function printVerdicts(report: Report, { verbose }: { readonly verbose: boolean }): void {
  const { trail, from, to, chains, digests, logs } = report;
  print(`${trail} from ${from.toISOString()} to ${to.toISOString()}`);
  const found = chains.flatMap((chain) => rowsOf(chain, verbose));
  if (found.length > 0) printTable(['What', 'Where', 'Verdict'], found);
  const windows = chains.flatMap(windowRows);
  if (windows.length > 0) {
    print(`\n${pc.bold('Time without a valid digest')}`);
    const what = ['What it means', 'Certainty', 'Incident'];
    printTable(['From', 'To', 'Long', 'Account', 'Region', ...what], windows);
  }
  print(
    `\n${ratio(digests, 'digests')}, ${ratio(logs, 'log files')}, in ${counted(chains.length, 'chain')} (account and Region).`,
  );
  if (chains.some(({ backfills }) => backfills.length > 0)) {
    print(`${ratio(report.backfills, 'backfill digests')}.`);
  }
  print(conclusion(report));
}

function rowsOf({ digests, backfills }: ChainReport, verbose: boolean): string[][] {
  return [...digests, ...backfills].flatMap((digest) => [
    ...(verbose || digest.verdict !== 'valid' ? [digestRow(digest)] : []),
    ...digest.logFiles.map(({ key, verdict, why }) => [
      'log file',
      plain(key),
      coloured(verdict, because(logVerdicts[verdict], why)),
    ]),
  ]);
}

const digestRow = ({ key, verdict, why }: JudgedDigest): string[] => [
  'digest',
  plain(key),
  coloured(verdict, because(digestVerdicts[verdict], why)),
];

const because = (sentence: string, why: string | undefined): string =>
  why ? `${sentence}: ${plain(why)}` : sentence;

const coloured = (verdict: DigestVerdict | keyof typeof logVerdicts, sentence: string): string =>
  verdict === 'valid'
    ? pc.green(sentence)
    : ['unlinked', 'unreadable'].includes(verdict)
      ? pc.yellow(sentence)
      : pc.red(sentence);

const windowRows = ({ account, region, windows }: ChainReport): string[][] =>
  windows.map(({ from, to, sentence, certainty, incidents }: Window) => [
    from,
    to,
    durationText(Date.parse(to) - Date.parse(from)),
    account,
    region,
    sentence,
    certainty,
    accountOf(incidents),
  ]);

const accountOf = (incidents: Window['incidents']): string => {
  if (incidents === undefined) return '-';
  return incidents.length > 0
    ? incidents.join(', ')
    : pc.red('none: no incident accounts for all of it');
};

function ratio({ valid, invalid, unreadable }: Counts['digests'], what: string): string {
  const total = `${valid} of ${valid + invalid + unreadable} ${what} valid`;
  return unreadable > 0 ? `${total} (${unreadable} could not be read)` : total;
}

function conclusion({ valid, proven, accounted, chains, digests }: Report): string {
  if (proven)
    return pc.green('All of it is as CloudTrail wrote it, and no time is without a digest.');
  if (chains.length === 0)
    return pc.red('There is no digest of this trail here: nothing is proven.');
  if (accounted)
    return pc.green('What is there is valid, and incidents account for all time without a digest.');
  if (!valid) return pc.red('Something was altered or is missing.');
  if (digests.unreadable > 0) return pc.yellow('Not everything could be read.');
  return pc.yellow('What is there is valid, and not all of the time is proven.');
}

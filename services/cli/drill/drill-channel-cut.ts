import { durationText } from '../../../shared/domain/duration-text';
import { type ChannelCutReport, drillChannelCut, type Hurt } from '../local/drill-channel-cut';
import { inLocal, progressOf } from '../local/local';
import { liveOnTerminal, silentLine } from '../sweep/live-line';
import { tally } from '../sweep/tally';
import { print, printJson, printTable } from '../terminal/print';
import { shortName } from '../terminal/short-name';
import { exitCode } from '../terminal/user-error';

/** The second channel alone: no event arrives, and a sweep finds and puts back everything. */
export function channelCut({ json }: { readonly json?: boolean }): Promise<void> {
  const onProgress = progressOf(json);
  return inLocal({ accounts: 2, onProgress }, async (local) => {
    const live = json ? silentLine : liveOnTerminal();
    const report = await drillChannelCut(local, { live, onProgress });
    const { hurt, sweep } = report;
    const good = hurt.every(isGood);
    if (json) printJson({ good, hurt, sweep: { tookMs: sweep.tookMs, ...tally(sweep) } });
    else show(report);
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  });
}

const isGood = ({ wasNoticed, isBack, incidents }: Hurt): boolean =>
  !wasNoticed && isBack && incidents === 1;

function show({ hurt, sweep }: ChannelCutReport): void {
  printTable(
    ['Technique', 'Account', 'Subject', 'Heard of', 'Incidents', 'After the sweep'],
    [...grouped(hurt).values()].map(rowOf),
  );
  const back = hurt.filter(({ isBack }) => isBack).length;
  print(
    `A sweep of ${sweep.places.length} places put back ${back} of ${hurt.length} in ${durationText(sweep.tookMs)}; no event told of any.`,
  );
}

/** The rules of an account share a row: there are nine or ten of them. */
function grouped(hurt: readonly Hurt[]): ReadonlyMap<string, readonly Hurt[]> {
  const rows = new Map<string, readonly Hurt[]>();
  for (const one of hurt) {
    const key = `${one.technique} ${one.subject.accountId}`;
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  return rows;
}

function rowOf(some: readonly Hurt[]): readonly string[] {
  const [first] = some;
  if (!first) return [];
  const { technique, subject } = first;
  const name = some.length === 1 ? shortName(subject.id) : `${some.length} ${plural(subject.kind)}`;
  return [
    technique,
    subject.accountId,
    name,
    some.some(({ wasNoticed }) => wasNoticed) ? 'yes' : 'no',
    String(some.reduce((sum, { incidents }) => sum + incidents, 0)),
    some.every(({ isBack }) => isBack) ? 'put back' : 'NOT PUT BACK',
  ];
}

const plural = (kind: string): string => (kind === 'warden' ? 'of our rules' : `${kind}s`);

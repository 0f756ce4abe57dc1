import { durationText } from '../../../shared/domain/duration-text';
import type { Technique } from '../../../shared/domain/technique';
import { hasRunbook } from '../../../shared/restore/runbooks/catalogue';
import { allTechniques, techniques } from '../../../shared/tampering/catalogue';
import { reportDrills } from '../../../shared/tampering/reported/catalogue';
import { type Burst, type BurstReport, bursts, drillBurst } from '../local/drill-burst';
import { type DrillReport, drillOne } from '../local/drill-one';
import { drillReported, type ReportedDrill, reportPlace } from '../local/drill-reported';
import { drillSubject, mostOfAKind } from '../local/drill-subject';
import { drillUndone, type UndoneDrill } from '../local/drill-undone';
import { type Local, type LocalOptions, startLocal } from '../local/local';
import { undoDrills } from '../local/undo-drills';
import { print, printList, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';

interface Failed {
  readonly technique: string;
  readonly failed: string;
}

type Result = DrillReport | ReportedDrill | UndoneDrill | BurstReport | Failed;

interface Options {
  readonly accounts: number;
  readonly json?: boolean;
}

/** One technique in an organization of its own. */
export const drillAlone = (technique: Technique, options: Options): Promise<void> =>
  inOrganization(options, { accounts: options.accounts, kinds: [technique.subject] }, (local) => [
    [
      technique.title,
      technique.id,
      () => drillOne(local, technique, drillSubject(local, technique)),
    ],
  ]);

/** Every technique on something of its own, every row that is only reported, every burst. */
export const drillAll = (options: Options): Promise<void> =>
  inOrganization(
    options,
    // Two accounts more for the bursts.
    { accounts: mostOfAKind() + 2, copies: techniques['log-bucket'].length },
    (local) => [
      ...allTechniques.map(
        (technique): Drill => [
          technique.title,
          technique.id,
          () => drillOne(local, technique, drillSubject(local, technique)),
        ],
      ),
      ...bursts(local).map(
        (burst: Burst): Drill => [burst.title, burst.id, () => drillBurst(local, burst)],
      ),
      ...reportDrills(reportPlace(local))
        .filter(({ reaches }) => reaches)
        .map(
          (reported): Drill => [
            `what is reported: ${reported.row}`,
            reported.row,
            () => drillReported(local, reported),
          ],
        ),
    ],
  );

/** A setting of a deployment, so in an organization of its own: everywhere else these rows are only told. */
export const drillUndo = (options: Options): Promise<void> =>
  inOrganization(
    options,
    {
      accounts: options.accounts,
      kinds: ['trail'],
      undo: { reported: [...new Set(undoDrills.map(({ row }) => row))] },
    },
    (local) =>
      undoDrills.map((drill): Drill => [drill.title, drill.row, () => drillUndone(local, drill)]),
  );

type Drill = readonly [title: string, id: string, run: () => Promise<Result>];

async function inOrganization(
  { json }: Options,
  of: LocalOptions,
  drills: (local: Local) => readonly Drill[],
): Promise<void> {
  const onProgress = json ? () => undefined : (what: string) => print(`… ${what}`);
  // The second Region has to be opted in to, so that it can be closed.
  const local = await startLocal({ ...of, regions: ['us-east-1', 'af-south-1'], onProgress });
  try {
    const results: Result[] = [];
    for (const [title, id, run] of drills(local)) {
      onProgress(title);
      results.push(await run().catch((error: unknown) => ({ technique: id, failed: say(error) })));
    }
    const good = results.every(isGood);
    if (json) printList('results', results, { good });
    else show(results);
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  } finally {
    await local.close();
  }
}

const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What no runbook undoes must have called a person; all else must be back. */
function isGood(result: Result): boolean {
  if ('failed' in result) return false;
  if ('subjects' in result) return result.isBack && result.incidents === result.subjects;
  if ('guidance' in result) return result.incidents === 1 && result.guidance.length > 0;
  if ('isUndone' in result) {
    return result.isUndone && result.outcome === 'restored' && result.incidents === 1;
  }
  const { isBack, isComplete, incident, technique, incidents } = result;
  const isCalled = !hasRunbook(technique) && incident.state === 'escalated';
  // What was done in full must also have been recognised for what it is.
  const isKnown = incident.techniques.includes(technique);
  if (isComplete && hasRunbook(technique) && !isKnown) return false;
  return incidents === 1 && (isBack || isCalled);
}

function show(results: readonly Result[]): void {
  printTable(
    ['Technique', 'Noticed', 'Restored after', 'Blind', 'Incidents', 'Verdict'],
    results.map(rowOf),
  );
}

function rowOf(result: Result): readonly string[] {
  if ('failed' in result)
    return [result.technique, '', '', '', '', `NOT PUT BACK: ${result.failed}`];
  const { technique, incidents } = result;
  const verdict = isGood(result) ? goodVerdict(result) : 'NOT PUT BACK';
  if ('guidance' in result || 'isUndone' in result)
    return [technique, 'by its event', '', '', String(incidents), verdict];
  if ('subjects' in result) {
    return [technique, '', durationText(result.tookMs), '', String(incidents), verdict];
  }
  return [
    technique,
    result.noticedBy === 'event' ? 'by its event' : 'by a check',
    result.measured ? durationText(result.measured.signalToRestoredMs) : '',
    durationText(result.incident.blindMs),
    String(incidents),
    verdict,
  ];
}

function goodVerdict(result: Exclude<Result, Failed>): string {
  if ('guidance' in result) return 'reported with guidance';
  if ('isUndone' in result) return 'undone';
  if ('subjects' in result) return `all ${result.subjects} put back`;
  if (!result.isBack) return 'a person was called';
  if (!hasRunbook(result.technique)) return 'put back once a person had acted';
  return result.isComplete ? 'put back' : 'put back before it was done';
}

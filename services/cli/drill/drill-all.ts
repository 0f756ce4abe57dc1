import { durationText } from '../../../shared/domain/duration-text';
import type { Technique } from '../../../shared/domain/technique';
import { allTechniques, techniques } from '../../../shared/tampering/catalogue';
import { reportDrills } from '../../../shared/tampering/reported/catalogue';
import { type CombinedReport, combinedAttacks, drillCombined } from '../local/drill-combined';
import { type DrillReport, drillOne } from '../local/drill-one';
import { drillReported, type ReportedDrill, reportPlace } from '../local/drill-reported';
import { drillSubject, mostOfAKind } from '../local/drill-subject';
import { drillUndone, type UndoneDrill } from '../local/drill-undone';
import { inLocal, type Local, type LocalOptions, progressOf } from '../local/local';
import { undoDrills } from '../local/undo-drills';
import { printList, printTable } from '../terminal/print';
import { exitCode } from '../terminal/user-error';
import { type FailedDrill, judgeDrill, type Verdict } from './judge-drill';

type Result = DrillReport | ReportedDrill | UndoneDrill | CombinedReport | FailedDrill;

interface Options {
  readonly accounts: number;
  readonly json?: boolean;
}

/** One technique in an organization of its own. */
export const drillAlone = (technique: Technique, options: Options): Promise<void> =>
  inOrganization(
    options,
    {
      accounts: options.accounts,
      kinds: [technique.subject],
      // Whose accounts are ours is known from the looks at trails.
      ...(technique.subject === 'bucket' && {
        bucketGuard: 'tagged',
        kinds: ['trail', 'bucket'],
      }),
    },
    (local) => [drillOf(local, technique)],
  );

const drillOf = (local: Local, technique: Technique): Drill => [
  technique.title,
  technique.id,
  () => drillOne(local, technique, drillSubject(local, technique)),
];

/** Every technique on a subject of its own, every row that is only reported, every combined attack. */
export const drillAll = (options: Options): Promise<void> =>
  inOrganization(
    options,
    // Two more accounts, for the combined attacks.
    {
      accounts: mostOfAKind() + 2,
      copies: techniques['log-bucket'].length,
      bucketGuard: 'tagged',
    },
    (local) => [
      ...allTechniques.map((technique) => drillOf(local, technique)),
      ...combinedAttacks(local).map(
        (attack): Drill => [attack.title, attack.id, () => drillCombined(local, attack)],
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

/**
 * `UndoReported` is a setting of a deployment, so it needs an organization of its own: everywhere else these rows
 * are only told.
 */
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

function inOrganization(
  { json }: Options,
  of: LocalOptions,
  drills: (local: Local) => readonly Drill[],
): Promise<void> {
  const onProgress = progressOf(json);
  // The second Region has to be opted in to, so that it can be closed.
  return inLocal({ ...of, regions: ['us-east-1', 'af-south-1'], onProgress }, async (local) => {
    const results: (Result & Verdict)[] = [];
    for (const [title, id, run] of drills(local)) {
      onProgress(title);
      const result = await run().catch((error: unknown) => ({ technique: id, failed: say(error) }));
      results.push({ ...result, ...judgeDrill(result) });
    }
    const good = results.every((one) => one.good);
    if (json) printList('results', results, { good });
    else printTable(HEAD, results.map(rowOf));
    process.exitCode = good ? exitCode.ok : exitCode.bad;
  });
}

const say = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const HEAD = ['Technique', 'Noticed', 'Restored after', 'Blind', 'Incidents', 'Verdict'];

function rowOf(result: Result & Verdict): readonly string[] {
  const { technique, verdict } = result;
  if ('failed' in result) return [technique, '', '', '', '', verdict];
  const incidents = String(result.incidents);
  if ('guidance' in result || 'isUndone' in result)
    return [technique, 'by its event', '', '', incidents, verdict];
  if ('subjects' in result) {
    return [technique, '', durationText(result.tookMs), '', incidents, verdict];
  }
  return [
    technique,
    result.noticedBy === 'event' ? 'by its event' : 'by a check',
    result.measured ? durationText(result.measured.signalToRestoredMs) : '',
    durationText(result.incident.blindMs),
    incidents,
    verdict,
  ];
}

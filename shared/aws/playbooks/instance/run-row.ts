import type { Answer } from '../../../domain/acknowledgement';
import type { Login } from '../../../domain/login';
import type { Considered, LoginDecision } from '../../../domain/login-decision';
import type { CustodySummary } from '../../../domain/login-run';
import type { LookedFor } from '../../../domain/trace';
import { amend } from '../../table/amend';
import { readItem, type Table } from '../../table/table';

/** What the run of a login's playbook has written down, besides the timeline: too much for the state's data. */
export interface RunRow {
  readonly instanceId?: string;
  readonly login?: Login;
  readonly decision?: Pick<LoginDecision, 'verdict' | 'reason' | 'sentence'>;
  /** All that spoke for it or against it. */
  readonly considered?: readonly Considered[];
  /** Of its people, to the question whether it was planned. */
  readonly answer?: Answer | 'unanswered';
  /** Whether its people said that the machine is to be put back. */
  readonly isReleased?: boolean;
  /** What keeps the machine from being contained, a sentence each. */
  readonly brakes?: readonly string[];
  /** By name: commands that were sent, so that a state that is done again waits for the same one. */
  readonly commands?: Readonly<Record<string, SentCommand>>;
  /** What each state came to, in a word or a sentence. */
  readonly outcomes?: Readonly<Record<string, string>>;
  /** Of the machine: those it had when it was first looked at, and when its snapshots were begun. */
  readonly volumes?: readonly string[];
  /** Just before its snapshots were asked for. */
  readonly snapshotsSince?: string;
  /** Snapshots by the volume they are of, as EC2 answered when they were begun. */
  readonly snapshots?: Readonly<Record<string, string>>;
  /** Copies in the forensic account, by volume, as EC2 answered when they were begun. */
  readonly copies?: Readonly<Record<string, string>>;
  readonly examiners?: Readonly<Record<string, ExaminerRow>>;
  /** Where the archive of what ran on the machine lies. */
  readonly volatileKey?: string;
  /** The upload of the memory, until it is whole. */
  readonly memoryUpload?: string;
  /** What looks like an intruder, a sentence each. */
  readonly findings?: readonly string[];
  /** What was looked for and is not there, or could not be had, by the state that looked. */
  readonly looks?: Readonly<Record<string, readonly LookedFor[]>>;
  /** The chain of custody, as far as the incident tells it. */
  readonly custody?: CustodySummary;
  /** Objects whose bytes the cost has. */
  readonly counted?: readonly string[];
  readonly cost?: CostRow;
}

export interface SentCommand {
  readonly commandId: string;
  readonly sentAt: string;
  /** Where what it sends goes. */
  readonly key?: string;
}

export interface ExaminerRow {
  /** When the one before it ended, after a failure; absent on the first. */
  readonly after?: string;
  readonly volumeId?: string;
  readonly instanceId?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
}

/** What a run used, counted as it was done. */
export interface CostRow {
  readonly bytes?: number;
  readonly snapshotGiB?: number;
  readonly copyGiB?: number;
}

const keyOf = (incidentId: string) => ({ pk: `INCIDENT#${incidentId}`, sk: 'RUN' });

export const readRun = async (table: Table, incidentId: string): Promise<RunRow> =>
  (await readItem<RunRow>(table, keyOf(incidentId))) ?? {};

export const keepRun = async (
  table: Table,
  incidentId: string,
  change: (held: RunRow) => RunRow,
): Promise<RunRow> =>
  (await amend<RunRow>(table, keyOf(incidentId), (held) => change(held ?? {}))) ?? {};

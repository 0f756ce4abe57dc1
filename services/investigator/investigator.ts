import type { ClaimedDark } from '../../shared/aws/dark/dark-row';
import type { ReadHistory } from '../../shared/aws/dark/event-history';
import type { EvidenceObject } from '../../shared/aws/dark/evidence-bucket';
import type { DarkReport } from '../../shared/domain/dark';
import type { Incident } from '../../shared/domain/incident';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { Place } from '../../shared/domain/place';
import type { Blinded } from '../../shared/investigate/dark/blinded';
import type { Tally } from '../../shared/investigate/dark/tally';

export type Dark = ClaimedDark<Tally>;

/** Everything the investigator needs of the world. */
export interface Investigator {
  readonly now: () => Date;
  /** How long this invocation may still run. */
  readonly leftMs: () => number;
  readonly bucket: string;
  readonly regions: readonly string[];
  /** How long CloudTrail may take to deliver; also how much before and after the dark is searched. */
  readonly delayMinutes: number;
  /** Nothing when there is no such incident. */
  readonly incident: (id: string) => Promise<Incident | undefined>;
  /** Finds out who it was and whom to tell. It is fast, and done before anything of the dark is read. */
  readonly actor: (incident: Incident) => Promise<void>;
  /** The accounts that were blind since then, besides the trail's. */
  readonly blinded: (incident: Incident, since: string) => Promise<Blinded>;
  /** Nothing when another investigator is reading it. */
  readonly claim: (id: string) => Promise<Dark | undefined>;
  /** False when another investigator has taken it over. */
  readonly save: (id: string, dark: Dark) => Promise<boolean>;
  readonly release: (id: string) => Promise<void>;
  /** Rejects with the SDK's error. Paced. */
  readonly page: ReadHistory;
  readonly obstacleIn: (error: unknown) => Obstacle;
  readonly put: (object: EvidenceObject) => Promise<void>;
  readonly record: (id: string, report: DarkReport) => Promise<boolean>;
  /** Has this incident looked at again, unless that will happen anyway. */
  readonly again: (id: string, inSeconds: number) => Promise<void>;
}

export const placeKey = ({ accountId, region }: Place): string => `${accountId}/${region}`;

import { gunzipSync } from 'node:zlib';
import type { Dark, Investigator } from '../../services/investigator/investigator';
import { classify } from '../../shared/aws/classify';
import type { HistoryEvent, ReadHistory } from '../../shared/aws/dark/event-history';
import type { EvidenceObject } from '../../shared/aws/dark/evidence-bucket';
import type { DarkReport } from '../../shared/domain/dark';
import type { Incident } from '../../shared/domain/incident';
import type { Blinded } from '../../shared/investigate/dark/blinded';
import { anIncident } from '../builders/an-incident';

/** Where an investigator works: its Event history, its bucket, its table, its clock. */
export interface DarkWorld {
  readonly investigator: Investigator;
  now: Date;
  leftMs: number;
  incident: Incident;
  history: readonly HistoryEvent[];
  /** Thrown instead of an answer, by Region, or by `account/Region`. */
  readonly refuses: Map<string, Error>;
  readonly stored: Map<string, EvidenceObject>;
  readonly asked: { readonly id: string; readonly inSeconds: number }[];
  dark: Dark;
  /** The accounts that the trail left in the dark. */
  blinded: Blinded;
  /** Another investigator has claimed the report. */
  taken: boolean;
  pages: number;
  report?: DarkReport;
}

/** Events that name no account happened in every one. */
const OWNER = /"recipientAccountId":"(\d+)"/;

/** The incident's trail was blind from 20:49:50 to 20:51:55 on 21 November; CloudTrail takes 15 minutes. */
export function aDarkWorld(different: Partial<Incident> = {}): DarkWorld {
  const page: ReadHistory = async ({ accountId, region }, { from, to }, next) => {
    world.pages += 1;
    const error = world.refuses.get(region) ?? world.refuses.get(`${accountId}/${region}`);
    if (error) throw error;
    const start = Number(next ?? 0);
    const found = world.history
      .filter(({ at, record }) => at >= from && at <= to && record.includes(region))
      .filter(({ record }) => (OWNER.exec(record)?.[1] ?? accountId) === accountId)
      .toSorted((one, other) => other.at.localeCompare(one.at));
    const end = start + 50;
    return {
      events: found.slice(start, end),
      refused: 0,
      ...(end < found.length && { next: String(end) }),
    };
  };
  const world: DarkWorld = {
    now: new Date('2026-11-21T21:30:00Z'),
    leftMs: 300_000,
    incident: anIncident(different),
    history: [],
    refuses: new Map(),
    stored: new Map(),
    asked: [],
    dark: { owner: 'me', covered: {}, files: [] },
    blinded: { kind: 'account' },
    taken: false,
    pages: 0,
    investigator: {
      now: () => world.now,
      leftMs: () => world.leftMs,
      bucket: 'evidence',
      regions: ['eu-west-1', 'us-east-1'],
      delayMinutes: 15,
      incident: async (id) => (id === world.incident.id ? world.incident : undefined),
      actor: async () => {},
      blinded: async () => world.blinded,
      claim: async () => (world.taken ? undefined : world.dark),
      save: async (_, dark) => {
        if (!world.taken) world.dark = dark;
        return !world.taken;
      },
      release: async () => {},
      page,
      obstacleIn: (error) => classify(error, 'cloudtrail:LookupEvents'),
      put: async (object) => {
        world.stored.set(object.key, object);
      },
      record: async (_, report) => {
        world.report = report;
        return true;
      },
      again: async (id, inSeconds) => {
        world.asked.push({ id, inSeconds });
      },
    },
  };
  return world;
}

/** The ids of the events in a file, as they lie there. */
export const idsIn = ({ body }: EvidenceObject): readonly string[] =>
  gunzipSync(body)
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly eventID: string }).eventID);

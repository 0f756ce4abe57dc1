import { setTimeout as wait } from 'node:timers/promises';
import { classify } from '../../shared/aws/classify';
import { openInvestigations } from '../../shared/aws/dark/ask-again';
import { claimDark, isNextMine, releaseDark, saveDark } from '../../shared/aws/dark/dark-row';
import { openEventHistory } from '../../shared/aws/dark/event-history';
import { openEvidence } from '../../shared/aws/dark/evidence-bucket';
import { getIncident } from '../../shared/aws/incidents/find-incidents';
import { recordDark } from '../../shared/aws/incidents/record-dark';
import { memberAccess } from '../../shared/aws/member-access';
import { openSts } from '../../shared/aws/sts';
import { openTable } from '../../shared/aws/table/table';
import { findBlinded } from './find-blinded';
import type { Investigator } from './investigator';
import { pacedHistory } from './paced-history';
import type { Settings } from './settings';
import { whoDidIt } from './who-did-it';

/** One invocation as Lambda tells of it. */
export interface Invocation {
  readonly awsRequestId: string;
  readonly getRemainingTimeInMillis: () => number;
}

export interface Wired {
  readonly investigator: (invocation: Invocation) => Investigator;
  /** Has an incident investigated at once. */
  readonly ask: (id: string) => Promise<void>;
}

/** The investigator as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings): Wired {
  const { bucket, regions, delayMinutes, readerRole: roleName, partition } = settings;
  const now = () => new Date();
  const table = openTable(settings.table);
  const ask = openInvestigations(settings.queueUrl);
  const access = memberAccess(openSts(), { roleName, sessionName: SESSION, partition });
  const page = pacedHistory(openEventHistory(access), {
    now: () => performance.now(),
    wait: (ms) => wait(ms),
  });
  const put = openEvidence(bucket);
  const again = async (id: string, inSeconds: number): Promise<void> => {
    const at = new Date(now().getTime() + inSeconds * 1_000);
    if (await isNextMine(table, id, { now: now(), at })) await ask(id, inSeconds);
  };
  const actor = whoDidIt({ table, access, regions, partition, now, again });
  return {
    ask: (id) => ask(id),
    investigator: ({ awsRequestId: owner, getRemainingTimeInMillis: leftMs }) => ({
      now,
      leftMs,
      bucket,
      regions,
      delayMinutes,
      incident: (id) => getIncident(table, id),
      actor,
      blinded: (incident, since) =>
        findBlinded(table, incident, {
          regions: [...new Set([incident.region, ...regions])],
          since,
        }),
      claim: (id) => claimDark(table, id, { owner, now: now(), leaseMs: leftMs() }),
      save: (id, dark) => saveDark(table, id, dark),
      release: (id) => releaseDark(table, id, owner),
      page,
      obstacleIn: (error) => classify(error, 'cloudtrail:LookupEvents'),
      put,
      record: (id, report) => recordDark(table, id, report),
      again,
    }),
  };
}

const SESSION = 'trailwarden-investigator';

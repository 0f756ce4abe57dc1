import { marshall } from '@aws-sdk/util-dynamodb';
import { deliver } from '../../services/notifier/deliver';
import { hmac } from '../../services/notifier/hmac';
import type { Notifier } from '../../services/notifier/notifier';
import { planRecords } from '../../services/notifier/plan-records';
import { openHttp } from '../../services/notifier/send-http';
import { receiverSecrets } from '../../services/receivers/secrets';
import type { RunningReceivers } from '../../services/receivers/start-receivers';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import { writeFacets } from '../../shared/aws/incidents/hold-incident';
import { endLease, takeLease } from '../../shared/aws/notify/courier-lease';
import type { IncidentWrite, StreamRecord } from '../../shared/aws/notify/images-of';
import { readReminderClock, setReminderClock } from '../../shared/aws/notify/reminder-clock';
import { askedRetries, endTest, putBack } from '../../shared/aws/notify/retry-row';
import { ticketsOf } from '../../shared/aws/notify/tickets';
import {
  beginNotice,
  endNotice,
  pendingNotices,
  planNotice,
  toldBefore,
} from '../../shared/aws/notify/try-notice';
import {
  incidentKey,
  ORGANIZATION,
  openedKey,
  type Table,
  update,
} from '../../shared/aws/table/table';
import type { Incident } from '../../shared/domain/incident';
import type { IncidentRecord } from '../../shared/domain/incident-record';
import type { Mail } from '../../shared/domain/mail';
import { parseConfiguration } from '../../shared/tell/notify/configuration';
import { asff } from '../../shared/tell/report/asff';
import { ocsf } from '../../shared/tell/report/ocsf';
import { anIncident } from '../builders/an-incident';

/** A clock that a test moves. */
export interface Clock {
  at: Date;
}

const arn = (name: string) => `arn:aws:ssm:us-east-1:111122223333:parameter/trailwarden/${name}`;

export interface Surroundings {
  readonly table: Table;
  readonly receivers: RunningReceivers;
  readonly clock: Clock;
}

export const SECURITY = '999900001111';

/** The notifier over a real table and receivers that speak the channels' own APIs. */
export function notifying(
  { table, receivers, clock }: Surroundings,
  different: object = {},
  sendMail: (mail: Mail) => Promise<void> = async () => undefined,
): Notifier {
  const now = () => clock.at;
  const secrets: Readonly<Record<string, string>> = {
    [arn('slack')]: `${receivers.url('slack')}${receiverSecrets.slackPath}`,
    [arn('jira')]: receiverSecrets.jiraToken,
    [arn('servicenow')]: receiverSecrets.servicenowPassword,
  };
  const desk = { site: receivers.url('servicenow'), user: receiverSecrets.servicenowUser };
  const jira = { site: receivers.url('jira'), user: receiverSecrets.jiraUser, project: 'SEC' };
  const configuration = parseConfiguration(
    JSON.stringify({
      channels: {
        chat: { kind: 'slack', secret: arn('slack') },
        tickets: { kind: 'jira', secret: arn('jira'), ...jira },
        desk: { kind: 'servicenow', secret: arn('servicenow'), ...desk },
      },
      // The desk is told of nothing but what a test names it for.
      rules: [{ to: ['chat', 'tickets'] }],
      messagesPerMinute: 200,
      ...different,
    }),
    { loopback: true },
  );
  return {
    now,
    configuration,
    securityAccountId: SECURITY,
    plan: (notice) => planNotice(table, notice),
    retries: () => askedRetries(table),
    putBack: (request) => putBack(table, request, now()),
    endTest: (request, results) => endTest(table, request, { results, now: now() }),
    pending: () => pendingNotices(table),
    lease: (channel) => takeLease(table, { channel, owner: 'a test', now: now(), forMs: 60_000 }),
    endLease: (lease) => endLease(table, lease, now()),
    begin: (notice, nextAt) => beginNotice(table, notice, nextAt),
    end: (notice, ending) => endNotice(table, notice, ending),
    incident: (id) => getIncident(table, id),
    toldBefore: (notice) => toldBefore(table, notice),
    deliver: (channel, settings, letter) =>
      deliver(settings, letter, {
        http: openHttp({ loopback: true }),
        secret: async (name) => secrets[name] ?? '',
        hmac,
        publish: async () => undefined,
        sendMail,
        putEvent: async () => undefined,
        importFinding: async () => undefined,
        asff: (incident) => asff(incident, { accountId: '111122223333', region: 'us-east-1' }),
        ocsf,
        ticket: ticketsOf(table, channel),
        now,
      }),
    unacknowledged: () => findIncidents(table, { unacknowledged: true }),
    readClock: () => readReminderClock(table),
    setClock: (until) => setReminderClock(table, until),
    leftMs: () => 60_000,
  };
}

/** Writes an incident as the responder does, and gives the record that the stream would carry. */
export async function writeIncident(
  table: Table,
  different: Partial<Incident>,
): Promise<IncidentWrite> {
  const incident = anIncident(different);
  const { id, techniques, actors, ...rest } = incident;
  const after = await update(table, {
    key: incidentKey(id),
    set: {
      ...rest,
      ...{ id, revision: 1, news: 'yes', organization: ORGANIZATION },
      openedKey: openedKey(incident.openedAt, id),
      ...{ techniques: new Set(techniques), actors: new Set(actors) },
    },
  });
  if (!after) throw new Error('an unconditional write gives the item');
  await writeFacets({ table }, after as unknown as IncidentRecord);
  return { after, incident };
}

/** The record of the stream that a write is seen as. */
export const recordOf = ({ before, after }: IncidentWrite, number = 1): StreamRecord => ({
  eventID: `record-${number}`,
  dynamodb: {
    SequenceNumber: String(number),
    Keys: marshall({ pk: after.pk, sk: after.sk }),
    NewImage: marshall(after),
    ...(before && { OldImage: marshall(before) }),
  },
});

/** Hands the notifier the records of these writes; how many notices are news. */
export async function planWrites(
  notifier: Notifier,
  writes: readonly IncidentWrite[],
): Promise<number> {
  const setAside = (_: StreamRecord, why: string) => Promise.reject(new Error(why));
  const records = writes.map((write, index) => recordOf(write, index + 1));
  const { notices } = await planRecords({ notifier, setAside, say: () => undefined }, records);
  return notices;
}

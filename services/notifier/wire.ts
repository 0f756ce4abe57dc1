import { randomUUID } from 'node:crypto';
import { openAccountNames, withAccountName } from '../../shared/aws/coverage/account-names';
import { findIncidents, getIncident } from '../../shared/aws/incidents/find-incidents';
import {
  keepGoodConfiguration,
  keepWrongConfiguration,
  readKeptConfiguration,
} from '../../shared/aws/notify/configuration-row';
import { endLease, takeLease } from '../../shared/aws/notify/courier-lease';
import { openFindings } from '../../shared/aws/notify/import-finding';
import { openPublishing } from '../../shared/aws/notify/publish';
import { openConfiguration } from '../../shared/aws/notify/read-configuration';
import { openSecrets } from '../../shared/aws/notify/read-secret';
import { readReminderClock, setReminderClock } from '../../shared/aws/notify/reminder-clock';
import { askedRetries, endTest, putBack } from '../../shared/aws/notify/retry-row';
import { openMail } from '../../shared/aws/notify/send-mail';
import { openAside } from '../../shared/aws/notify/set-aside';
import { ticketsOf } from '../../shared/aws/notify/tickets';
import {
  beginNotice,
  endNotice,
  pendingNotices,
  planNotice,
  toldBefore,
} from '../../shared/aws/notify/try-notice';
import type { Machines } from '../../shared/aws/playbooks/machines';
import { noteState } from '../../shared/aws/playbooks/note-state';
import { openTable } from '../../shared/aws/table/table';
import type { Incident } from '../../shared/domain/incident';
import type { Ending, Notice } from '../../shared/domain/notification';
import type { Configuration } from '../../shared/tell/notify/configuration';
import { REMINDED_FOR_MS } from '../../shared/tell/notify/reminders';
import { asff } from '../../shared/tell/report/asff';
import { ocsf } from '../../shared/tell/report/ocsf';
import { deliver } from './deliver';
import { hmac } from './hmac';
import { openInForce } from './in-force';
import type { Notifier } from './notifier';
import type { Deployed, ErrandDesk } from './playbooks';
import { openHttp } from './send-http';
import type { Settings } from './settings';

/** How long one courier may keep a channel: longer than the function may run. */
const LEASE_MS = 150_000;

/** The notifier as it runs in Lambda; clients live as long as the environment. */
export function wire(settings: Settings) {
  const now = () => new Date();
  const table = openTable(settings.table);
  const read = openConfiguration(settings.configuration);
  const world = {
    http: openHttp({ loopback: settings.loopback }),
    secret: openSecrets(() => Date.now()),
    hmac,
    ...openPublishing(),
    sendMail: openMail(),
    ocsf,
    importFinding: openFindings(),
    asff: (incident: Incident, at: string) => asff(incident, settings.importer, at),
    now,
  };
  const nameOf = openAccountNames();
  /** At night, a number does not tell a reader whose account it is. */
  const withName = async (incident: Incident | undefined): Promise<Incident | undefined> => {
    return incident && withAccountName(incident, nameOf);
  };
  const errandsOf = (deployed: Deployed): Omit<ErrandDesk, 'say'> => {
    let machines: Promise<Machines> | undefined;
    return {
      ...{ deployed, now },
      machines: () => {
        machines ??= loadMachines();
        return machines;
      },
      noteState: (done) => noteState(table, done),
    };
  };
  return {
    inForce: openInForce({
      read,
      topics: settings.topics,
      rules: { loopback: settings.loopback },
      lastGood: async () => (await readKeptConfiguration(table)).text,
      keepGood: (text, hasChannels) =>
        keepGoodConfiguration(table, { text, hasChannels, at: now().toISOString() }),
      keepWrong: (wrong) => keepWrongConfiguration(table, wrong, now().toISOString()),
    }),
    setAside: openAside(settings.deadLettersUrl),
    ...(settings.playbooks && { errands: errandsOf(settings.playbooks) }),
    notifier: (configuration: Configuration, leftMs: () => number): Notifier => ({
      now,
      configuration,
      securityAccountId: settings.importer.accountId,
      leftMs,
      plan: (notice) => planNotice(table, notice),
      retries: () => askedRetries(table),
      putBack: (request) => putBack(table, request, now()),
      endTest: (request, results) => endTest(table, request, { results, now: now() }),
      pending: () => pendingNotices(table),
      lease: (channel) =>
        takeLease(table, { channel, owner: randomUUID(), now: now(), forMs: LEASE_MS }),
      endLease: (lease) => endLease(table, lease, now()),
      begin: (notice, nextAt) => beginNotice(table, notice, nextAt),
      end: async (notice, ending) => {
        await endNotice(table, notice, ending);
        sayEnding(notice, ending);
      },
      incident: async (id) => withName(await getIncident(table, id)),
      toldBefore: (notice) => toldBefore(table, notice),
      deliver: (channel, to, letter) =>
        deliver(to, letter, { ...world, ticket: ticketsOf(table, channel) }),
      unacknowledged: () =>
        findIncidents(table, {
          unacknowledged: true,
          since: new Date(now().getTime() - REMINDED_FOR_MS).toISOString(),
        }),
      readClock: () => readReminderClock(table),
      setClock: (until) => setReminderClock(table, until),
    }),
  };
}

/** A part of the bundle that is loaded only where a playbook is deployed. */
const loadMachines = async (): Promise<Machines> =>
  (await import('../../shared/aws/playbooks/machines')).openMachines();

/** The result for each notice, a log line each: who was told, or why not yet. Reasons name no address and no key. */
function sayEnding({ incidentId, id, channel, attempts }: Notice, ending: Ending): void {
  const line = { kind: 'notice', incidentId, transition: id, channel, attempts, ended: ending };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { getIncident } from '../../../shared/aws/incidents/find-incidents';
import { openTable } from '../../../shared/aws/table/table';
import type { Incident } from '../../../shared/domain/incident';
import { formats } from '../../../shared/tell/report/formats';
import type { RunningReceivers } from '../../receivers/start-receivers';
import type { Local } from '../local/local';
import { until } from '../local/until';
import { counted, print } from '../terminal/print';

/** What followed the restoration by itself. */
export interface Aftermath {
  /** The incident, with who it was and what happened in the dark. */
  readonly incident: Incident;
  /** The messages that Slack took. */
  readonly messages: number;
  /** The report, a page for a browser. */
  readonly report: string;
}

/** Waits until the functions behind the table's stream have done their part; no restoration waits for them. */
export async function aftermathOf(
  { local, slack }: { readonly local: Local; readonly slack: RunningReceivers },
  id: string,
): Promise<Aftermath> {
  const { securityAccountId } = local.organization;
  const table = openTable(local.tableName, local.administrator(securityAccountId));
  const messages = () => slack.received.filter(({ taken }) => taken).length;
  const isDone = async () => {
    const now = await getIncident(table, id);
    return now?.lineage !== undefined && now.dark?.recovered === true && messages() > 0;
  };
  await until(isDone, { what: 'all are told', withinMs: 30_000, everyMs: 50 });
  const incident = await getIncident(table, id);
  if (!incident) throw new Error('The incident vanished.');
  const report = join(tmpdir(), `${id}.html`);
  const importer = { region: local.organization.homeRegion, accountId: securityAccountId };
  // It names people, addresses and keys.
  writeFileSync(report, formats.html(incident, { at: new Date().toISOString(), importer }), {
    mode: 0o600,
  });
  return { incident, messages: messages(), report };
}

export function tellAftermath({ incident, messages, report }: Aftermath): void {
  const { dark, contacts } = incident;
  const [ask] = contacts?.contacts ?? [];
  print(pc.bold('And then, by itself:'));
  if (ask) print(`  to ask      ${ask.address} (${ask.why})`);
  print(
    `  the dark    ${dark?.events ?? 0} events recovered, ${dark?.byActor.events ?? 0} of them by the actor; kept under lock with their SHA-256 sums`,
  );
  print(
    `  told        ${counted(messages, 'message')} in Slack, with what to do and how to answer`,
  );
  print(`  report      ${report}`);
  print('');
}

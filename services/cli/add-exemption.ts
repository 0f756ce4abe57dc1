import { baselineRows } from '../../shared/aws/baselines/find-baselines';
import { declareExemption } from '../../shared/aws/exemptions/declare-exemption';
import { type ExemptionScope, WHOLE_ACCOUNT } from '../../shared/aws/exemptions/exemption-scope';
import { openTable, type Table } from '../../shared/aws/table/table';
import type { Exemption } from '../../shared/domain/exemption';
import { asKeeper } from './as-keeper';
import { wordsOption } from './baseline-options';
import { sealOf } from './baseline-verified';
import { describeScope, placeScope, scopeArgument } from './exempt-scope';
import { untilOption } from './exempt-until';
import { lookAtEnd } from './look-at-end';
import type { Place } from './place-option';
import { print, printJson } from './print';
import { connectionTo, type Target } from './target';

export interface ExemptAddOptions extends Target, Place {
  readonly until: string;
  readonly why: string;
  readonly long?: boolean;
  readonly json?: boolean;
}

export async function addExemption(text: string, options: ExemptAddOptions): Promise<void> {
  const named = scopeArgument(text, options);
  const declaredAt = new Date();
  const until = untilOption(options.until, options.long === true, declaredAt);
  const why = wordsOption('--why', options.why);
  const scope = await placeScope(named, options);
  const { connection, caller: by } = await asKeeper(connectionTo(options));
  const table = openTable(options.table, connection);
  const guarded = await isGuarded(table, scope);
  const { mac, ...exemption } = await declareExemption(table, {
    ...{ scope, until, by, why, declaredAt },
    seal: sealOf(connection),
  });
  await lookAtEnd(table, scope, { end: until.toISOString(), now: declaredAt.toISOString() });
  if (options.json) printJson({ ...exemption, guarded });
  else say(exemption, guarded);
}

/** Whether there is a baseline at all that the exemption keeps from being put back. */
async function isGuarded(
  table: Table,
  { accountId, subjectKey: key }: ExemptionScope,
): Promise<boolean> {
  const rows = await baselineRows(table, accountId);
  return rows.some(({ subjectKey }) => key === WHOLE_ACCOUNT || subjectKey === key);
}

function say(exemption: Exemption, guarded: boolean): void {
  print(`${exemption.id}: nothing is put back on ${describeScope(exemption)}`);
  print(`until ${exemption.until}; in force within a minute from now.`);
  print(`To end it before: trailwarden exempt end ${exemption.id}`);
  if (!guarded) print('There is no baseline of it, so nothing was guarded there: is that the one?');
}

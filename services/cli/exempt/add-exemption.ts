import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import {
  declareExemption,
  type ExemptionScope,
  WHOLE_ACCOUNT,
} from '../../../shared/aws/exemptions/declare-exemption';
import { openTable, type Table } from '../../../shared/aws/table/table';
import type { Exemption } from '../../../shared/domain/exemption';
import { nearWords, oneOf } from '../../../shared/domain/near-words';
import { sealOf } from '../baseline/baseline-verified';
import { accountsOrAll, wordsOption } from '../options/baseline-options';
import type { PlaceOptions } from '../options/named-subject';
import { asKeeper } from '../target/as-keeper';
import { becomeOperator } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { print, printJson } from '../terminal/print';
import { shortName } from '../terminal/short-name';
import { UserError } from '../terminal/user-error';
import { describeScope, lookAtEnd, placeScope, scopeArgument } from './exempt-scope';
import { untilOption } from './exempt-until';

interface ExemptAddOptions extends Target, PlaceOptions {
  readonly until: string;
  readonly why: string;
  readonly long?: boolean;
  /** It has no baseline yet. */
  readonly new?: boolean;
}

export async function addExemption(text: string, options: ExemptAddOptions): Promise<void> {
  const named = scopeArgument(text, options);
  const declaredAt = new Date();
  const until = untilOption(options.until, options.long === true, declaredAt);
  const why = wordsOption('--why', options.why);
  const here = connectionTo(options);
  const { connection, caller: by } = await asKeeper(here);
  const scope = await placeScope(named, options);
  // An exemption of a foreign account would have no effect, and no list would show it.
  await accountsOrAll([scope.accountId], await becomeOperator(here));
  const table = openTable(options.table, connection);
  const keys = await baselineKeys(table, scope);
  const isAccount = scope.subjectKey === WHOLE_ACCOUNT;
  const guarded =
    named.kind === 'machine' || (isAccount ? keys.length > 0 : keys.includes(scope.subjectKey));
  if (!guarded && !isAccount && !options.new) throw notGuarded(scope, keys);
  const { mac, ...exemption } = await declareExemption(table, {
    ...{ scope, until, by, why, declaredAt },
    seal: sealOf(connection),
  });
  await lookAtEnd(table, scope, { end: until.toISOString(), now: declaredAt.toISOString() });
  if (options.json) printJson({ ...exemption, guarded });
  else say(exemption, guarded);
}

/** The subjects with a baseline there, which an exemption keeps from being put back. */
const baselineKeys = async (
  table: Table,
  { accountId }: ExemptionScope,
): Promise<readonly string[]> =>
  (await baselineRows(table, accountId)).map(({ subjectKey }) => subjectKey);

function notGuarded(scope: ExemptionScope, keys: readonly string[]): UserError {
  const [kind = '', id] = [scope.subjectKey.split('#')[0], describeScope(scope)];
  const named = new Map(
    keys
      .filter((key) => key.startsWith(`${kind}#`))
      .map((key) => key.slice(kind.length + 1))
      .map((arn) => [shortName(arn), arn]),
  );
  const near = nearWords(shortName(id), named.keys()).flatMap((name) => named.get(name) ?? []);
  const asOther = keys.find((key) => key === `bucket#${id}`);
  if (asOther)
    return new UserError(`${id} is guarded as a bucket without logs: say "${asOther}" instead.`);
  const hint =
    near.length > 0
      ? `Did you mean ${oneOf(near)}?`
      : `"trailwarden baseline list --account ${scope.accountId}" shows what has one.`;
  return new UserError(
    `${id} has no baseline, so nothing guards it. ${hint} If you are about to make it, add --new.`,
  );
}

function say(exemption: Exemption, guarded: boolean): void {
  const what = exemption.subjectKey.startsWith('instance#')
    ? 'logins are expected on'
    : 'nothing is put back on';
  print(`${exemption.id}: ${what} ${describeScope(exemption)}`);
  print(`until ${exemption.until}; in force within a minute from now.`);
  print(`To end it before: trailwarden exempt end ${exemption.id}`);
  if (!guarded) print('There is no baseline of it yet, so nothing is guarded there.');
}

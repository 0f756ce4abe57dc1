import { baselineRows } from '../../../shared/aws/baselines/find-baselines';
import {
  type ExemptionScope,
  WHOLE_ACCOUNT,
} from '../../../shared/aws/exemptions/declare-exemption';
import type { Table } from '../../../shared/aws/table/table';
import { wakeAtEnd } from '../../../shared/aws/watch/watches';
import { waitUntil } from '../../../shared/watch/series';
import {
  type NamedSubject,
  type PlaceOptions,
  placeOption,
  subjectIn,
} from '../options/named-subject';
import { accountOf } from '../options/place-subject';
import { becomeOperator } from '../target/become-operator';
import { connectionTo, type Target } from '../target/target';
import { UserError } from '../terminal/user-error';

/** The scope that a person names: one subject by its ARN, or everything in an account by its id. */
export type Named =
  | { readonly kind: 'account'; readonly accountId: string }
  /** Logins on it are expected. It has no baseline. */
  | { readonly kind: 'machine'; readonly accountId: string; readonly arn: string }
  | { readonly kind: 'subject'; readonly named: NamedSubject };

/** Refuses a text that is neither. */
export function scopeArgument(text: string, place: PlaceOptions): Named {
  const scope = scopeIn(text, place);
  if (scope) return scope;
  throw new UserError(
    `The subject must be an ARN such as arn:aws:cloudtrail:us-east-1:111122223333:trail/main, kind#ARN as "trailwarden baseline list" prints it, or a 12-digit account id, not "${text}".`,
  );
}

/** Nothing when the text is neither. */
export function scopeIn(text: string, place: PlaceOptions): Named | undefined {
  if (/^\d{12}$/.test(text)) return { kind: 'account', accountId: text };
  const [, arn = '', region = '', accountId = ''] = MACHINE.exec(text) ?? [];
  if (arn) {
    placeOption(place, { region, accountId });
    return { kind: 'machine', accountId, arn };
  }
  const named = subjectIn(text);
  if (!named) return undefined;
  placeOption(place, named);
  return { kind: 'subject', named };
}

const MACHINE =
  /^(?:instance#)?(arn:aws[a-z-]*:ec2:([a-z0-9-]+):(\d{12}):instance\/i-[0-9a-f]{8,17})$/;

/** The account is looked up among the baselines only when neither the ARN nor the person names it. */
export async function placeScope(
  scope: Named,
  target: Target & PlaceOptions,
): Promise<ExemptionScope> {
  if (scope.kind === 'account') return { accountId: scope.accountId, subjectKey: WHOLE_ACCOUNT };
  if (scope.kind === 'machine')
    return { accountId: scope.accountId, subjectKey: `instance#${scope.arn}` };
  const { named } = scope;
  const said = named.accountId ?? target.account;
  const accountId =
    said ?? (await accountOf(named, target, await becomeOperator(connectionTo(target)))).accountId;
  return { accountId, subjectKey: `${named.kind}#${named.id}` };
}

/** The scope in a person's words. */
export const describeScope = ({ accountId, subjectKey: key }: ExemptionScope): string =>
  key === WHOLE_ACCOUNT ? `everything in ${accountId}` : key.slice(key.indexOf('#') + 1);

/**
 * Has everything that an exemption covers looked at when it ends, whether or not an event tells of a change until
 * then. Rejects with the SDK's error.
 */
export async function lookAtEnd(
  table: Table,
  { accountId, subjectKey: key }: ExemptionScope,
  at: { readonly end: string; readonly now: string },
): Promise<void> {
  const rows = await baselineRows(table, accountId);
  const covered = rows.filter(({ subjectKey }) => key === WHOLE_ACCOUNT || subjectKey === key);
  const regions = covered.flatMap(({ baseline }) => baseline?.subject.region ?? []);
  // For a subject that was never seen, the ARN says where it is.
  const said = key === WHOLE_ACCOUNT ? '' : (key.split(':')[3] ?? '');
  for (const region of new Set([...regions, said].filter((one) => one !== ''))) {
    await wakeAtEnd(table, waitUntil({ accountId, region }, at.end, at.now), at.end);
  }
}

/** The responder keeps an account's memory for a minute: an earlier look would still find the exemption. */
export const afterMemory = (now: string): string =>
  new Date(Date.parse(now) + 61_000).toISOString();

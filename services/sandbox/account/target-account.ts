import { asText } from '../core/input';
import type { Action, Call, Output, RecordPart, World } from '../core/service';
import type { ConditionContext } from '../iam/condition-keys';
import {
  isDelegatedAdministrator,
  isManagementAccount,
  organizationIdOf,
} from '../organizations/membership';
import { refuse } from './refusals';

const principal = 'account.amazonaws.com';

/**
 * The account a call is about: the caller's own, or with `AccountId` another one of its organization.
 * Only management and the service's delegated administrator may name one, never their own, and only
 * with trusted access [D API_EnableRegion].
 */
export function targetAccount(world: World, call: Call): string {
  const { accountId, input } = call;
  const named = input.AccountId;
  if (named === undefined) return accountId;
  if (typeof named !== 'string' || !/^\d{12}$/.test(named)) {
    throw refuse.validation("Value at 'accountId' failed to satisfy constraint: [0-9]{12}");
  }
  const mayName =
    isManagementAccount(world, accountId) || isDelegatedAdministrator(world, accountId, principal);
  const trusted = world.organization.serviceAccess.has(principal);
  const refused = (why: string) => refuse.notAuthorized(call.principal.arn, call.action, why);
  if (isManagementAccount(world, accountId) && named === accountId)
    throw refused(
      'The management account can only be managed using the standalone context from the management account.',
    );
  if (mayName && !trusted)
    throw refused(
      'Your organization must first enable trusted access with AWS Account Management.',
    );
  const known = organizationIdOf(world, named) !== undefined;
  if (mayName && trusted && known && named !== accountId) return named;
  throw refuse.accessDenied();
}

/** What the actions on one account have in common. */
export const onAccount = (path: string) =>
  ({
    rest: { method: 'POST', path: `/${path}` },
    resource: accountResource,
    conditions: accountConditions,
  }) as const satisfies Partial<Action>;

/** What policies are asked about: the account, or the account in its organization. */
export function accountResource({ accountId, input }: Call, world: World): string {
  const { organization } = world.organization;
  if (typeof input.AccountId !== 'string' || !organization) {
    return `arn:${world.partition}:account::${accountId}:account`;
  }
  const { managementAccountId, id } = organization;
  return `arn:${world.partition}:account::${managementAccountId}:account/${id}/${input.AccountId}`;
}

function accountConditions({ input }: Call): ConditionContext {
  return {
    'account:TargetRegion': asText(input.RegionName),
    'account:AlternateContactTypes': asText(input.AlternateContactType),
  };
}

/** Members keep their capitals; a change of another account is recorded there too [D monitoring-eventbridge]. */
export function accountRecord({ input }: Call, output: Output | undefined): RecordPart {
  const { AccountId } = input;
  return {
    requestParameters: hidden(input),
    ...(output !== undefined && typeof AccountId === 'string' && { sharedWith: AccountId }),
  };
}

const personal = ['ContactInformation', 'EmailAddress', 'Name', 'PhoneNumber', 'Title'];

function hidden(input: Call['input']): Output {
  return Object.fromEntries(
    Object.entries(input).map(([name, value]) => [
      name,
      personal.includes(name) ? 'HIDDEN_DUE_TO_SECURITY_REASONS' : value,
    ]),
  );
}

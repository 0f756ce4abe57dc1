import { recordSpelling } from '../cloudtrail/record';
import { recordedTime, withDates } from '../core/dates';
import type { Call, Output, RecordPart, World } from '../core/service';
import { rootArn } from './policies';
import type { Account, Organization } from './state';

/** Records of changes that answer something carry the answer [D orgs_security_incident-response]. */
export function answerInRecord(_call: Call, output: Output | undefined): RecordPart {
  if (output === undefined || Object.keys(output).length === 0) return {};
  return { responseElements: recordSpelling(withDates(output, recordedTime) as Output) };
}

/** Without `Status`, which AWS retired in September 2026 in favour of `State`. */
export function accountOutput(world: World, account: Account): Output {
  return { ...accountSummary(account), Paths: [path(world, account.id)] };
}

export function accountSummary(account: Account): Output {
  return {
    Id: account.id,
    Arn: account.arn,
    Email: account.email,
    Name: account.name,
    State: account.state,
    JoinedMethod: account.joinedMethod,
    JoinedTimestamp: account.joinedAt,
  };
}

/** `o-…/r-…/ou-…/<id>/` */
export function path(world: World, id: string): string {
  const { organization, parents } = world.organization;
  const parent = parents.get(id);
  const above = parent === undefined ? `${organization?.id}/` : path(world, parent);
  return `${above}${id}/`;
}

/** A policy type that is not enabled is left out. */
export function rootOutput(world: World, organization: Organization): Output {
  return {
    Id: organization.rootId,
    Arn: rootArn(organization),
    Name: 'Root',
    PolicyTypes: [...world.organization.enabledPolicyTypes].map((type) => ({
      Type: type,
      Status: 'ENABLED',
    })),
  };
}

import type { Statement } from '../iam/policy-document';
import { type Input, isInput, optionalText } from './input';
import { refuse } from './refusals';

/**
 * The statement that PutPermission puts without a `Policy`: an account, or everybody, perhaps of one organization, may put
 * events on the bus. Recorded on AWS, September 2026
 */
export function readPermission(input: Input, busArn: string): Statement & { readonly Sid: string } {
  const action = specified(input, 'Action');
  const principal = specified(input, 'Principal');
  const Sid = specified(input, 'StatementId');
  const faults = [
    ...(/^events:[a-zA-Z]+$/.test(action) ? [] : [unlike('action', action, 'events:[a-zA-Z]+')]),
    ...(principal.length > 12
      ? [failed('principal', principal, 'Member must have length less than or equal to 12')]
      : []),
    ...(/^(\d{12}|\*)$/.test(principal) ? [] : [unlike('principal', principal, '(\\d{12}|\\*)')]),
  ];
  if (faults.length > 0) {
    const errors = faults.length === 1 ? 'error' : 'errors';
    throw refuse.invalid(`${faults.length} validation ${errors} detected: ${faults.join('; ')}`);
  }
  if (action !== 'events:PutEvents') throw refuse.unsupportedValue('action');
  const statement = { Sid, Effect: 'Allow', Action: action, Resource: busArn } as const;
  return {
    ...statement,
    Principal: principal === '*' ? '*' : { AWS: principal },
    ...conditionOf(input.Condition),
  };
}

function specified(input: Input, name: string): string {
  const value = optionalText(input, name);
  if (value === undefined) throw refuse.notSpecified(name);
  return value;
}

const failed = (member: string, value: string, constraint: string): string =>
  `Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`;

const unlike = (member: string, value: string, pattern: string): string =>
  failed(member, value, `Member must satisfy regular expression pattern: ${pattern}`);

function conditionOf(given: unknown): Pick<Statement, 'Condition'> {
  if (!isInput(given)) return {};
  if (given.Type !== 'StringEquals') throw refuse.unsupportedValue('condition.type');
  if (given.Key !== 'aws:PrincipalOrgID') throw refuse.unsupportedValue('condition.key');
  const value = String(given.Value);
  if (!/^o-[a-z0-9]{10,32}$/.test(value)) {
    throw refuse.invalid("Provided value in parameter 'condition.value' is invalid.");
  }
  return { Condition: { StringEquals: { 'aws:PrincipalOrgID': value } } };
}

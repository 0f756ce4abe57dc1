import { lowered, mustNotBeNull, optionalText, texts } from '../core/input';
import { type Call, type Output, orRefuse } from '../core/service';
import { checkPolicy } from './check-policy';
import { listOf, type PolicyDocument, type Statement } from './policy-document';
import { refuse } from './refusals';

/** A name the caller has to give, e.g. `RoleName`. */
export function nameInput({ input }: Call, member: string, longest = 64): string {
  const value = requiredInput(input[member], member);
  if (value.length <= longest && /^[\w+=,.@-]+$/.test(value)) return value;
  throw refuse.validationError(
    `The specified value for ${lowered(member)} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
  );
}

export function arnInput({ input }: Call, member: string): string {
  const value = requiredInput(input[member], member);
  if (/^arn:aws[a-z-]*:iam::/.test(value)) return value;
  throw refuse.invalidInput(`ARN ${value} is not valid.`);
}

/** Undefined when it is left out. */
export function textInput({ input }: Call, member: string): string | undefined {
  return optionalText(input, member);
}

/** `/` when it is left out. */
export function pathInput(call: Call): string {
  const path = textInput(call, 'Path') ?? '/';
  if (/^\/([\x21-\x7e]+\/)?$/.test(path)) return path;
  throw refuse.validationError(
    'The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.',
  );
}

/** Texts of a list such as `TagKeys`; empty when it is left out. */
export function listInput({ input }: Call, member: string): readonly string[] {
  return texts(input, member);
}

function requiredInput(value: unknown, member: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw refuse.validationError(mustNotBeNull(lowered(member)));
}

/** `Tags` of the request, by key; empty when it has none. */
export function tagsInput({ input }: Call): Readonly<Record<string, string>> {
  const tags = Array.isArray(input.Tags) ? (input.Tags as readonly Output[]) : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value ?? '')]));
}

export function tagList(tags: ReadonlyMap<string, string>): readonly Output[] {
  return [...tags].map(([Key, Value]) => ({ Key, Value }));
}

/** Left out when there are none. */
export function tagsOutput(tags: ReadonlyMap<string, string>): Output {
  return tags.size === 0 ? {} : { Tags: tagList(tags) };
}

/** The identity policy in `PolicyDocument`; refuses what IAM's grammar does not allow. */
export function identityPolicyInput({ input }: Call): PolicyDocument {
  const document = parsed(input.PolicyDocument);
  for (const statement of listOf(document.Statement)) {
    if (statement.Principal !== undefined) {
      throw refuse.malformedPolicy('Policy document should not specify a principal.');
    }
    if (statement.Resource === undefined && statement.NotResource === undefined) {
      throw refuse.malformedPolicy('Policy statement must contain resources.');
    }
  }
  checkPolicy(document);
  return document;
}

/** The trust policy in the given member: who, and never which resource. */
export function trustPolicyInput({ input }: Call, member: string): PolicyDocument {
  const document = parsed(input[member]);
  for (const statement of listOf(document.Statement)) {
    if (statement.Resource !== undefined || statement.NotResource !== undefined) {
      throw refuse.malformedPolicy('Has prohibited field Resource');
    }
    if (statement.Principal === undefined)
      throw refuse.malformedPolicy('Missing required field Principal');
  }
  checkPolicy(document);
  if (policyLength(document) > 2048) throw refuse.quotaExceeded('ACLSizePerRole: 2048');
  return document;
}

/** Length as IAM counts it: without white space [D reference_iam-quotas]. */
export function policyLength(document: PolicyDocument): number {
  return JSON.stringify(document).length;
}

function parsed(text: unknown): PolicyDocument {
  const document = orRefuse(
    () => JSON.parse(String(text)),
    () => refuse.malformedPolicy('This policy contains invalid Json'),
  );
  if (!isDocument(document)) throw refuse.malformedPolicy('Syntax errors in policy.');
  if (document.Version !== undefined && !/^(2012-10-17|2008-10-17)$/.test(document.Version)) {
    throw refuse.malformedPolicy('The policy failed legacy parsing');
  }
  return document;
}

function isDocument(value: unknown): value is PolicyDocument {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { Statement: written } = value as { readonly Statement?: Statement | readonly Statement[] };
  return listOf(written).every((each) => typeof each === 'object') && written !== undefined;
}

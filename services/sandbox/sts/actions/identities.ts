import { recordSpelling } from '../../cloudtrail/record';
import { recordedIso, withDates } from '../../core/dates';
import { asText } from '../../core/input';
import {
  type Action,
  type Call,
  NotEmulated,
  type Output,
  orRefuse,
  type RecordPart,
  Refusal,
  type World,
} from '../../core/service';
import { authorize } from '../../iam/authorize';
import { checkPolicy } from '../../iam/check-policy';
import type { PolicyDocument } from '../../iam/policy-document';
import { userId } from '../../iam/request-context';
import { findRole } from '../../iam/roles';
import type { Role } from '../../iam/state';
import { issueSession } from '../issue-session';

/** All of STS shares one quota; across accounts only the caller's is used [D reference_iam-quotas]. */
const quota = { group: 'sts', perSecond: 600 } as const;

/** Needs no permission: even an explicit deny does not stop it [D API_GetCallerIdentity]. */
export const getCallerIdentity: Action = {
  authorization: 'none',
  quota,
  handle: ({ principal }) => ({
    Arn: principal.arn,
    UserId: userId(principal),
    Account: principal.accountId,
  }),
};

export const assumeRole: Action = {
  readOnly: true,
  resource: ({ input }) => String(input.RoleArn),
  authorization: 'own',
  quota,
  handle,
  record: assumeRoleRecord,
};

function handle(call: Call, world: World): Output {
  const input = readAssumeRoleInput(call);
  if (call.principal.kind === 'root') {
    throw new Refusal('AccessDenied', 'Roles may not be assumed by root accounts.', 403);
  }
  const sourceIdentity = sourceIdentityOf(call, input);
  const found = findRole(world, input.roleArn);
  const role = trustedRole(world, { call, input, role: found, sourceIdentity });
  checkDuration(call, input, role);
  const { credentials, principal } = issueSession(world, { ...input, role, sourceIdentity });
  return {
    Credentials: {
      AccessKeyId: credentials.accessKeyId,
      SecretAccessKey: credentials.secretAccessKey,
      SessionToken: credentials.sessionToken,
      Expiration: principal.expiresAt,
    },
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${input.sessionName}`,
      Arn: principal.arn,
    },
    // Also without a session policy. [R]; the figures are [U]
    PackedPolicySize: input.sessionPolicy === undefined ? 17 : 23,
    SessionTokenUtilization: 17,
    SessionTokenSize: credentials.sessionToken?.length,
    ...(sourceIdentity !== undefined && { SourceIdentity: sourceIdentity }),
  };
}

/** Once set it stays for every session made from this one [D id_credentials_temp_control-access_monitor]. */
function sourceIdentityOf({ principal }: Call, input: AssumeRoleInput): string | undefined {
  const inherited = principal.kind === 'assumed-role' ? principal.sourceIdentity : undefined;
  return inherited ?? input.sourceIdentity;
}

/** A session made from a session lives one hour at most [D id_roles_terms-and-concepts]. */
function checkDuration({ principal }: Call, input: AssumeRoleInput, role: Role): void {
  if (principal.kind === 'assumed-role' && input.durationSeconds > 3600) {
    throw validationError(
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
    );
  }
  if (input.durationSeconds > role.maxSessionSeconds) {
    throw validationError(
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}

interface TrustQuestion {
  readonly call: Call;
  readonly input: AssumeRoleInput;
  /** Undefined when the role does not exist: AWS then answers as if it did not trust the caller. */
  readonly role: Role | undefined;
  readonly sourceIdentity: string | undefined;
}

/** The role; refuses unless it trusts the caller, and the caller's own policies let it ask. */
function trustedRole(world: World, question: TrustQuestion): Role {
  const { role, sourceIdentity } = question;
  const actions = [
    'sts:AssumeRole',
    ...(sourceIdentity === undefined ? [] : ['sts:SetSourceIdentity']),
  ];
  if (role && role.usableFrom > world.now()) throw notTrusted(question, 'sts:AssumeRole');
  const refused = role && actions.find((action) => !trusts(world, question, role, action));
  if (!role || refused !== undefined) throw notTrusted(question, refused ?? 'sts:AssumeRole');
  return role;
}

function trusts(
  world: World,
  { call, input, sourceIdentity }: TrustQuestion,
  role: Role,
  action: string,
): boolean {
  const decision = authorize(world, {
    principal: call.principal,
    action,
    resources: [role.arn],
    resourcePolicy: {
      ownerAccountId: role.accountId,
      document: role.trustPolicy,
      mandatory: true,
    },
    context: {
      'aws:RequestedRegion': call.region,
      'sts:RoleSessionName': input.sessionName,
      'sts:ExternalId': input.externalId,
      'sts:SourceIdentity': sourceIdentity,
    },
  });
  return decision.kind === 'allowed';
}

/** One sentence for every reason: AWS does not tell whether the role exists. */
function notTrusted({ call, input }: TrustQuestion, action: string): Refusal {
  return new Refusal(
    'AccessDenied',
    `User: ${call.principal.arn} is not authorized to perform: ${action} on resource: ${input.roleArn}`,
    403,
  );
}

/** The call appears in the caller's account and, under the same sharedEventID, in the role's. */
function assumeRoleRecord({ input }: Call, output: Output | undefined): RecordPart {
  const roleArn = String(input.RoleArn);
  const accountId = roleArn.split(':')[4] ?? '';
  return {
    requestParameters: recordSpelling(
      input.DurationSeconds === undefined
        ? input
        : { ...input, DurationSeconds: Number(input.DurationSeconds) },
    ),
    responseElements: output ? responseElements(output) : null,
    resources: [{ accountId, type: 'AWS::IAM::Role', ARN: roleArn }],
    sharedWith: accountId,
  };
}

/** Without the secret access key, as on AWS. */
function responseElements(output: Output): unknown {
  const { SecretAccessKey: _secret, ...Credentials } = output.Credentials as Output;
  return recordSpelling(withDates({ ...output, Credentials }, recordedIso) as Output);
}

/** AssumeRole's parameters after AWS's own checks. */
interface AssumeRoleInput {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly durationSeconds: number;
  readonly externalId: string | undefined;
  readonly sourceIdentity: string | undefined;
  readonly sessionPolicy: string | undefined;
}

const notEmulated = ['Tags', 'TransitiveTagKeys', 'PolicyArns', 'SerialNumber', 'TokenCode'];

/** Refuses with AWS's ValidationError, and what the sandbox does not know loudly. */
function readAssumeRoleInput({ input }: Call): AssumeRoleInput {
  const unknown = notEmulated.find((name) => input[name] !== undefined);
  if (unknown !== undefined) {
    throw new NotEmulated(
      `sandbox: sts:AssumeRole with ${unknown} is not emulated; add it in services/sandbox/sts/actions/identities.ts`,
    );
  }
  return {
    externalId: asText(input.ExternalId),
    sourceIdentity: named(input.SourceIdentity, 'sourceIdentity'),
    sessionPolicy: policy(asText(input.Policy)),
    roleArn: roleArn(asText(input.RoleArn)),
    sessionName: required(named(input.RoleSessionName, 'roleSessionName'), 'roleSessionName'),
    durationSeconds: duration(asText(input.DurationSeconds)),
  };
}

/** STS's refusal of a parameter that breaks its own rules. */
const validationError = (message: string): Refusal => new Refusal('ValidationError', message);

/** In the form every AWS service generates it. */
function constraintError(value: string | undefined, at: string, rule: string): Refusal {
  const shown = value === undefined ? 'null' : `'${value}'`;
  return validationError(
    `1 validation error detected: Value ${shown} at '${at}' failed to satisfy constraint: Member must ${rule}`,
  );
}

function required(value: string | undefined, at: string): string {
  if (value === undefined) throw constraintError(undefined, at, 'not be null');
  return value;
}

function roleArn(written: string | undefined): string {
  const arn = required(written, 'roleArn');
  if (arn.length < 20) {
    throw constraintError(arn, 'roleArn', 'have length greater than or equal to 20');
  }
  if (!/^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/.test(arn))
    throw validationError(`${arn} is invalid`);
  return arn;
}

function named(value: unknown, at: string): string | undefined {
  const name = asText(value);
  if (name === undefined) return undefined;
  if (name.length < 2) throw constraintError(name, at, 'have length greater than or equal to 2');
  if (name.length > 64) throw constraintError(name, at, 'have length less than or equal to 64');
  if (!/^[\w+=,.@-]*$/.test(name)) {
    throw constraintError(name, at, 'satisfy regular expression pattern: [\\w+=,.@-]*');
  }
  return name;
}

function duration(written: string | undefined): number {
  const seconds = Number(written ?? 3600);
  const at = 'durationSeconds';
  if (!Number.isInteger(seconds)) throw validationError(`${written} is not an integer`);
  if (seconds < 900) throw constraintError(written, at, 'have value greater than or equal to 900');
  if (seconds > 43200) throw constraintError(written, at, 'have value less than or equal to 43200');
  return seconds;
}

function policy(written: string | undefined): string | undefined {
  if (written === undefined) return undefined;
  const document: PolicyDocument = orRefuse(
    () => JSON.parse(written),
    () => new Refusal('MalformedPolicyDocument', 'This policy contains invalid Json'),
  );
  checkPolicy(document);
  return written;
}

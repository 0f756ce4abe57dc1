import { createHash, randomUUID } from 'node:crypto';
import { deliverRecord, trailsRecording } from '../cloudtrail/deliver-record';
import type { CloudTrailRecord } from '../cloudtrail/state';
import type { World } from '../core/service';
import { createRole } from '../iam/roles';
import type { Credentials, Role } from '../iam/state';
import { issueSession, type Session } from '../sts/issue-session';
import { type SignIn, storeArn } from './state';

/**
 * A person opens an account from the access portal: credentials of the permission set's role there, the
 * portal's record in the store's account, and AssumeRoleWithSAML in the other one.
 */
export function signIn(world: World, wanted: SignIn): Credentials {
  const { store, user, accountId, permissionSet } = wanted;
  const role = permissionSetRole(world, accountId, permissionSet);
  const session = issueSession(world, { role, sessionName: user.userName });
  record(world, store.accountId, federateRecord(world, wanted));
  record(world, accountId, samlRecord(world, wanted, session));
  return session.credentials;
}

function record(world: World, accountId: string, told: CloudTrailRecord): void {
  const { awsRegion, eventSource, readOnly } = told;
  const region = String(awsRegion);
  const trails = trailsRecording(world, accountId, region, { eventSource, readOnly });
  deliverRecord(world, { record: told, accountId, region, trails });
}

/** The access portal's own record: who went where. [D] singlesignon understanding-sign-in-events */
function federateRecord(world: World, wanted: SignIn): CloudTrailRecord {
  const { store, user, accountId, permissionSet } = wanted;
  return {
    ...commonOf(world, wanted),
    eventSource: 'sso.amazonaws.com',
    eventName: 'Federate',
    userIdentity: {
      type: 'IdentityCenterUser',
      accountId: store.accountId,
      onBehalfOf: {
        userId: user.userId,
        identityStoreArn: storeArn(world.partition, store.accountId, store.id),
      },
      credentialId: randomUUID(),
    },
    requestParameters: null,
    responseElements: null,
    eventType: 'AwsServiceEvent',
    recipientAccountId: store.accountId,
    serviceEventDetails: { role_name: permissionSet, account_id: accountId },
  };
}

/** In the account itself. [D] IAM cloudtrail-integration "AssumeRoleWithSAML" */
function samlRecord(world: World, wanted: SignIn, session: Session): CloudTrailRecord {
  const { user, accountId } = wanted;
  const { principal, credentials } = session;
  const principalArn = `arn:${world.partition}:iam::${accountId}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
  return {
    ...commonOf(world, wanted),
    eventSource: 'sts.amazonaws.com',
    eventName: 'AssumeRoleWithSAML',
    readOnly: true,
    userIdentity: {
      type: 'SAMLUser',
      principalId: `sso:${user.userName}`,
      userName: user.userName,
      identityProvider: principalArn,
    },
    requestParameters: {
      sAMLAssertionID: `_${randomUUID()}`,
      roleSessionName: user.userName,
      roleArn: principal.roleArn,
      principalArn,
      durationSeconds: 3600,
    },
    responseElements: {
      credentials: { accessKeyId: credentials.accessKeyId, sessionToken: credentials.sessionToken },
      assumedRoleUser: {
        assumedRoleId: `${principal.roleId}:${principal.sessionName}`,
        arn: principal.arn,
      },
      subject: user.userName,
      subjectType: 'persistent',
    },
    resources: [
      { ARN: principal.roleArn, accountId, type: 'AWS::IAM::Role' },
      { ARN: principalArn, accountId, type: 'AWS::IAM::SAMLProvider' },
    ],
    eventType: 'AwsApiCall',
    recipientAccountId: accountId,
  };
}

function commonOf(world: World, { store }: SignIn) {
  return {
    eventVersion: '1.11',
    eventTime: world
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z'),
    awsRegion: store.region,
    sourceIPAddress: '192.0.2.10',
    userAgent: 'Mozilla/5.0',
    eventID: randomUUID(),
    requestID: randomUUID(),
    readOnly: false,
    managementEvent: true,
    eventCategory: 'Management',
  };
}

const path = '/aws-reserved/sso.amazonaws.com/';

/** The role Identity Center keeps in an account for a permission set; made when it is first used. */
function permissionSetRole(world: World, accountId: string, permissionSet: string): Role {
  const tail = createHash('sha256').update(`${accountId} ${permissionSet}`).digest('hex');
  const name = `AWSReservedSSO_${permissionSet}_${tail.slice(0, 16)}`;
  const known = world.iam.roles.get(`arn:${world.partition}:iam::${accountId}:role${path}${name}`);
  return (
    known ??
    createRole(world, {
      accountId,
      name,
      path,
      trustPolicy,
      managedPolicyArns: managedPolicyArns(world),
    })
  );
}

const managedPolicyArns = ({ partition }: World): readonly string[] => [
  `arn:${partition}:iam::aws:policy/AdministratorAccess`,
];

/** On AWS it names the account's SAML provider; it is not assumed here over the wire. */
const trustPolicy = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow' as const,
      Principal: { Service: 'sso.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

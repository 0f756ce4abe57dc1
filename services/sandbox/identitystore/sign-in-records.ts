import { randomUUID } from 'node:crypto';
import type { CloudTrailRecord } from '../cloudtrail/state';
import type { World } from '../core/world';
import type { Session } from '../sts/issue-session';
import type { SignIn } from './state';
import { storeArn } from './store-of-call';

/** The access portal's own record: who went where. [D] singlesignon understanding-sign-in-events */
export function federateRecord(world: World, wanted: SignIn): CloudTrailRecord {
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
        identityStoreArn: storeArn(store.accountId, store.id),
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
export function samlRecord(world: World, wanted: SignIn, session: Session): CloudTrailRecord {
  const { user, accountId } = wanted;
  const { principal, credentials } = session;
  const principalArn = `arn:aws:iam::${accountId}:saml-provider/AWSSSO_0123456789abcdef_DO_NOT_DELETE`;
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

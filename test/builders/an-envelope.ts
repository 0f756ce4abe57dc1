import { ATTACKER } from './a-signal';

type Json = Readonly<Record<string, unknown>>;

/** A CloudTrail record as AWS writes one for a StopLogging, fields of the record on top. */
export const aRecord = (different: Json = {}): Json => ({
  eventVersion: '1.11',
  userIdentity: {
    type: 'AssumedRole',
    principalId: 'AROAEXAMPLEEXAMPLE123:mallory',
    arn: ATTACKER,
    accountId: '111122223333',
    accessKeyId: 'ASIAEXAMPLEEXAMPLE12',
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: 'AROAEXAMPLEEXAMPLE123',
        arn: 'arn:aws:iam::111122223333:role/Deploy',
        accountId: '111122223333',
        userName: 'Deploy',
      },
      attributes: { creationDate: '2026-11-21T19:50:00Z', mfaAuthenticated: 'false' },
    },
  },
  eventTime: '2026-11-21T20:00:00Z',
  eventSource: 'cloudtrail.amazonaws.com',
  eventName: 'StopLogging',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.9',
  userAgent: 'aws-cli/2.31.0',
  requestParameters: { name: 'main' },
  responseElements: null,
  requestID: '1f0f1d3e-5a43-4d8f-9f43-3a0d6a3d3f10',
  eventID: '6a1d1b8e-51a4-4e0f-8a5b-0d1f6c0f9a11',
  readOnly: false,
  eventType: 'AwsApiCall',
  managementEvent: true,
  recipientAccountId: '111122223333',
  eventCategory: 'Management',
  ...different,
});

/** What EventBridge makes of a record: https://docs.aws.amazon.com/eventbridge/latest/ref/events-structure.html */
export const anEnvelope = ({
  detail = aRecord(),
  ...different
}: { readonly detail?: unknown } & Json = {}): Json => ({
  version: '0',
  id: '2f7d4c1a-9b5e-4d3c-8a6f-7e8d9c0b1a2f',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.cloudtrail',
  account: '111122223333',
  time: '2026-11-21T20:00:00Z',
  region: 'us-east-1',
  resources: [],
  detail,
  ...different,
});

interface Call {
  readonly source: string;
  readonly name: string;
  readonly request?: unknown;
  readonly [other: string]: unknown;
}

/** A record as CloudTrail writes it; anything else that is given replaces its fields. */
export const aRecord = ({
  source,
  name,
  request = null,
  ...other
}: Call): Record<string, unknown> => ({
  eventVersion: '1.10',
  userIdentity: {
    type: 'AssumedRole',
    arn: 'arn:aws:sts::111122223333:assumed-role/Admin/mallory',
    accountId: '111122223333',
  },
  eventTime: '2026-11-21T10:00:00Z',
  eventSource: `${source}.amazonaws.com`,
  eventName: name,
  awsRegion: 'us-east-1',
  sourceIPAddress: '192.0.2.10',
  requestParameters: request,
  responseElements: null,
  readOnly: false,
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  recipientAccountId: '111122223333',
  ...other,
});

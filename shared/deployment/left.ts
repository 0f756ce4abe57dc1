/** What stays when the central stack goes, by its logical id there; a later deployment takes it up again. */
export const LEFT: readonly {
  readonly logicalId: string;
  readonly type: string;
  /** The property by which CloudFormation imports it. */
  readonly identifier: string;
  readonly why: string;
}[] = [
  {
    logicalId: 'Table',
    type: 'AWS::DynamoDB::Table',
    identifier: 'TableName',
    why: 'It holds baselines and the history of incidents.',
  },
  {
    logicalId: 'Key',
    type: 'AWS::KMS::Key',
    identifier: 'KeyId',
    why: 'Table and queues are encrypted with it: without it nothing of them can be read.',
  },
  {
    logicalId: 'SigningKey',
    type: 'AWS::KMS::Key',
    identifier: 'KeyId',
    why: 'It signed the baselines: without it none of them is genuine.',
  },
  {
    logicalId: 'SealKey',
    type: 'AWS::KMS::Key',
    identifier: 'KeyId',
    why: 'It sealed the baselines of before, and names heartbeats.',
  },
  {
    logicalId: 'EvidenceBucket',
    type: 'AWS::S3::Bucket',
    identifier: 'BucketName',
    why: 'It holds evidence, which is locked until its time is over.',
  },
  {
    logicalId: 'EvidenceKey',
    type: 'AWS::KMS::Key',
    identifier: 'KeyId',
    why: 'Evidence is encrypted with it.',
  },
];

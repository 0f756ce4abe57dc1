import type { Input, TableSettings } from './table-settings';

/** The engine's table description under the table's real ARN, with the settings it does not know. */
export function describeSettings(
  description: Input,
  arn: string,
  settings: TableSettings | undefined,
): Input {
  return {
    ...withRealArns(description, arn),
    DeletionProtectionEnabled: settings?.deletionProtection ?? false,
    ...(settings?.encryption === undefined
      ? {}
      : { SSEDescription: encryption(settings.encryption) }),
    ...(settings?.tableClass === undefined
      ? {}
      : { TableClassSummary: { TableClass: settings.tableClass } }),
    ...(settings?.streamArn === undefined ? {} : stream(settings, settings.streamArn)),
  };
}

function withRealArns(description: Input, arn: string): Input {
  const indexes = Array.isArray(description.GlobalSecondaryIndexes)
    ? description.GlobalSecondaryIndexes
    : [];
  return {
    ...description,
    TableArn: arn,
    ...(indexes.length === 0
      ? {}
      : {
          GlobalSecondaryIndexes: indexes.map((index: Input) => ({
            ...index,
            IndexArn: `${arn}/index/${String(index.IndexName)}`,
          })),
        }),
  };
}

function encryption(given: Input) {
  return {
    Status: 'ENABLED',
    SSEType: given.SSEType ?? 'KMS',
    KMSMasterKeyArn: given.KMSMasterKeyId,
  };
}

function stream({ stream: given }: TableSettings, arn: string) {
  return {
    StreamSpecification: { ...given, StreamEnabled: true },
    LatestStreamLabel: arn.split('/stream/')[1],
    LatestStreamArn: arn,
  };
}

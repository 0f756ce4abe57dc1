import { partitionOf } from '../core/partition';
import { perWorld } from '../core/per-world';
import type { Place } from '../core/place';

export type Input = Readonly<Record<string, unknown>>;

/** What DynamoDB knows of a table and dynalite does not; only the stream and the keys have an effect. */
export interface TableSettings {
  readonly createdAt: Date;
  readonly stream: Input | undefined;
  /** Absent while the table has no stream. */
  readonly streamArn: string | undefined;
  readonly encryption: Input | undefined;
  readonly tableClass: string | undefined;
  /** The attribute that decides the partition; of each index by its name, of the table under ''. */
  readonly partitionKeys: ReadonlyMap<string, string>;
  /** The attributes of the table's key. */
  readonly keyNames: readonly string[];
  deletionProtection: boolean;
  pointInTimeRecovery: boolean;
  timeToLive: string | undefined;
}

/** By table ARN. */
export const tableSettings = perWorld(() => new Map<string, TableSettings>());

/** `TableName` may be an ARN, which decides the account. */
export function tableArn({ accountId, region }: Place, table: string): string {
  return table.startsWith('arn:')
    ? table
    : `arn:${partitionOf(region)}:dynamodb:${region}:${accountId}:table/${table}`;
}

/** Properties of `CreateTable` that dynalite would drop without a word. */
export function readSettings(input: Input, arn: string, createdAt: Date): TableSettings {
  const stream = given(input.StreamSpecification);
  const hasStream = stream !== undefined && String(stream.StreamEnabled ?? true) === 'true';
  return {
    createdAt,
    stream: hasStream ? stream : undefined,
    streamArn: hasStream ? `${arn}/stream/${streamLabel(createdAt)}` : undefined,
    encryption: given(input.SSESpecification),
    tableClass: typeof input.TableClass === 'string' ? input.TableClass : undefined,
    partitionKeys: partitionKeysOf(input),
    keyNames: list(input.KeySchema).map(({ AttributeName }) => String(AttributeName)),
    deletionProtection: input.DeletionProtectionEnabled === true,
    pointInTimeRecovery: false,
    timeToLive: undefined,
  };
}

/** `2026-11-22T04:08:08.123`: when the stream was made. */
function streamLabel(createdAt: Date): string {
  return createdAt.toISOString().slice(0, 23);
}

const given = (value: unknown): Input | undefined =>
  typeof value === 'object' && value !== null ? (value as Input) : undefined;

/** One member of what was sent; empty where it has no members of its own. */
export const part = (value: unknown): Input => given(value) ?? {};

function partitionKeysOf(input: Input): ReadonlyMap<string, string> {
  const indexes = [...list(input.GlobalSecondaryIndexes), ...list(input.LocalSecondaryIndexes)];
  return new Map(
    [input, ...indexes].flatMap(({ IndexName = '', KeySchema }): [string, string][] =>
      list(KeySchema)
        .filter(({ KeyType }) => KeyType === 'HASH')
        .map(({ AttributeName }) => [String(IndexName), String(AttributeName)]),
    ),
  );
}

export const list = (value: unknown): readonly Input[] => (Array.isArray(value) ? value : []);

/** The engine's table description under the table's real ARN, with the settings it does not know. */
export function describeSettings(
  description: Input,
  arn: string,
  settings: TableSettings | undefined,
): Input {
  return {
    ...withRealArns(description, arn),
    DeletionProtectionEnabled: settings?.deletionProtection ?? false,
    SSEDescription: settings?.encryption && encryption(settings.encryption),
    TableClassSummary: settings?.tableClass && { TableClass: settings.tableClass },
    ...(settings?.streamArn !== undefined && stream(settings, settings.streamArn)),
  };
}

function withRealArns(description: Input, arn: string): Input {
  const indexes = list(description.GlobalSecondaryIndexes).map((index) => ({
    ...index,
    IndexArn: `${arn}/index/${String(index.IndexName)}`,
  }));
  return {
    ...description,
    TableArn: arn,
    ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
  };
}

function encryption(specification: Input) {
  return {
    Status: 'ENABLED',
    SSEType: specification.SSEType ?? 'KMS',
    KMSMasterKeyArn: specification.KMSMasterKeyId,
  };
}

function stream({ stream: given }: TableSettings, arn: string) {
  return {
    StreamSpecification: { ...given, StreamEnabled: true },
    LatestStreamLabel: arn.split('/stream/')[1],
    LatestStreamArn: arn,
  };
}

import { Refusal } from '../../core/service';
import { createTable, deleteTable } from '../../dynamodb/create-table';
import { streams } from '../../dynamodb/streams/stream';
import { tableArn, tableSettings } from '../../dynamodb/table-settings';
import { physicalName, type ResourceType } from '../resource-type';
import { object, optionalText, type Values } from '../template';

/** As CloudFormation does, recovery and time to live are set after the table is made. */
const setAfterwards = ['PointInTimeRecoverySpecification', 'TimeToLiveSpecification'];

export const dynamodbTable: ResourceType = {
  type: 'AWS::DynamoDB::Table',
  properties: [
    'AttributeDefinitions',
    'BillingMode',
    'DeletionProtectionEnabled',
    'GlobalSecondaryIndexes',
    'KeySchema',
    'LocalSecondaryIndexes',
    'ProvisionedThroughput',
    'SSESpecification',
    'StreamSpecification',
    'TableClass',
    'TableName',
    'Tags',
    ...setAfterwards,
  ],
  create: async (creation) => {
    const { deployment, properties } = creation;
    const TableName = physicalName(creation, 'TableName', 255);
    const kept = Object.entries(properties).filter(([name]) => !setAfterwards.includes(name));
    const input = { ...Object.fromEntries(kept), TableName };
    const described = await createTable(deployment.world, deployment, input);
    const Arn = tableArn(deployment, TableName);
    setLater(creation.properties, tableSettings(deployment.world).get(Arn));
    return { physicalId: TableName, attributes: { Arn, StreamArn: described.LatestStreamArn } };
  },
  adopt: async ({ deployment, physicalId }) => {
    const Arn = tableArn(deployment, physicalId);
    if (!tableSettings(deployment.world).has(Arn))
      throw new Refusal('ResourceNotFoundException', `Table: ${physicalId} not found`);
    const StreamArn = [...streams(deployment.world).keys()].find((arn) => arn.startsWith(Arn));
    return { physicalId, attributes: { Arn, StreamArn } };
  },
  /** Only what is set afterwards changes here; the items stay. */
  update: ({ deployment, physicalId, attributes, properties }) => {
    setLater(properties, tableSettings(deployment.world).get(tableArn(deployment, physicalId)));
    return { physicalId, attributes };
  },
  remove: async ({ deployment, physicalId }) => {
    await deleteTable(deployment.world, deployment, physicalId);
  },
};

function setLater(
  properties: Values,
  settings: { pointInTimeRecovery: boolean; timeToLive: string | undefined } | undefined,
): void {
  if (settings === undefined) return;
  const recovery = object(properties, 'PointInTimeRecoverySpecification');
  settings.pointInTimeRecovery = String(recovery.PointInTimeRecoveryEnabled) === 'true';
  const timeToLive = object(properties, 'TimeToLiveSpecification');
  settings.timeToLive = optionalText(timeToLive, 'AttributeName');
}

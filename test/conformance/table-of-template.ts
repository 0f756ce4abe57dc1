import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb';
import { property, type Template } from '../../services/cli/local/template';

/** What CloudFormation asks of DynamoDB for the template's table, but for its key and its backups. */
export function tableOfTemplate(template: Template): CreateTableCommandInput {
  const of = <T>(name: string): T => property<T>(template, 'Table', name);
  return {
    TableName: of('TableName'),
    BillingMode: of('BillingMode'),
    AttributeDefinitions: of('AttributeDefinitions'),
    KeySchema: of('KeySchema'),
    GlobalSecondaryIndexes: of('GlobalSecondaryIndexes'),
    DeletionProtectionEnabled: of('DeletionProtectionEnabled'),
    StreamSpecification: { StreamEnabled: true, ...of<object>('StreamSpecification') },
  };
}

import type { Sandbox } from '../sandbox';
import { useDynamoDbEngine } from './engine';
import { dynamodbService } from './service';

/** Adds DynamoDB to the sandbox, kept by dynalite, or by another engine at the endpoint. `deployStack` does it too. */
export function addDynamoDb(sandbox: Sandbox, options: { readonly endpoint?: string } = {}): void {
  sandbox.addService(dynamodbService);
  if (options.endpoint !== undefined) useDynamoDbEngine(sandbox.world, options.endpoint);
}

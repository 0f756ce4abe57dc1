import type { Service, World } from '../core/service';
import { useDynamoDbEngine } from './engine';
import { dynamodbService } from './service';

interface Extensible {
  readonly world: World;
  readonly addService: (service: Service) => void;
}

/** Adds DynamoDB to the sandbox, kept by dynalite, or by another engine at the endpoint. */
export function addDynamoDb(
  sandbox: Extensible,
  options: { readonly endpoint?: string } = {},
): void {
  sandbox.addService(dynamodbService);
  if (options.endpoint !== undefined) useDynamoDbEngine(sandbox.world, options.endpoint);
}

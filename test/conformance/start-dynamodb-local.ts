import { type Started, startChild } from './start-child';
import { dynamoDbLocal } from './tools';

/** AWS's own DynamoDB Local, in memory, told to send no telemetry. */
export const startDynamoDbLocal = (): Promise<Started> =>
  startChild({
    command: 'java',
    args: (port) => [
      `-Djava.library.path=${dynamoDbLocal}/DynamoDBLocal_lib`,
      '-jar',
      `${dynamoDbLocal}/DynamoDBLocal.jar`,
      '-inMemory',
      '-sharedDb',
      '-disableTelemetry',
      '-port',
      String(port),
    ],
  });

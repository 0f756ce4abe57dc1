import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { hasCode } from '../classify';
import { type Connection, clientConfig } from '../connection';

/** The text of the parameter that says whom to tell; nothing when there is none. Rejects with the SDK's error. */
export function openConfiguration(
  name: string,
  connection: Connection = {},
): () => Promise<string | undefined> {
  const client = new SSMClient(clientConfig(connection));
  return async () => {
    try {
      return (await client.send(new GetParameterCommand({ Name: name }))).Parameter?.Value;
    } catch (error) {
      if (hasCode(error, 'ParameterNotFound')) return undefined;
      throw error;
    }
  };
}

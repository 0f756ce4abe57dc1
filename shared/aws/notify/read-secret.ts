import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Connection, clientConfig } from '../connection';

/** A changed secret is in use after this long. */
const KEPT_MS = 300_000;

/**
 * Reads a secret in Parameter Store by its ARN, and keeps it in memory for five minutes. Rejects with
 * the SDK's error, or when there is no text in it. It is never logged.
 */
export function openSecrets(
  now: () => number,
  connection: Connection = {},
): (arn: string) => Promise<string> {
  const parameters = new SSMClient(clientConfig(connection));
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return async (arn) => {
    const known = kept.get(arn);
    if (known && now() < known.until) return known.text;
    const text = await readParameter(parameters, arn);
    if (!text) throw new EmptySecret();
    kept.set(arn, { text, until: now() + KEPT_MS });
    return text;
  };
}

export class EmptySecret extends Error {
  override readonly name = 'EmptySecret';
}

/** [D] API_GetParameter: the name or the ARN. */
async function readParameter(client: SSMClient, arn: string): Promise<string | undefined> {
  const asked = new GetParameterCommand({ Name: arn, WithDecryption: true });
  return (await client.send(asked)).Parameter?.Value;
}

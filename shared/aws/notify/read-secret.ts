import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { type Connection, clientConfig } from '../connection';

/** A changed secret is in use after this long. */
const KEPT_MS = 300_000;

/**
 * Reads a secret by its ARN, from Secrets Manager or Parameter Store, and keeps it in memory for five
 * minutes. Rejects with the SDK's error, or when there is no text in it. It is never logged.
 */
export function openSecrets(
  now: () => number,
  connection: Connection = {},
): (arn: string) => Promise<string> {
  const secrets = new SecretsManagerClient(clientConfig(connection));
  const parameters = new SSMClient(clientConfig(connection));
  const kept = new Map<string, { readonly text: string; readonly until: number }>();
  return async (arn) => {
    const known = kept.get(arn);
    if (known && now() < known.until) return known.text;
    const text = await (arn.includes(':ssm:')
      ? readParameter(parameters, arn)
      : readSecret(secrets, arn));
    if (!text) throw new EmptySecret();
    kept.set(arn, { text, until: now() + KEPT_MS });
    return text;
  };
}

export class EmptySecret extends Error {
  override readonly name = 'EmptySecret';
}

async function readSecret(client: SecretsManagerClient, arn: string): Promise<string | undefined> {
  return (await client.send(new GetSecretValueCommand({ SecretId: arn }))).SecretString;
}

/** [D] API_GetParameter: the name or the ARN. */
async function readParameter(client: SSMClient, arn: string): Promise<string | undefined> {
  const asked = new GetParameterCommand({ Name: arn, WithDecryption: true });
  return (await client.send(asked)).Parameter?.Value;
}

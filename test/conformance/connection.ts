import { join } from 'node:path';

export const HOME_REGION = 'us-east-1';

/** Keys that no account has. */
export const keysOfNoAccount = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'example',
} as const;

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What an SDK client is made with to talk to this endpoint as the owner of these keys. */
export const connection = (
  endpoint: string,
  credentials: Keys = keysOfNoAccount,
  region = HOME_REGION,
) => ({
  endpoint,
  region,
  credentials,
});

/** The same for a program: everything it needs, in its environment. */
export const environment = (
  endpoint: string,
  { accessKeyId, secretAccessKey, sessionToken }: Keys = keysOfNoAccount,
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_REGION: HOME_REGION,
  AWS_DEFAULT_REGION: HOME_REGION,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  ...(sessionToken && { AWS_SESSION_TOKEN: sessionToken }),
  AWS_CONFIG_FILE: join(__dirname, 'no-such-file'),
  AWS_SHARED_CREDENTIALS_FILE: join(__dirname, 'no-such-file'),
});

import type { Credentials } from '../../shared/aws/connection';

/**
 * Lambda puts the credentials of the function's role into its environment, so the SDK's search through
 * profiles, single sign-on and metadata services is left out of the bundle: an eighth of its size.
 * serverless.yml puts this in the place of `@aws-sdk/credential-provider-node`.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export const defaultProvider = () => async (): Promise<Credentials> => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) {
    throw new Error('The environment holds no credentials; Lambda sets AWS_ACCESS_KEY_ID.');
  }
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};

import { AccessAnalyzerClient, CheckNoPublicAccessCommand } from '@aws-sdk/client-accessanalyzer';
import { type Connection, clientConfig } from '../connection';

/** Asks Access Analyzer whether a bucket policy keeps the public out. Rejects with the SDK's error. */
export function openPublicCheck(connection: Connection = {}): (policy: string) => Promise<boolean> {
  const client = new AccessAnalyzerClient(clientConfig(connection));
  return async (policyDocument) => {
    const asked = { policyDocument, resourceType: 'AWS::S3::Bucket' } as const;
    const { result } = await client.send(new CheckNoPublicAccessCommand(asked));
    return result === 'PASS';
  };
}

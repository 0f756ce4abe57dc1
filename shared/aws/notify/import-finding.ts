import {
  type AwsSecurityFinding,
  BatchImportFindingsCommand,
  SecurityHubClient,
} from '@aws-sdk/client-securityhub';
import { type Connection, clientConfig } from '../connection';
import { EntryRefused } from './publish';

/** Imports one finding in ASFF. Rejects with the SDK's error, or with `EntryRefused`. */
export function openFindings(connection: Connection = {}): (finding: object) => Promise<void> {
  const client = new SecurityHubClient(clientConfig(connection));
  return async (finding) => {
    const findings = [finding as AwsSecurityFinding];
    const answer = await client.send(new BatchImportFindingsCommand({ Findings: findings }));
    const [failed] = answer.FailedFindings ?? [];
    if (failed) throw new EntryRefused(failed.ErrorCode ?? 'UnknownError');
  };
}

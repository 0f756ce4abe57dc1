import { createHash } from 'node:crypto';
import { EC2Client } from '@aws-sdk/client-ec2';
import { S3Client } from '@aws-sdk/client-s3';
import { CreateDocumentCommand, SSMClient } from '@aws-sdk/client-ssm';
import { deployForensics } from '../../../services/cli/local/deploy-forensics';
import { EXAMINER_IMAGE, standInExaminer } from '../../../services/cli/local/local-examiner';
import type { Sandbox } from '../../../services/sandbox';

const REGION = 'us-east-1';
const { documentOf } = require('../../../services/playbooks/instance-login/host/documents.cjs') as {
  readonly documentOf: (name: string) => object;
};

export interface Forensics {
  readonly environment: Readonly<Record<string, string>>;
  readonly s3: S3Client;
  readonly ec2: EC2Client;
  readonly bucket: string;
}

/** What services/forensics/template.yml makes: a bucket that locks, a key, and what an examiner needs. */
export async function makeForensics(
  sandbox: Sandbox,
  { forensic, member, security }: Readonly<Record<'forensic' | 'member' | 'security', string>>,
): Promise<Forensics> {
  const { world } = sandbox;
  const at = (accountId: string) => ({
    ...{ endpoint: sandbox.endpoint, region: REGION, maxAttempts: 1 },
    credentials: sandbox.credentials(accountId),
  });
  const s3 = new S3Client({ ...at(forensic), forcePathStyle: true });
  const ec2 = new EC2Client(at(forensic));
  const { settings } = await deployForensics(sandbox, {
    ...{ homeRegion: REGION, securityAccountId: security, memberAccountIds: [forensic] },
    id: world.organization.organization?.id ?? '',
  });
  const bucket = String(settings.TRAILWARDEN_FORENSIC_BUCKET);
  for (const name of ['end-login', 'memory', 'collect'])
    await made(new SSMClient(at(member)), name, documentOf(name));
  await standInExaminer(sandbox, { accountId: forensic, region: REGION });
  return {
    ...{ s3, ec2, bucket },
    environment: {
      ...settings,
      TRAILWARDEN_MEMORY_TOOL_SHA256: createHash('sha256').update('avml').digest('hex'),
      TRAILWARDEN_MEMORY_TOOL_KEY: 'tools/avml',
      TRAILWARDEN_EXAMINER_IMAGE: EXAMINER_IMAGE,
    },
  };
}

/** A document of ours, in the member. */
export const document = ({ ssm }: { readonly ssm: SSMClient }, name: string): Promise<void> =>
  made(ssm, name, documentOf(name));

async function made(ssm: SSMClient, name: string, content: object): Promise<void> {
  const Content = JSON.stringify(content).replaceAll('^https://', '^http://');
  await ssm.send(
    new CreateDocumentCommand({
      ...{ Name: `trailwarden-${name}`, Content, DocumentType: 'Command', DocumentFormat: 'JSON' },
    }),
  );
}

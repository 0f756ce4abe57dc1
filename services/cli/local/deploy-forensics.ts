import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hooks, type LocalOrganization, type Sandbox } from '../../sandbox';
import { ROOT } from './package-service';

/** What the function of instance-login is told of the forensic account, by the names of its environment. */
export type ForensicSettings = Readonly<Record<`TRAILWARDEN_${string}`, string>>;

export interface Forensics {
  readonly accountId: string;
  readonly settings: ForensicSettings;
}

type Needed = Pick<
  LocalOrganization,
  'homeRegion' | 'id' | 'memberAccountIds' | 'securityAccountId'
>;

/** The last member stands for the account that holds nothing else. */
export const forensicAccountOf = ({ memberAccountIds }: Needed): string =>
  memberAccountIds.at(-1) ?? '';

/** As docs/deploy.md says, by hand and once. */
export async function deployForensics(sandbox: Sandbox, organization: Needed): Promise<Forensics> {
  const accountId = forensicAccountOf(organization);
  const { homeRegion: region, id, securityAccountId } = organization;
  const { outputs } = await hooks.cloudformation.deployStack(sandbox, {
    ...{ accountId, region, stackName: 'trailwarden-forensics' },
    template: await templateOf('forensics'),
    parameters: {
      OrganizationId: id,
      SecurityAccountId: securityAccountId,
      S3PrefixListId: 'pl-63a5400a',
    },
  });
  const { EvidenceBucketName = '', KeyArn = '' } = outputs;
  const { ExaminerSubnetId = '', ExaminerGroupId = '', ExaminerProfileName = '' } = outputs;
  return {
    accountId,
    settings: {
      TRAILWARDEN_FORENSIC_ACCOUNT: accountId,
      TRAILWARDEN_FORENSIC_ROLE: 'trailwarden-forensics',
      TRAILWARDEN_FORENSIC_BUCKET: EvidenceBucketName,
      TRAILWARDEN_FORENSIC_REGION: region,
      TRAILWARDEN_FORENSIC_KEY: KeyArn,
      TRAILWARDEN_EXAMINER_SUBNET: ExaminerSubnetId,
      TRAILWARDEN_EXAMINER_GROUP: ExaminerGroupId,
      TRAILWARDEN_EXAMINER_PROFILE: ExaminerProfileName,
    },
  };
}

/** A template with its documents, by the command of docs/deploy.md. */
export async function templateOf(name: 'containment' | 'forensics'): Promise<string> {
  const script = join(ROOT, 'services/central/member-template.cjs');
  return (await promisify(execFile)(process.execPath, [script, name])).stdout;
}

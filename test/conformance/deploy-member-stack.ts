import { join } from 'node:path';
import { awsCli, printed } from './aws-cli';
import type { Keys } from './connection';
import { ORGANIZATION_ID } from './deploy-central-stack';
import { run } from './run';
import { ROOT } from './tools';

export interface Member {
  readonly endpoint: string;
  readonly keys: Keys;
  readonly region: string;
  readonly securityAccountId: string;
  /** What is guarded besides trails; nothing unless told otherwise. */
  readonly guarded?: Readonly<Record<string, string>>;
}

/** What the StackSet does in one account and Region: us-east-1 is the home Region. */
export async function deployMemberStack(member: Member): Promise<void> {
  const { endpoint, keys, region, securityAccountId, guarded = {} } = member;
  const parameters = {
    OrganizationId: ORGANIZATION_ID,
    SecurityAccountId: securityAccountId,
    CentralBusArn: `arn:aws:events:us-east-1:${securityAccountId}:event-bus/trailwarden`,
    HomeRegion: 'us-east-1',
    ...guarded,
  };
  const given = Object.entries(parameters).map(
    ([name, value]) => `ParameterKey=${name},ParameterValue=${value}`,
  );
  const template = await run(process.execPath, [
    join(ROOT, 'services/central/member-template.cjs'),
  ]);
  const created = await awsCli(endpoint, keys)(
    `cloudformation create-stack --region ${region} --stack-name trailwarden-member`,
    '--capabilities=CAPABILITY_NAMED_IAM',
    `--template-body=${template.stdout}`,
    '--parameters',
    ...given,
  );
  printed(created);
}

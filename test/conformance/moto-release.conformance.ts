import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { releaseTemplates } from '../../services/cli/publish/write-release';
import { type ReleaseFolder, releaseFolder } from '../../services/cli/target/release-folder';
import { readTemplate } from '../templates/read-template';
import { awsCli, printed } from './aws-cli';
import type { Keys } from './connection';
import { ORGANIZATION_ID } from './deploy-central-stack';
import { inAccount } from './in-account';
import { knownToMoto } from './known-to-moto';
import { stackResources } from './stack-resources';
import type { Started } from './start-child';
import { startMoto } from './start-moto';

// A release's plain templates in moto's CloudFormation, by the AWS CLI alone: no Serverless Framework, no command of ours.

const SECURITY = '222233334444';
const MEMBER = '444455556666';
const PREFIX = '1/';

let moto: Started;
let keys: Readonly<Record<'security' | 'member', Keys>>;
let release: ReleaseFolder;

beforeAll(async () => {
  moto = await startMoto();
  release = await releaseFolder();
  const { endpoint } = moto;
  keys = {
    security: await inAccount(endpoint, SECURITY),
    member: await inAccount(endpoint, MEMBER),
  };
  for (const account of ['security', 'member'] as const) {
    const aws = awsCli(endpoint, keys[account]);
    printed(await aws(`s3api create-bucket --bucket ${bucketOf(account)}`));
    const upload = `s3 cp --recursive --quiet ${release.folder} s3://${bucketOf(account)}/${PREFIX}`;
    printed(await aws(upload));
  }
});

/** moto reads a template only from a bucket of the account that makes the stack. */
const bucketOf = (of: 'security' | 'member'): string => `trailwarden-deployment-${of}`;

afterAll(() => moto?.close());

type Template = keyof typeof releaseTemplates;

const resourcesOf = (name: Template) =>
  readTemplate(join(release.folder, releaseTemplates[name])).Resources;

/** The stack's logical ids, after AWS's own way to deploy a template that lies in a bucket. */
async function deployed(
  name: Template,
  by: keyof typeof keys,
  parameters: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const stack = `trailwarden-${name}`;
  const given = Object.entries(parameters).map(
    ([key, value]) => `ParameterKey=${key},ParameterValue=${value}`,
  );
  printed(
    await awsCli(moto.endpoint, keys[by])(
      `cloudformation create-stack --stack-name ${stack} --capabilities CAPABILITY_NAMED_IAM`,
      `--template-url=https://${bucketOf(by)}.s3.us-east-1.amazonaws.com/${PREFIX}${releaseTemplates[name]}`,
      '--parameters',
      ...given,
    ),
  );
  return stackResources({ endpoint: moto.endpoint, keys: keys[by], name: stack });
}

const ofMembers = {
  OrganizationId: ORGANIZATION_ID,
  SecurityAccountId: SECURITY,
  CentralBusArn: `arn:aws:events:us-east-1:${SECURITY}:event-bus/trailwarden`,
  HomeRegion: 'us-east-1',
};

test('the central template makes every resource whose type moto knows, and runs the release’s code', async () => {
  const made = await deployed('central', 'security', {
    OrganizationId: ORGANIZATION_ID,
    OrganizationalUnitIds: 'r-a1b2',
    GovernedRegions: 'us-east-1',
    CodeBucket: bucketOf('security'),
    CodePrefix: PREFIX,
    MemberStackSet: 'no',
  });
  expect(made).toEqual(knownToMoto(resourcesOf('central')));
  const aws = awsCli(moto.endpoint, keys.security);
  const { Configuration } = printed<{ Configuration: { CodeSha256: string; Role: string } }>(
    await aws('lambda get-function --function-name trailwarden-responder'),
  );
  const zip = readFileSync(join(release.folder, 'responder.zip'));
  expect(Configuration).toMatchObject({
    CodeSha256: createHash('sha256').update(zip).digest('base64'),
    Role: `arn:aws:iam::${SECURITY}:role/trailwarden-responder`,
  });
});

// moto 5.2.5 cannot make the other three: a policy that is AWS::NoValue (undo) ends in an error of its own, and it wants
// a DocumentFormat (containment, forensics), which CloudFormation takes as JSON when it is not given. test/templates
// reads them.
test.each([
  ['member', ofMembers],
  ['buckets', ofMembers],
  ['logins', { CentralBusArn: ofMembers.CentralBusArn }],
] as const)(
  'the template %s makes in a member what no condition keeps back',
  async (name, parameters) => {
    const made = await deployed(name, 'member', parameters);
    const resources = Object.entries(resourcesOf(name));
    const always = Object.fromEntries(resources.filter(([, { Condition }]) => !Condition));
    expect(Object.keys(always).length).toBeGreaterThan(0);
    expect(knownToMoto(always).filter((id) => !made.includes(id))).toEqual([]);
  },
);

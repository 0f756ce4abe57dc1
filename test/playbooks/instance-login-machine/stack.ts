import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { strToU8, zipSync } from 'fflate';
import { hooks } from '../../../services/sandbox';

const ROOT = join(__dirname, '../../..');
const FOLDER = join(ROOT, 'services/playbooks/instance-login');

/** The function as one file, in a zip of a new folder. */
export async function bundled(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'instance-login-'));
  const { outputFiles } = await build({
    ...{ entryPoints: [join(FOLDER, 'handler.ts')], bundle: true, write: false, minify: true },
    ...{ platform: 'node', format: 'cjs', target: 'node20', mainFields: ['module', 'main'] },
    supported: { 'dynamic-import': false },
  });
  const code = strToU8(outputFiles[0]?.text ?? '');
  await writeFile(join(folder, 'playbook.zip'), zipSync({ 'index.js': code }, { level: 1 }));
  return folder;
}

const trusts = (Service: string) => ({
  Statement: { Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' },
});

/** The table, the seal, the function and the machine, until the central template has them. */
export async function template(environment: Readonly<Record<string, string>>): Promise<object> {
  const table = hooks.cloudformation.readYaml(
    await readFile(join(ROOT, 'services/central/table.yml'), 'utf8'),
  ) as { readonly Resources: { readonly Table: { readonly Properties: Record<string, unknown> } } };
  const { SSESpecification: _, ...properties } = table.Resources.Table.Properties;
  const machine = await readFile(join(FOLDER, 'machine.asl.json'), 'utf8');
  const allow = (Action: string | readonly string[]) => ({
    Statement: { Effect: 'Allow', Action, Resource: '*' },
  });
  return {
    Resources: {
      Table: { Type: 'AWS::DynamoDB::Table', Properties: properties },
      SealKey: {
        Type: 'AWS::KMS::Key',
        Properties: {
          ...{ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
          KeyPolicy: {
            Statement: {
              Effect: 'Allow',
              Principal: { AWS: { Ref: 'AWS::AccountId' } },
              ...{ Action: 'kms:*', Resource: '*' },
            },
          },
        },
      },
      Alias: {
        Type: 'AWS::KMS::Alias',
        Properties: { AliasName: 'alias/trailwarden-seal', TargetKeyId: { Ref: 'SealKey' } },
      },
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'trailwarden-instance-login',
          AssumeRolePolicyDocument: trusts('lambda.amazonaws.com'),
          Policies: [
            {
              PolicyName: 'states',
              PolicyDocument: allow([
                ...['dynamodb:Query', 'dynamodb:UpdateItem', 'kms:Sign', 'kms:GetPublicKey'],
                ...['sts:AssumeRole', 'ssm:GetCalendarState', 'ssm:GetDocument'],
                'cloudtrail:LookupEvents',
              ]),
            },
          ],
        },
      },
      Releaser: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'trailwarden-releaser',
          AssumeRolePolicyDocument: {
            Statement: {
              ...{ Effect: 'Allow', Action: 'sts:AssumeRole' },
              Principal: { AWS: { Ref: 'AWS::AccountId' } },
            },
          },
          Policies: [
            {
              PolicyName: 'release',
              PolicyDocument: allow([
                ...['dynamodb:Query', 'dynamodb:UpdateItem', 'kms:GetPublicKey', 'sts:AssumeRole'],
              ]),
            },
          ],
        },
      },
      Function: {
        Type: 'AWS::Lambda::Function',
        Properties: {
          ...{ FunctionName: 'trailwarden-instance-login', Runtime: 'nodejs24.x' },
          ...{ Handler: 'index.handler', Timeout: 900, MemorySize: 512 },
          Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
          Code: { S3Bucket: 'artifacts', S3Key: 'playbook.zip' },
          Environment: {
            Variables: {
              TRAILWARDEN_TABLE: { Ref: 'Table' },
              TRAILWARDEN_SEAL_KEY: { 'Fn::GetAtt': ['SealKey', 'Arn'] },
              TRAILWARDEN_MAC_KEY: 'alias/trailwarden-mac',
              ...environment,
            },
          },
        },
      },
      MachineRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          AssumeRolePolicyDocument: trusts('states.amazonaws.com'),
          Policies: [{ PolicyName: 'machine', PolicyDocument: allow('lambda:InvokeFunction') }],
        },
      },
      Machine: {
        Type: 'AWS::StepFunctions::StateMachine',
        Properties: {
          StateMachineName: 'trailwarden-instance-login',
          RoleArn: { 'Fn::GetAtt': ['MachineRole', 'Arn'] },
          Definition: JSON.parse(machine) as object,
          DefinitionSubstitutions: { Function: { 'Fn::GetAtt': ['Function', 'Arn'] } },
        },
      },
    },
    Outputs: {
      TableName: { Value: { Ref: 'Table' } },
      SealKey: { Value: { 'Fn::GetAtt': ['SealKey', 'Arn'] } },
      Machine: { Value: { Ref: 'Machine' } },
    },
  };
}

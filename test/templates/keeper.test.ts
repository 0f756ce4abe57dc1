import { beforeAll, expect, test } from '@jest/globals';
import { packageService } from '../../services/cli/local/package-service';
import type { Template } from '../../services/cli/local/template';
import { KEEPER_ROLE } from '../../shared/aws/become-named';
import { roleStatements } from './statements';

let central: Template;

beforeAll(async () => {
  central = (await packageService()).template;
});

test('the keeper may read, seal and write baselines and exemptions, and nothing else', () => {
  expect(roleStatements(central, KEEPER_ROLE)).toEqual([
    {
      Sid: 'WriteWhatIsRightOfAccounts',
      Effect: 'Allow',
      Action: ['dynamodb:Query', 'dynamodb:UpdateItem'],
      Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
      Condition: {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['ACCOUNT#*', 'RELEASE'] },
      },
    },
    {
      Sid: 'AskForALookAtTheEnd',
      Effect: 'Allow',
      Action: 'dynamodb:UpdateItem',
      Resource: { 'Fn::GetAtt': ['Table', 'Arn'] },
      Condition: { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['WATCH'] } },
    },
    {
      Sid: 'SealWhatIsAccepted',
      Effect: 'Allow',
      Action: ['kms:Sign', 'kms:GetPublicKey'],
      Resource: { 'Fn::GetAtt': ['SigningKey', 'Arn'] },
    },
    {
      Sid: 'ReadOldSeals',
      Effect: 'Allow',
      Action: 'kms:VerifyMac',
      Resource: { 'Fn::GetAtt': ['SealKey', 'Arn'] },
    },
  ]);
});

test('the keeper is trusted exactly as the operator is, with MFA where that is asked for', () => {
  const { BaselineKeeperRole: keeper, OperatorRole: operator } = central.Resources;
  expect(keeper?.Properties.AssumeRolePolicyDocument).toEqual(
    operator?.Properties.AssumeRolePolicyDocument,
  );
});

test('the operator role cannot assume the keeper role', () => {
  const assumed = roleStatements(central, 'trailwarden-operator')
    .filter(({ Action }) => Action === 'sts:AssumeRole')
    .map(({ Resource }) => Resource);
  expect(assumed).toEqual([{ 'Fn::Sub': expect.stringMatching(/^\S+:role\/trailwarden-reader$/) }]);
});

import { join } from 'node:path';
import { beforeAll, expect, test } from '@jest/globals';
import { packageService, ROOT } from '../../services/cli/local/package-service';
import { property, type Template } from '../../services/cli/local/template';
import { containmentCalls } from '../../shared/domain/containment';
import { allowedActions } from './allowed-actions';
import { callsAbroad, rolesOf } from './instance-login-calls';
import { readTemplate } from './read-template';
import { roleStatements } from './statements';
import { withoutConditions } from './without-conditions';

const containment = readTemplate(join(ROOT, 'services/member/containment.yml'));
const ROLES = ['ContainmentRole', 'CollectorRole'];
let central: Template;

beforeAll(async () => {
  central = (await packageService()).template;
});

/** Tags are given by the call that makes a thing; a disk's key is asked for by EBS, in the caller's name. */
const BESIDE = ['ec2:CreateTags', 'kms:Decrypt'];

test('who contains may take the steps of containing and releasing, look, and nothing else', () => {
  expect(allowedActions(containment, 'ContainmentRole')).toEqual(
    [...rolesOf.containment, ...containmentCalls, 'ec2:CreateTags'].sort(),
  );
});

test('who collects may run our documents, read records, make snapshots, and nothing else', () => {
  expect(allowedActions(containment, 'CollectorRole')).toEqual(
    [...rolesOf.collector, ...BESIDE].sort(),
  );
});

test('the playbook makes in other accounts the calls of its roles there, and no others', async () => {
  const ofRoles = [...Object.values(rolesOf).flat(), ...containmentCalls];
  expect(await callsAbroad()).toEqual([...new Set<string>(ofRoles)].sort());
});

test('only the playbook and the releaser of the security account, within the organization, may become one of them', () => {
  for (const role of ROLES) {
    const trust = property(containment, role, 'AssumeRolePolicyDocument');
    expect(trust).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation's
          Principal: { AWS: { 'Fn::Sub': 'arn:${AWS::Partition}:iam::${SecurityAccountId}:root' } },
          Action: 'sts:AssumeRole',
          Condition: {
            ArnEquals: {
              'aws:PrincipalArn': ['instance-login', 'releaser'].map((name) => ({
                'Fn::Sub': `arn:\${AWS::Partition}:iam::\${SecurityAccountId}:role/trailwarden-${name}`,
              })),
            },
            StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } },
          },
        },
      ],
    });
  }
});

test('without a forensic account no snapshot is made, shared or read', () => {
  const off = withoutConditions(containment, new Set(['HasForensicAccount'])) as Template;
  const left = allowedActions(off, 'CollectorRole');
  expect(left.filter((action) => /^(ec2:.*(Snapshot|Tag)|ebs|kms)/.test(action))).toEqual([]);
});

test('what cannot be narrowed to its resource is a read, and nothing acts on people', () => {
  const statements = ROLES.flatMap((role) => roleStatements(containment, role));
  const wide = statements.filter(({ Effect, Resource }) => Effect === 'Allow' && Resource === '*');
  const actions = wide.flatMap(({ Action }) => Action);
  expect(actions.filter((one) => !/:(Describe|Get|List|Lookup)/.test(one))).toEqual([]);
  const allowed = ROLES.flatMap((role) => allowedActions(containment, role));
  expect(
    allowed.filter((one) => /^(iam:.*(User|AccessKey|Login|Mfa|Group)|sso|identity)/i.test(one)),
  ).toEqual([]);
});

/** The template as it is deployed without the parameter. */
const OFF = new Set([
  ...['HasContainment', 'HasContainmentUnits', 'HasContainmentStackSet'],
  // It has the right to become the role of containment.
  ...['HasLoginGuard', 'HasLoginGuardUnits', 'HasLoginStackSet', 'HasPlaybooks'],
]);

test('without Containment not one resource is there for it', () => {
  expect(central.Parameters.Containment?.Default).toBe('none');
  const { Resources, Outputs } = withoutConditions(central, OFF) as Template;
  const left = JSON.stringify({ Resources, Outputs });
  expect(left).toContain('trailwarden-guard');
  const words = ['trailwarden-containment', 'trailwarden-collector', 'TerminateSession'];
  expect(words.filter((word) => left.includes(word))).toEqual([]);
});

test('CloudFormation takes the template as it is packaged, with the whole documents', () => {
  const body = property<string>(central, 'Containments', 'TemplateBody');
  expect(Buffer.byteLength(body)).toBeLessThan(51_200);
  expect(body).not.toContain('documentOf');
});

import { expect, test } from '@jest/globals';
import type { Finding } from '../../../shared/domain/finding';
import type { WardenState } from '../../../shared/domain/warden';
import { runbooks } from '../../../shared/restore/runbooks/catalogue';
import { aFinding } from '../../builders/a-finding';
import {
  aBus,
  aQueue,
  aRole,
  aRule,
  aWardenBaseline,
  DENY_ALL,
  without,
} from '../../builders/warden/parts';

const all: readonly WardenState[] = [aRule(), aBus(), aRole(), aQueue()];

const stepsFor = (state: WardenState, ...findings: readonly Finding[]) =>
  runbooks.warden.flatMap((runbook) =>
    runbook.steps(
      findings.filter(({ technique }) => runbook.undoes.includes(technique)),
      aWardenBaseline(state),
    ),
  );

const forward = { Name: 'trailwarden-forward', EventBusName: 'default', State: 'ENABLED' };
const reader = { RoleName: 'trailwarden-reader' };

test.each<[string, WardenState, Finding, calls: readonly (readonly [string, object])[]]>([
  [
    'a silenced rule gets everything its baseline says, and no tags: PutRule ignores them',
    without(aRule(), 'description'),
    aFinding('silence-rule'),
    [['events:PutRule', { ...forward, EventPattern: '{"source":["aws.cloudtrail"]}' }]],
  ],
  [
    'a diverted target is put under its id, with all its settings',
    aRule(),
    aFinding('divert-targets', { part: 'targets.security-account' }),
    [
      [
        'events:PutTargets',
        { Rule: 'trailwarden-forward', EventBusName: 'default', Targets: aRule().targets },
      ],
    ],
  ],
  [
    'foreign targets are removed by their ids',
    aRule(),
    aFinding('crowd-targets', { actual: 'mallory, eve' }),
    [
      [
        'events:RemoveTargets',
        { Rule: 'trailwarden-forward', EventBusName: 'default', Ids: ['mallory', 'eve'] },
      ],
    ],
  ],
  [
    'of a bus with another key everything is written, also what it shall not have: AWS keeps what is left out',
    without(aBus(), 'kmsKeyIdentifier', 'deadLetterArn', 'description'),
    aFinding('rekey-bus'),
    [
      [
        'events:UpdateEventBus',
        {
          Name: 'trailwarden',
          Description: '',
          KmsKeyIdentifier: '',
          DeadLetterConfig: { Arn: '' },
        },
      ],
    ],
  ],
  [
    'only the policy that was changed is written',
    aRole(),
    aFinding('strip-role', { part: 'inlinePolicies.more' }),
    [['iam:PutRolePolicy', { ...reader, PolicyName: 'more', PolicyDocument: '{"Statement":[]}' }]],
  ],
  [
    'foreign policies are deleted one by one',
    aRole(),
    aFinding('deny-role', { actual: 'x,, y' }),
    [
      ['iam:DeleteRolePolicy', { ...reader, PolicyName: 'x,' }],
      ['iam:DeleteRolePolicy', { ...reader, PolicyName: 'y' }],
    ],
  ],
  [
    'a foreign managed policy is detached',
    aRole(),
    aFinding('attach-foreign-policy', { actual: DENY_ALL }),
    [['iam:DetachRolePolicy', { ...reader, PolicyArn: DENY_ALL }]],
  ],
  [
    'only the attributes that differ are set, and what the baseline is without is removed',
    aQueue(),
    aFinding('close-queue', { part: 'attributes.KmsMasterKeyId, attributes.VisibilityTimeout' }),
    [
      [
        'sqs:SetQueueAttributes',
        { QueueUrl: aQueue().url, Attributes: { KmsMasterKeyId: '', VisibilityTimeout: '30' } },
      ],
    ],
  ],
])('%s', (_, state, finding, calls) => {
  const { subject } = aWardenBaseline(state);
  const { accountId, region, id } = subject;
  const steps = calls.map(([call, input]) => ({ call, accountId, region, on: id, input }));
  expect(stepsFor(state, finding)).toEqual(steps);
  expect(stepsFor(state, finding, finding)).toEqual(steps);
});

test('a deleted role is made with its boundary before it gets a permission', () => {
  const steps = stepsFor(aRole(), aFinding('delete-role'));
  expect(steps.map(({ call }) => call)).toEqual([
    'iam:CreateRole',
    'iam:PutRolePolicy',
    'iam:PutRolePolicy',
    'iam:AttachRolePolicy',
  ]);
  expect(steps[0]?.input).toMatchObject({ PermissionsBoundary: aRole().permissionsBoundaryArn });
});

test('a role gets its boundary, then loses foreign policies, then gets its permissions, then its trust', () => {
  const ids = ['change-role-trust', 'strip-role', 'deny-role', 'change-role-boundary'];
  const calls = stepsFor(aRole(), ...ids.map((id) => aFinding(id))).map(({ call }) => call);
  expect([...new Set(calls)]).toEqual([
    'iam:PutRolePermissionsBoundary',
    'iam:DeleteRolePolicy',
    'iam:PutRolePolicy',
    'iam:AttachRolePolicy',
    'iam:UpdateAssumeRolePolicy',
  ]);
});

test.each(all)('no findings on a $kind make no steps', (state) => {
  expect(stepsFor(state)).toEqual([]);
});

test.each(runbooks.warden)('$id touches no part of another kind', (runbook) => {
  const findings = runbook.undoes.map((id) => aFinding(id));
  const touched = all.filter((state) => runbook.steps(findings, aWardenBaseline(state)).length > 0);
  expect(touched).toHaveLength(1);
});

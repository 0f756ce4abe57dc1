import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../../services/cli/local/package-service';
import { property } from '../../services/cli/local/template';
import { reportedRows } from '../../shared/tampering/reported/catalogue';
import { readTemplate } from './read-template';
import { roleStatements, type Statement } from './statements';

const path = join(ROOT, 'services/member/undo.yml');
const template = readTemplate(path);
const { Parameters } = readTemplate(join(ROOT, 'services/central/parameters.yml'));
const undoable = reportedRows.filter(({ undo }) => undo).map(({ row }) => row);

/** The policy of the template for one row, and its condition. */
const policies = property<
  readonly {
    'Fn::If': [string, { PolicyName: string; PolicyDocument: { Statement: Statement[] } }, unknown];
  }[]
>(template, 'UndoRole', 'Policies').map(({ 'Fn::If': [condition, policy] }) => ({
  condition,
  ...policy,
}));

test('the central parameter accepts exactly the rows that can be undone', () => {
  const { AllowedPattern = '', Default } = Parameters.UndoReported ?? {};
  expect(AllowedPattern).toBe(`^(${[...undoable].sort().join('|')})?$`);
  expect(Default).toBe('');
});

test('every row that can be undone has its own switch, which is off, and its own policy', () => {
  expect(policies.map(({ PolicyName }) => PolicyName).sort()).toEqual([...undoable].sort());
  for (const { PolicyName, condition } of policies) {
    const name = PolicyName.replace('-', '');
    expect(condition).toBe(`Undoes${name}`);
    expect(template.Parameters[name]?.Default).toBe('no');
    expect(JSON.stringify(template.Conditions?.[condition])).toContain(`{"Ref":"${name}"}`);
  }
});

test('the policy of a row allows only its own inverse calls and reads', () => {
  for (const { PolicyName, PolicyDocument } of policies) {
    const given = PolicyDocument.Statement.flatMap(({ Action }) => Action);
    const writes = given.filter((action) => !/:(Describe|Get|List)/.test(action));
    const row = reportedRows.find(({ row }) => row === PolicyName);
    expect(writes.sort()).toEqual(
      [...new Set(Object.values(row?.undo?.calls ?? {}).flat())].sort(),
    );
  }
});

test('the organization is changed only in the management account, and no trail of that account is stopped', () => {
  for (const { PolicyName, condition } of policies) {
    const text = JSON.stringify(template.Conditions?.[condition]);
    expect(text.includes('IsManagement')).toBe(/^ORG|CT-14/.test(PolicyName));
    expect(text.includes('Fn::Not')).toBe(PolicyName === 'CT-14');
  }
});

test('permissions are narrowed by account, service or kind of policy wherever IAM can', () => {
  const wide = roleStatements(template, 'UndoRole').filter(
    ({ Resource, Condition }) => Resource === '*' && !Condition,
  );
  expect(wide.flatMap(({ Action }) => Action).sort()).toEqual([
    'kms:ConnectCustomKeyStore',
    'kms:DescribeCustomKeyStores',
    'kms:ListAliases',
    'organizations:ListDelegatedAdministrators',
    'organizations:ListParents',
    'organizations:ListTargetsForPolicy',
    'organizations:MoveAccount',
  ]);
});

import { field } from '../../record/json';
import { none } from '../../record/row';
import { asks, named, rowsOf, says } from '../records/rows-of';
import type { Facts } from '../reported/facts';
import { preserve } from '../reported/lines';
import { telling } from '../reported/report-drill';
import type { Lines, ToldRow } from '../reported/reported-row';

/** A role that it bounds, by the names that the templates give. */
function boundedBy(policyArn: string): string {
  const [, account, own] =
    /^(arn:[a-z-]+:iam::\d{12}):policy\/trailwarden-boundary(?:-(.+))?$/.exec(policyArn) ?? [];
  if (!account) return '<role>';
  const role = !own ? 'guard' : own === 'responder' ? own : `forwarder-${own}`;
  return `${account}:role/trailwarden-${role}`;
}

/** One that was deleted is made again under its name, and bounds the roles again. */
const putBack = ({ eventName, target }: Facts): Lines =>
  eventName === 'DeletePolicy'
    ? {
        'Undo, once you have read it; its name is the end of its ARN':
          'aws iam create-policy --policy-name <name> --policy-document file://boundary.json',
      }
    : {
        'Undo, once you have read it; where there are five versions, delete one that is not in force first': `aws iam create-policy-version --policy-arn ${target} --policy-document file://boundary.json --set-as-default`,
      };

const takeAway = ({ eventName, target }: Facts): Lines =>
  eventName === 'DeletePolicy'
    ? []
    : {
        'Then take away what was added': `aws iam delete-policy-version --policy-arn ${target} --version-id <version-added>`,
      };

/** What bounds our roles bounds them all: one Deny in it, and neither the guard nor the spare can act. */
export const rewriteBoundary: ToldRow = {
  row: 'GRD-04',
  title: 'Rewrite what bounds the roles of Trailwarden',
  severity: 'critical',
  mitre: ['T1098', 'T1685'],
  notUndone:
    'The guard must not be able to write the policy that bounds it: an intruder who became the responder could then give it any right.',
  notForwarded: {
    'iam.amazonaws.com DeleteOpenIDConnectProvider': 'Trailwarden has none.',
  },
  // Roles are put back.
  restored: ({ eventName }) =>
    !/Policy(Version)?$/.test(eventName) || /RolePolicy$/.test(eventName),
  planned: 'Only a deployment of the member stack changes it, by CloudFormation.',
  toDo: (facts) => [
    {
      'See which text holds, in {accountId}': 'aws iam get-policy --policy-arn {target}',
      'See the texts there are, and when each was made':
        'aws iam list-policy-versions --policy-arn {target}',
      'Write down the text that the baseline of a role it bounds has': `trailwarden baseline show ${boundedBy(facts.target)} --field boundaryText > boundary.json`,
    },
    putBack(facts),
    'Where the baseline is from before texts were read, take the text of the member stack’s template word for word. No version is genuine for its age: the newest that is older than the event may be of the same hand.',
    takeAway(facts),
    'Until then take it that nothing is restored in this account: watch its trails by hand.',
    preserve(facts),
  ],
  drill: telling('member', 'iam:CreatePolicyVersion', ({ memberAccountId }) => ({
    policyArn: `arn:aws:iam::${memberAccountId}:policy/trailwarden-boundary`,
    setAsDefault: true,
    policyDocument: '{"Version":"2012-10-17","Statement":[]}',
  })),
};

const onPolicy = rowsOf({
  source: 'iam.amazonaws.com',
  subject: 'policies',
  targets: named('policyArn'),
});
const onProvider = rowsOf({
  source: 'iam.amazonaws.com',
  subject: 'identityProviders',
  targets: named('openIDConnectProviderArn'),
});

const rewritten = asks((target) => `Policy ${target} was rewritten.`);

export const rewriteBoundaryRecords = [
  onPolicy(rewriteBoundary, {
    CreatePolicyVersion: (record, known, target) =>
      field(record.request, 'setAsDefault') === false ? none : rewritten(record, known, target),
    SetDefaultPolicyVersion: rewritten,
    DeletePolicyVersion: rewritten,
    DeletePolicy: says((target) => `Policy ${target} was deleted.`),
  }),
  onProvider(
    { row: rewriteBoundary.row, title: 'Delete the identity provider of a role of the guard' },
    { DeleteOpenIDConnectProvider: says((target) => `Identity provider ${target} was deleted.`) },
  ),
];

import { field } from '../../../record/json';
import { none } from '../../../record/row';
import { asks, named, rowsOf, says } from '../../records/rows-of';
import { rewriteBoundary } from './told';

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

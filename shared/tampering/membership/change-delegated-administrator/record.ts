import { field, text } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import { protects } from '../../../record/protected';
import { type Effect, harm, none } from '../../../record/row';
import { openRowsOf, says } from '../../records/rows-of';
import { inOrganization } from '../in-organization';
import { changeDelegatedAdministrator } from './technique';

const delegate = ({ request }: LogRecord): readonly string[] => {
  const id =
    text(field(request, 'memberAccountId')) ?? text(field(request, 'delegatedAdminAccountId'));
  return id ? [id] : [];
};

const isListed = (record: LogRecord, { subjects }: Known, accounts: readonly string[]): boolean =>
  protects(subjects.delegatedAdministrators, accounts, record);

const gained = (account: string): Effect =>
  harm(`Account ${account} may now rewrite every organization trail.`);

const inCloudTrail = openRowsOf({ source: 'cloudtrail.amazonaws.com', targets: delegate });

export const changeDelegatedAdministratorRecords = [
  inCloudTrail(changeDelegatedAdministrator, {
    RegisterOrganizationDelegatedAdmin: (record, known, target) =>
      isListed(record, known, delegate(record)) ? none : gained(target),
    DeregisterOrganizationDelegatedAdmin: says(
      (target) => `Account ${target} no longer administers CloudTrail for the organization.`,
    ),
  }),
  inOrganization('accountId')(changeDelegatedAdministrator, {
    RegisterDelegatedAdministrator: (record, known, target) =>
      text(field(record.request, 'servicePrincipal')) !== 'cloudtrail.amazonaws.com' ||
      isListed(record, known, [target])
        ? none
        : gained(target),
  }),
];

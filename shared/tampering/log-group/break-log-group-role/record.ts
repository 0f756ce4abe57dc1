import { harm, none } from '../../../record/row';
import { named, openRowsOf } from '../../records/rows-of';
import { ofTrail, onRole } from '../../warden/on-role';
import { breakLogGroupRole } from './told';

const onServiceRole = openRowsOf({ source: 'iam.amazonaws.com', targets: named('roleName') });

export const breakLogGroupRoleRecords = [
  onRole(breakLogGroupRole, ofTrail()),
  onServiceRole(breakLogGroupRole, {
    DeleteServiceLinkedRole: (_record, _known, target) =>
      /AWSServiceRoleForCloudTrail$/i.test(target)
        ? harm("CloudTrail's service-linked role was deleted.")
        : none,
  }),
];

import type { SubjectGuide } from '../guidance/subject-guide';

/** The policies that a role has. */
export const seePolicies: SubjectGuide['look'] = ({ name }) => [
  {
    why: 'See its inline policies',
    command: `aws iam list-role-policies --role-name ${name}`,
  },
  {
    why: 'See its managed policies',
    command: `aws iam list-attached-role-policies --role-name ${name}`,
  },
];

import { type Facts, pasteable } from './facts';

/** The first line of every guidance: is it ours? */
export const planned = ({ who, from, at }: Facts, sign: string): string =>
  `Planned? ${who} did it at ${at} from ${from}: look for the change and ask them on another channel. ${sign}`;

/** The last line: how to stop whoever does it, when asking does not. */
export const goesOn = ({ record, at }: Facts): string => {
  const { principal, accessKeyId, type } = record.actor;
  const [, account, role] = /^arn:[^:]+:sts::(\d{12}):assumed-role\/([^/]+)/.exec(principal) ?? [];
  if (account && role) return `If it goes on, end the role's sessions in ${account}: ${end(role)}`;
  const [, owner, user] = /^arn:[^:]+:iam::(\d{12}):user\/(?:.*\/)?([^/]+)$/.exec(principal) ?? [];
  if (owner && user) {
    const name = pasteable(user, 'user');
    const key = pasteable(accessKeyId, 'access-key-id');
    return `If it goes on, take the key away in ${owner}: aws iam update-access-key --user-name ${name} --access-key-id ${key} --status Inactive`;
  }
  return `If it goes on: it was a principal of type ${pasteable(type, 'type')}; find its last sign-in before ${at} and rotate what it signed in with.`;
};

const end = (role: string): string =>
  `aws iam put-role-policy --role-name ${pasteable(role, 'role')} --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"<now>"}}}]}'`;

/** Keeps what Event history still knows of the place, before 90 days are over. */
export const preserve = ({ accountId, region }: Pick<Facts, 'accountId' | 'region'>): string =>
  `Preserve, in ${accountId}: aws cloudtrail lookup-events --region ${region} --output json > events-${accountId}.json`;

export const inPlace = (command: string, { region }: Facts): string =>
  `${command} --region ${region}`;

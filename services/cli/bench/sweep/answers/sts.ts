import { type Answers, ok, refused } from '../asked';
import type { Fault } from '../members';

/** The key of a session says whose it is; nothing checks a signature. */
export const sts = (faultOf: (accountId: string) => Fault | undefined): Answers => ({
  AssumeRole: (asked) => {
    const accountId = String(asked.input.RoleArn).split(':')[4] ?? '';
    if (faultOf(accountId) === 'without role') return refused(asked, 'AccessDenied', 403);
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    return ok(
      `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>` +
        `<AccessKeyId>ASIA${accountId}</AccessKeyId><SecretAccessKey>example</SecretAccessKey>` +
        `<SessionToken>example</SessionToken><Expiration>${expires}</Expiration>` +
        `</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
    );
  },
});

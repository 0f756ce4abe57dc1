import { type ExemptionScope, WHOLE_ACCOUNT } from '../../shared/aws/exemptions/declared-exemption';
import { subjectKey, trailSubject } from '../../shared/domain/subject';
import { parseTrailArn } from '../../shared/domain/trail';
import { UserError } from './user-error';

/** One trail by its ARN, or everything in an account by its id. */
export function scopeArgument(text: string): ExemptionScope {
  const scope = scopeIn(text);
  if (scope) return scope;
  throw new UserError(
    `The subject must be a trail's ARN such as arn:aws:cloudtrail:us-east-1:111122223333:trail/main, or a 12-digit account id, not "${text}".`,
  );
}

/** Nothing when the text is neither. */
export function scopeIn(text: string): ExemptionScope | undefined {
  if (/^\d{12}$/.test(text)) return { accountId: text, subjectKey: WHOLE_ACCOUNT };
  const arn = parseTrailArn(text);
  return arn && { accountId: arn.accountId, subjectKey: subjectKey(trailSubject(arn)) };
}

/** How a person calls what is exempted. */
export const describeScope = ({ accountId, subjectKey: key }: ExemptionScope): string =>
  key === WHOLE_ACCOUNT ? `everything in ${accountId}` : key.slice(key.indexOf('#') + 1);

import { type Subject, trailSubject } from '../../shared/domain/subject';
import { parseTrailArn } from '../../shared/domain/trail';
import { UserError } from './user-error';

/** A trail by its ARN: a bare name would be one trail in each account and Region. */
export function subjectArgument(text: string): Subject<'trail'> {
  const arn = parseTrailArn(text);
  if (arn) return trailSubject(arn);
  throw new UserError(
    `The subject must be a trail's ARN such as arn:aws:cloudtrail:us-east-1:111122223333:trail/main, not "${text}".`,
  );
}

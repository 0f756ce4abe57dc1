import { field } from '../../../record/json';
import type { Known } from '../../../record/known';
import type { LogRecord } from '../../../record/log-record';
import {
  denies,
  lets,
  matches,
  opened,
  readPolicy,
  resourcesOf,
  sourceArns,
} from '../../../record/policy';
import { type Effect, harm, unclear } from '../../../record/row';
import { says } from '../../records/rows-of';
import { onLogBucket } from '../on-log-bucket';
import { changeBucketPolicy } from './technique';

/** [D] create-s3-bucket-policy-for-cloudtrail */
const WRITES = ['s3:GetBucketAcl', 's3:PutObject'];

function weakens({ request, accountId }: LogRecord, { trails }: Known, target: string): Effect {
  const statements =
    readPolicy(field(request, 'bucketPolicy')) ?? readPolicy(field(request, 'policy'));
  if (!statements)
    return unclear(`The policy of bucket ${target} was replaced; the record does not hold it.`);
  if (denies(statements, WRITES)) return harm(`The policy of bucket ${target} denies CloudTrail.`);
  if (!lets(statements, WRITES))
    return harm(`The policy of bucket ${target} no longer lets CloudTrail write.`);
  const ours = [...trails].flatMap(([arn, { settings }]) =>
    settings.s3BucketName === target ? [arn] : [],
  );
  const writers = statements.filter((one) => resourcesOf(one).some((arn) => arn.includes('/')));
  const arns = writers.flatMap(sourceArns);
  const shut = ours.filter((arn) => arns.length > 0 && !arns.some((one) => matches(one, arn)));
  return shut.length > 0
    ? harm(`The policy of bucket ${target} is for other trails than ${shut.join(', ')}.`)
    : opened(statements, accountId, `bucket ${target}`);
}

export const changeBucketPolicyRecords = [
  onLogBucket(changeBucketPolicy, {
    PutBucketPolicy: weakens,
    DeleteBucketPolicy: says(
      (target) => `The policy of bucket ${target} was deleted; CloudTrail cannot write.`,
    ),
  }),
];

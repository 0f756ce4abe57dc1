import type { Baseline } from '../../../domain/baseline';
import { isSeenOf, type Observation } from '../../../domain/observation';
import type { Obstacle } from '../../../domain/obstacle';
import { same } from '../../../domain/same';
import type { Step, TrailInput } from '../../../domain/step';
import { isTrailState, type TrailState } from '../../../domain/trail';
import { settingsInput } from './restore-settings';

type Field = keyof TrailInput | 'TagsList';

interface SidePart {
  /** Settings that AWS takes or refuses together. */
  readonly fields: readonly Field[];
  /** As people read it: `its CloudWatch Logs role and group`. */
  readonly called: string;
  /** What a person has to check. */
  readonly mend: string;
}

const logs: SidePart = {
  fields: ['CloudWatchLogsLogGroupArn', 'CloudWatchLogsRoleArn'],
  called: 'its CloudWatch Logs group and role',
  mend: 'Make the role again, let cloudtrail.amazonaws.com assume it, and allow it logs:CreateLogStream and logs:PutLogEvents on the log group',
};
const topic: SidePart = {
  fields: ['SnsTopicName'],
  called: 'its SNS topic',
  mend: 'Let the topic’s policy allow cloudtrail.amazonaws.com to publish',
};
const key: SidePart = {
  fields: ['KmsKeyId'],
  called: 'its KMS key (S3 encrypts its files meanwhile)',
  mend: 'Enable the key, cancel its deletion, or let its policy allow cloudtrail.amazonaws.com to use it',
};
const digests: SidePart = {
  fields: ['EnableLogFileValidation'],
  called: 'its digests',
  mend: 'Let the bucket’s policy allow cloudtrail.amazonaws.com to write below AWSLogs/<account>/CloudTrail-Digest/',
};
const tags: SidePart = {
  fields: ['TagsList'],
  called: 'its tags',
  mend: 'See which of its tags a policy forbids',
};
/** The caller may not pass the role; AWS's error does not name it. */
const pass: SidePart = {
  ...logs,
  mend: 'Let trailwarden-guard pass the role (parameter PassedRoles)',
};

/** The refusals that name a part which a trail logs without. [D] errors of CreateTrail and UpdateTrail */
const REFUSED: Readonly<Record<string, SidePart>> = {
  CloudWatchLogsDeliveryUnavailableException: logs,
  InvalidCloudWatchLogsLogGroupArnException: logs,
  InvalidCloudWatchLogsRoleArnException: logs,
  InsufficientSnsTopicPolicyException: topic,
  InvalidSnsTopicNameException: topic,
  InsufficientEncryptionPolicyException: key,
  InvalidKmsKeyIdException: key,
  KmsException: key,
  KmsKeyDisabledException: key,
  KmsKeyNotFoundException: key,
  InsufficientS3BucketPolicyException: digests,
  InvalidTagParameterException: tags,
  TagsLimitExceededException: tags,
  AccessDeniedException: pass,
};

/**
 * The same step without the part that AWS refused, so that the trail logs now and that part is owed. Nothing where
 * there is no such part, or where no change would be left. AWS checks every destination in each UpdateTrail. So a
 * refused destination is taken off the trail even if it did not change: it delivered nothing.
 */
export function withoutSidePart(
  step: Step,
  { code, call }: Obstacle,
  is: Observation,
): Step | undefined {
  const part = REFUSED[code];
  if (!part || call !== step.call) return undefined;
  if (step.call === 'cloudtrail:AddTags') return withoutFurtherTags(step, code, is);
  if (step.call === 'cloudtrail:CreateTrail') {
    const given = part.fields.some((field) => (step.input as Given)[field]);
    return given ? ({ ...step, input: without(step.input, part) } as Step) : undefined;
  }
  if (step.call !== 'cloudtrail:UpdateTrail') return undefined;
  if (!isSeenOf(is, 'trail') || is.kind !== 'present') return undefined;
  const now: Given = settingsInput(is.state.settings);
  const off = part.fields.flatMap((field) => {
    const value = now[field];
    return value && part !== pass ? [[field, value === true ? false : ''] as const] : [];
  });
  const input: Given = { ...without(step.input, part), ...Object.fromEntries(off) };
  const changes = Object.entries(input).some(
    ([field, value]) => field !== 'Name' && now[field as Field] !== value,
  );
  return changes && !same(input, step.input) ? ({ ...step, input } as unknown as Step) : undefined;
}

/** Where a trail has as many tags as AWS allows, its own tags with changed values can still be set. */
function withoutFurtherTags(
  step: Extract<Step, { call: 'cloudtrail:AddTags' }>,
  code: string,
  is: Observation,
): Step | undefined {
  if (code !== 'TagsLimitExceededException') return undefined;
  if (!isSeenOf(is, 'trail') || is.kind !== 'present') return undefined;
  const { tags: now = {} } = is.state;
  const { TagsList: all } = step.input;
  const TagsList = all.filter(({ Key }) => Object.hasOwn(now, Key));
  const isSet = TagsList.every(({ Key, Value }) => now[Key] === Value);
  return isSet || TagsList.length === all.length
    ? undefined
    : { ...step, input: { ...step.input, TagsList } };
}

type Given = Partial<Record<Field, unknown>>;

const without = (input: object, { fields }: SidePart): Given =>
  Object.fromEntries(Object.entries(input).filter(([field]) => !fields.includes(field as Field)));

/** Which parts a trail lacks because AWS refused them, and what a person can do; nothing where none is missing. */
export function describeSideParts(
  obstacles: readonly Obstacle[],
  is: Observation,
  baseline: Baseline | undefined,
): string | undefined {
  if (!isSeenOf(is, 'trail') || is.kind !== 'present') return undefined;
  if (!baseline || !isTrailState(baseline.state)) return undefined;
  const [now, must] = [fieldsOf(is.state), fieldsOf(baseline.state)];
  const refused = new Set(obstacles.flatMap(({ code }) => REFUSED[code] ?? []));
  const parts = [...refused].filter(({ fields }) =>
    fields.some((field) => must[field] && !same(must[field], now[field])),
  );
  if (parts.length === 0) return undefined;
  const missing = [...new Set(parts.map(({ called }) => called))].join(' and ');
  const state = is.state.status.isLogging ? 'logs' : 'is there';
  const mend = parts.map((part) => part.mend).join('. ');
  return `The trail ${state} without ${missing}: AWS refuses that. ${mend}; the rest comes back by itself`;
}

const fieldsOf = ({ settings, tags }: TrailState): Given => ({
  ...settingsInput(settings),
  ...(tags && { TagsList: tags }),
});

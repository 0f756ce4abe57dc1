import type { Command } from 'commander';
import { globalRegionOf } from '../../../shared/domain/global-region';
import { type SubjectKind, subjectKinds } from '../../../shared/domain/subject';
import { parseTrailArn } from '../../../shared/domain/trail';
import { placesOption } from '../target/target';
import { UserError } from '../terminal/user-error';

/** What a person calls a subject. Account and Region only as far as its ARN says them. */
export interface NamedSubject {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly accountId?: string;
  readonly region?: string;
}

export const SUBJECT = 'its ARN, or kind#ARN as "trailwarden baseline list" prints it';

/** A subject by its ARN, which is where the ARN says, or else where the person does. Refuses everything else. */
export function subjectArgument(text: string, place: PlaceOptions): NamedSubject {
  const named = namedSubject(text);
  placeOption(place, named);
  return named;
}

/** By its ARN: a bare name would be one thing in each account and Region. Refuses everything else. */
export function namedSubject(text: string): NamedSubject {
  const named = subjectIn(text);
  if (named) return named;
  throw new UserError(
    `The subject must be an ARN such as arn:aws:cloudtrail:us-east-1:111122223333:trail/main, or kind#ARN as "trailwarden baseline list" prints it, not "${text}".`,
  );
}

/** Nothing when the text is no subject's ARN, or is said to be of a kind that it is not. */
export function subjectIn(text: string): NamedSubject | undefined {
  const { kind: said, arn } = keyIn(text);
  const [, partition, service, region, accountId, resource] = ARN.exec(arn) ?? [];
  if (!partition || !service || !resource) return undefined;
  const found = parseTrailArn(arn) ? 'trail' : kindOf(service, resource);
  // A bucket's ARN does not tell whether logs are in it; a person or a list does.
  const kind = said === 'bucket' && found === 'log-bucket' ? said : found;
  if (!kind || (said && said !== kind)) return undefined;
  const where = region || (GLOBAL.has(service) ? globalRegionOf(partition, service) : undefined);
  return { kind, id: arn, ...(accountId && { accountId }), ...(where && { region: where }) };
}

/** A log group's name may have a # as well; its ARN ends in `:*` wherever AWS prints it. */
function keyIn(text: string): { readonly kind?: SubjectKind; readonly arn: string } {
  const kind = subjectKinds.find((one) => text.startsWith(`${one}#`));
  const arn = kind ? text.slice(kind.length + 1) : text;
  return { ...(kind && { kind }), arn: arn.replace(/^(arn:[^:]+:logs:.*):\*$/, '$1') };
}

const ARN = /^arn:(aws[a-z-]*):([a-z0-9-]+):([a-z0-9-]*):(\d{12})?:(\S+)$/;

/** Recorded and answered in one Region of the partition. [D] F13 */
const GLOBAL: ReadonlySet<string> = new Set(['organizations', 'account']);

const kindOf = (service: string, resource: string): SubjectKind | undefined =>
  KINDS.find(([name, form]) => name === service && form.test(resource))?.[2];

const KINDS: readonly (readonly [service: string, resource: RegExp, kind: SubjectKind])[] = [
  ['s3', /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'log-bucket'],
  ['s3', /^account$/, 'bucket'],
  ['kms', /^key\/[\w-]+$/, 'key'],
  ['logs', /^log-group:[^:*]+$/, 'log-group'],
  ['sns', /^[\w-]+(\.fifo)?$/, 'topic'], // with one more part it is a subscription
  ['organizations', /^organization\/o-[a-z0-9]+$/, 'membership'],
  ['account', /^account$/, 'membership'],
  ['organizations', /^policy\/o-[a-z0-9]+\/[a-z_]+\/p-\w+$/, 'guard-rail'],
  ['events', /^(rule|event-bus)\/.+$/, 'warden'],
  ['iam', /^role\/.+$/, 'warden'],
  ['sqs', /^[\w-]+(\.fifo)?$/, 'warden'],
];

/** Where a subject is, of whose ARN that cannot be told. */
export interface PlaceOptions {
  readonly account?: string;
  readonly in?: string;
}

export const withPlace = (command: Command): Command =>
  command
    .option('--account <id>', 'its account, where neither its ARN nor a baseline says it')
    .option('--in <region>', 'its Region, where neither its ARN nor a baseline says it');

/** Refuses a place that is none, or is not the one in the ARN. */
export function placeOption(
  { account, in: region }: PlaceOptions,
  named: Pick<NamedSubject, 'accountId' | 'region'>,
): void {
  placesOption({ ...(account && { account: [account] }), ...(region && { in: [region] }) });
  refuseOther('--account', account, named.accountId);
  refuseOther('--in', region, named.region);
}

function refuseOther(option: string, said: string | undefined, inArn: string | undefined): void {
  if (said === undefined || inArn === undefined || said === inArn) return;
  throw new UserError(`${option} ${said} is not where the subject is: its ARN says ${inArn}.`);
}

import * as v from 'valibot';

const AccountId = v.pipe(v.string(), v.regex(/^\d{12}$/, 'is not a 12-digit account id'));
const Region = v.pipe(v.string(), v.regex(/^[a-z]{2,4}(-[a-z]+)+-\d$/, 'is not a Region'));
export const Time = v.pipe(
  v.string(),
  v.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, 'is not a time'),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'is not a time'),
  v.transform((text) => new Date(text).toISOString()),
);
const Id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(200, 'is too long'));

/** `i-0123456789abcdef0`; old machines have eight digits. Nodes of others (`mi-…`) are no machines of EC2. */
export const INSTANCE_ID = /^i-[0-9a-f]{8}(?:[0-9a-f]{9})?$/;

/** A member's call, or the words of one of its hosts. `account`, `region` and `time` are AWS's. */
export const Envelope = v.object({
  id: Id,
  source: v.union([
    v.pipe(v.string(), v.startsWith('aws.', 'is not a source of AWS')),
    v.literal('trailwarden.login'),
  ]),
  'detail-type': v.picklist(
    ['AWS API Call via CloudTrail', 'Hosts Look', 'Instance Login'],
    'is no login',
  ),
  account: AccountId,
  region: Region,
  time: Time,
  detail: v.record(v.string(), v.unknown()),
});

export type Envelope = v.InferOutput<typeof Envelope>;

const Words = v.fallback(v.optional(v.string()), undefined);

/** One line of a host's log, read by its own agent. Nothing in it is believed, so only its form is asked for. */
const HostLogin = v.object({
  at: v.fallback(v.optional(Time), undefined),
  user: Words,
  from: Words,
  method: v.picklist(['ssh', 'console', 'rdp'], 'is no way in'),
  keyFingerprint: Words,
  tty: Words,
  line: Words,
});

export type HostLogin = v.InferOutput<typeof HostLogin>;

export const HostWords = v.object({
  version: v.literal(1, 'is not 1'),
  instanceId: v.pipe(v.string(), v.regex(INSTANCE_ID, 'is no instance')),
  logGroup: v.string(),
  logStream: v.string(),
  logins: v.pipe(v.array(v.unknown()), v.minLength(1, 'is empty')),
});

/** Nothing when it is no login. */
export function readHostLogin(value: unknown): HostLogin | undefined {
  const parsed = v.safeParse(HostLogin, value);
  return parsed.success ? parsed.output : undefined;
}

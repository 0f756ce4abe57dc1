import * as v from 'valibot';
import { incidentStates } from '../../domain/incident';
import { transitionKinds } from '../../domain/notification';
import { isEmail } from '../../investigate/lineage/named-person';
import { isPublicHost } from './public-address';

const arnOf = (service: string, example: string) =>
  v.pipe(
    v.string(`must be the ARN of ${example}`),
    v.regex(new RegExp(`^arn:[a-z-]+:${service}:`), `must be the ARN of ${example}`),
  );

/** The ARN of a password, never the password. */
const secret = arnOf(
  '(secretsmanager|ssm)',
  'a secret in Secrets Manager or a parameter in Parameter Store',
);
const text = v.pipe(v.string('must be a text'), v.minLength(1, 'must not be empty'));
/**
 * Credentials are sent there, so only TLS is allowed, and only to the Internet: the Lambda runtime, the machine's
 * credential endpoint and private networks have addresses too. A name is resolved when it is called. Only the
 * sandbox allows its own receivers on this machine.
 */
const urlOf = (loopback: boolean) =>
  v.pipe(
    v.string('must be a URL'),
    v.check(
      (text) => isUrl(text, loopback),
      'must be a URL that begins with https://, without a password',
    ),
    v.check((text) => leadsOut(text, loopback), 'must lead to a host of the Internet'),
  );

function isUrl(text: string, loopback: boolean): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || url.username || url.password) return false;
  return url.protocol === 'https:' || (loopback && isOfTheSandbox(url));
}

function leadsOut(text: string, loopback: boolean): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return !url || isPublicHost(url.hostname) || (loopback && isOfTheSandbox(url));
}

const isOfTheSandbox = ({ hostname }: URL): boolean => hostname === '127.0.0.1';
const address = v.pipe(
  v.string('must be an e-mail address'),
  v.check(isEmail, 'must be an e-mail address'),
);
const words = (list: readonly string[]) =>
  v.array(v.picklist(list, `must be a list of ${list.join(', ')}`), 'must be a list');
const duration = v.pipe(
  v.string('must be a time such as 15m, 4h or 1d'),
  v.transform(durationOf),
  v.number('must be a time such as 15m, 4h or 1d'),
  v.minValue(60_000, 'must be at least 1m'),
);

/** A link that people open in their browsers; it is not called from here. */
const linkText = v.pipe(
  v.string('must be a URL'),
  v.regex(/^https:\/\/[^\s<>|"]+$/, 'must be a URL that begins with https://'),
);

/** Project keys become part of a Jira query. [D] support.atlassian.com "changing the project key format" */
const projectKey = v.pipe(
  v.string('must be the key of a project'),
  v.regex(/^[A-Za-z][A-Za-z0-9_]{0,254}$/, 'must be the key of a project, such as SEC'),
);

const channelOf = (loopback: boolean) => {
  const url = urlOf(loopback);
  return v.variant(
    'kind',
    [
      v.strictObject({ kind: v.literal('sns'), topicArn: arnOf('sns', 'a topic') }),
      v.strictObject({
        kind: v.literal('email'),
        from: address,
        to: v.optional(v.array(address, 'must be a list'), []),
        /** Also to the people who were found for the incident. */
        contacts: v.optional(v.boolean('must be true or false'), false),
        identityArn: v.optional(arnOf('ses', 'an identity of SES')),
        configurationSet: v.optional(text),
      }),
      v.strictObject({ kind: v.literal('slack'), secret }),
      v.strictObject({ kind: v.literal('teams'), secret }),
      v.strictObject({ kind: v.literal('pagerduty'), secret, url: v.optional(url) }),
      v.strictObject({
        kind: v.literal('jira'),
        secret,
        site: url,
        user: text,
        project: projectKey,
        issueType: v.optional(text, 'Task'),
        /** The site's own names of priorities; one that is left out is not set. */
        priorities: v.optional(
          v.strictObject({
            critical: v.optional(text),
            high: v.optional(text),
            medium: v.optional(text),
          }),
        ),
      }),
      v.strictObject({
        kind: v.literal('servicenow'),
        secret,
        site: url,
        user: text,
        closeCode: v.optional(text, 'Resolved by caller'),
      }),
      v.strictObject({ kind: v.literal('webhook'), secret, url }),
      v.strictObject({ kind: v.literal('security-hub') }),
      v.strictObject({ kind: v.literal('event-bridge') }),
    ],
    'must be one of sns, email, slack, teams, pagerduty, jira, servicenow, webhook, security-hub, event-bridge',
  );
};

const when = v.strictObject({
  severity: v.optional(words(['critical', 'high', 'medium'])),
  state: v.optional(words(incidentStates)),
  technique: v.optional(v.array(text, 'must be a list')),
  account: v.optional(v.array(text, 'must be a list')),
  /** `*` stands for any text. */
  actor: v.optional(v.array(text, 'must be a list')),
});

const number = (least: number, most: number) => {
  const must = `must be a whole number from ${least} to ${most}`;
  return v.pipe(v.number(must), v.integer(must), v.minValue(least, must), v.maxValue(most, must));
};

const configurationOf = (loopback: boolean) =>
  v.strictObject({
    channels: v.record(
      v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/, 'must be named with a-z, 0-9 and -')),
      channelOf(loopback),
    ),
    /** Every rule that fits adds its channels; without rules, every channel is told of everything. */
    rules: v.optional(
      v.array(
        v.strictObject({
          to: v.array(text, 'must be a list of channels'),
          tell: v.optional(words(transitionKinds)),
          when: v.optional(when, {}),
        }),
        'must be a list',
      ),
    ),
    /** The first rule that fits says when a person must look. Where none fits, the product's own rules decide. */
    look: v.optional(
      v.array(
        v.strictObject({
          when: v.optional(when, {}),
          a: v.picklist(['now', 'today', 'never'], 'must be now, today or never'),
        }),
        'must be a list',
      ),
      [],
    ),
    /** After how long without an answer, each counted from the opening; the last one repeats. */
    reminders: v.optional(
      v.pipe(v.array(duration, 'must be a list'), v.minLength(1, 'must not be empty')),
      ['15m', '1h', '4h', '1d'],
    ),
    /** The channel of the n-th reminder, besides the channels of the rules; the last one stays. */
    escalateTo: v.optional(v.array(text, 'must be a list of channels'), []),
    gatherSeconds: v.optional(number(0, 60), 5),
    /** From so many incidents at once, they are one message. */
    gatherFrom: v.optional(number(2, 1000), 3),
    messagesPerMinute: v.optional(number(1, 1000), 20),
    giveUpAfter: v.optional(duration, '1d'),
    /** The address of docs/ for the readers of messages, which then link there. */
    docs: v.optional(linkText),
  });

export type Configuration = v.InferOutput<ReturnType<typeof configurationOf>>;
export type ChannelSettings = Configuration['channels'][string];
export type When = v.InferOutput<typeof when>;
export type SettingsOf<K extends ChannelSettings['kind']> = Extract<ChannelSettings, { kind: K }>;

export interface ConfigurationRules {
  /** Whether receivers may be on this machine: only in the sandbox. */
  readonly loopback?: boolean;
}

/** Throws an error whose message has one sentence for each mistake. */
export function parseConfiguration(
  json: string,
  { loopback = false }: ConfigurationRules = {},
): Configuration {
  const parsed = v.safeParse(configurationOf(loopback), fromJson(json));
  if (!parsed.success) throw new ConfigurationError(parsed.issues.map(sentence));
  const wrong = [...unknownChannels(parsed.output), ...withoutRecipients(parsed.output)];
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  return parsed.output;
}

export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly sentences: readonly string[]) {
    super(sentences.join(' '));
  }
}

function fromJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw new ConfigurationError(['The configuration of notifications is not JSON.']);
  }
}

function sentence(issue: v.BaseIssue<unknown>): string {
  const path = v.getDotPath(issue) ?? 'The configuration';
  if (issue.expected === 'never') return `${path} is nothing that can be configured.`;
  if (issue.message.startsWith('Invalid key')) return `${path} is missing.`;
  return `${path} ${issue.message.startsWith('Invalid') ? 'is not what it must be' : issue.message}.`;
}

function unknownChannels({ channels, rules = [], escalateTo }: Configuration): readonly string[] {
  const named = [
    ...rules.flatMap(({ to }, index) => to.map((name) => [`rules.${index}.to`, name] as const)),
    ...escalateTo.map((name) => ['escalateTo', name] as const),
  ];
  return named
    .filter(([, name]) => !Object.hasOwn(channels, name))
    .map(([where, name]) => `${where} names the channel ${name}, which there is not.`);
}

const withoutRecipients = ({ channels }: Configuration): readonly string[] =>
  Object.entries(channels).flatMap(([name, channel]) =>
    channel.kind === 'email' && channel.to.length === 0 && !channel.contacts
      ? [`channels.${name} has no recipients: give to, or contacts as true.`]
      : [],
  );

/** `15m`, `4h`, `1d` → milliseconds; nothing for other texts. */
function durationOf(text: string): number | undefined {
  const [, count, unit = ''] = /^(\d{1,5})([mhd])$/.exec(text) ?? [];
  const ms = UNIT_MS[unit];
  return count && ms ? Number(count) * ms : undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

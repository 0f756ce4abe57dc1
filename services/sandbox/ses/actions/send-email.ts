import { randomUUID } from 'node:crypto';
import { partitionOf } from '../../core/partition';
import type { Place } from '../../core/place';
import { type Action, type Call, NotEmulated, Refusal, type World } from '../../core/service';
import { type Mail, sesOf } from '../state';

/** Keeps the mail, where the sender is verified. A data event: no trail of ours has a record of it. */
export const sendEmail: Action = {
  rest: { method: 'POST', path: '/v2/email/outbound-emails' },
  resource: (call, world) => [
    identityOf(world, call, fromOf(call)) ?? identityArn(call, fromOf(call)),
    ...[setOf(call)].flatMap((name) => (name ? [configurationSetArn(call, name)] : [])),
  ],
  quota: { group: 'SendEmail', perSecond: 14 },
  record: null,
  handle: (call, world) => {
    const { input, accountId, region } = call;
    if (!('Simple' in Object(input.Content))) throw new NotEmulated(ONLY_SIMPLE);
    const mail = readMail(call);
    checkSet(call, world);
    checkSender(call, world);
    const messageId = `${randomUUID()}-000000`;
    sesOf(world).mails.push({ ...mail, messageId, accountId, region, at: world.now() });
    return { MessageId: messageId };
  },
};

const ONLY_SIMPLE =
  'Raw and templated mails are not emulated: services/sandbox/ses/actions/send-email.ts';

const fromOf = ({ input }: Call): string => String(input.FromEmailAddress ?? '');

const setOf = ({ input }: Call): string | undefined =>
  input.ConfigurationSetName === undefined ? undefined : String(input.ConfigurationSetName);

function checkSet(call: Call, world: World): void {
  const name = setOf(call);
  if (name === undefined || sesOf(world).known.has(configurationSetArn(call, name))) return;
  throw new Refusal('NotFoundException', `Configuration set <${name}> does not exist.`, 404);
}

function checkSender(call: Call, world: World): void {
  if (identityOf(world, call, fromOf(call))) return;
  throw new Refusal(
    'MessageRejected',
    `Email address is not verified. The following identities failed the check in region ${call.region.toUpperCase()}: ${fromOf(call)}`,
  );
}

type Json = Readonly<Record<string, unknown>>;

/** What a call would send. Throws a Refusal for what SES does not take. [D] API_SendEmail, API_MessageHeader */
function readMail({
  input,
}: Pick<Call, 'input'>): Omit<Mail, 'messageId' | 'at' | 'accountId' | 'region'> {
  const { ToAddresses, CcAddresses, BccAddresses } = part(input.Destination);
  const to = [ToAddresses, CcAddresses, BccAddresses].flatMap((list) =>
    Array.isArray(list) ? list.map(String) : [],
  );
  if (to.length < 1 || to.length > 50) throw bad('Recipient count must be between 1 and 50.');
  for (const address of to) {
    if (!address.includes('@')) throw bad("Missing final '@domain'");
    if (!ADDRESS.test(address)) throw bad('Local address contains control or whitespace');
  }
  const { Subject, Body, Headers } = part(part(input.Content).Simple);
  const subject = part(Subject).Data;
  if (typeof subject !== 'string') throw bad('The message must have a subject.');
  const text = part(part(Body).Text).Data;
  const html = part(part(Body).Html).Data;
  if (text === undefined && html === undefined) {
    throw bad('Value null at both body.text and body.html.');
  }
  return {
    from: String(input.FromEmailAddress ?? ''),
    to,
    subject,
    headers: headersOf(Headers),
    ...(text !== undefined && { text: String(text) }),
    ...(html !== undefined && { html: String(html) }),
  };
}

const ADDRESS = /^[!-~]+@[!-~]+$/;

function headersOf(given: unknown): Record<string, string> {
  const headers = (Array.isArray(given) ? given : []).map((each) => {
    const { Name, Value } = part(each);
    const [name, value] = [String(Name), String(Value)];
    const isGood = /^[!-9;-~]{1,126}$/.test(name) && /^[ -~]{1,995}$/.test(value);
    if (!isGood || name.length + value.length > 996) throw bad(`Invalid header ${name}`);
    return [name, value] as const;
  });
  return Object.fromEntries(headers);
}

const bad = (message: string) => new Refusal('BadRequestException', message);

const part = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

/** The verified identity a sender is covered by: the address itself, or else its domain. */
function identityOf(world: World, place: Place, from: string): string | undefined {
  const { known } = sesOf(world);
  const domain = from.split('@').at(-1) ?? '';
  return [from, domain].map((name) => identityArn(place, name)).find((arn) => known.has(arn));
}

const identityArn = ({ region, accountId }: Place, name: string): string =>
  `arn:${partitionOf(region)}:ses:${region}:${accountId}:identity/${name}`;

const configurationSetArn = ({ region, accountId }: Place, name: string): string =>
  `arn:${partitionOf(region)}:ses:${region}:${accountId}:configuration-set/${name}`;

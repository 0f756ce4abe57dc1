import { randomUUID } from 'node:crypto';
import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import { Refusal } from '../../core/refusal';
import type { Action } from '../../core/service';
import type { World } from '../../core/world';
import { configurationSetArn, identityArn, identityOf } from '../identity-of';
import { readMail } from '../read-mail';
import { sesOf } from '../state';

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

const ONLY_SIMPLE = 'Raw and templated mails are not emulated: services/sandbox/ses/read-mail.ts';

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

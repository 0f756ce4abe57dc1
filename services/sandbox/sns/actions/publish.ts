import type { Call } from '../../core/call';
import { NotEmulated } from '../../core/not-emulated';
import type { Action } from '../../core/service';
import { checkKey } from '../check-key';
import { optionalText, requiredText } from '../input';
import { publish as publishTo } from '../publish';
import { invalidParameter } from '../refusals';
import { onTopic, topicOfCall } from '../topic-of-call';

/** To a topic: phone numbers, targets and message attributes are refused. */
export const publish: Action = {
  readOnly: false,
  ...onTopic('Publish'),
  handle: (call, world) => {
    refuseUnknown(call);
    const topic = topicOfCall(call, world);
    const message = requiredText(call.input, 'Message');
    if (message === '') throw invalidParameter('Empty message');
    checkText(message, optionalText(call.input, 'Subject'));
    checkKey(world, topic);
    const { id } = publishTo(world, topic, {
      message,
      subject: optionalText(call.input, 'Subject'),
    });
    return { MessageId: id };
  },
  record: null,
};

/** A subject is one line of printable ASCII. [D] API_Publish */
function checkText(message: string, subject: string | undefined): void {
  if (Buffer.byteLength(message) > 262_144) throw invalidParameter('Message too long');
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,99}$/.test(subject)) {
    throw invalidParameter('Subject');
  }
}

function refuseUnknown({ input }: Call): void {
  const unknown = ['MessageAttributes', 'MessageStructure', 'PhoneNumber', 'TargetArn'].find(
    (name) => input[name] !== undefined,
  );
  if (unknown === undefined) return;
  throw new NotEmulated(
    `sandbox: sns:Publish with ${unknown} is not emulated; add it to services/sandbox/sns/actions/publish.ts`,
  );
}

import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { answerOf } from '../scene';
import type { Situation, Situations } from '../situation';

/** A mail that only an unverified sender speaks against, over which the recorded input is put. */
const asked: Situation = ({ as, filled }, { input }) =>
  answerOf(
    new SESv2Client(as()).send(
      new SendEmailCommand({
        FromEmailAddress: 'probe@example.invalid',
        Destination: { ToAddresses: ['someone@example.com'] },
        Content: { Simple: { Subject: { Data: 'x' }, Body: { Text: { Data: 'x' } } } },
        ...filled(input),
      }),
    ),
  );

export const mails: Situations = { '76c171': asked, b2de4c: asked, '7c2c2b': asked };

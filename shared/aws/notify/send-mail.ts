import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { given } from '../../domain/given';
import type { Mail } from '../../domain/mail';
import { type Connection, clientConfig } from '../connection';

/** Sends one mail through SES to all its recipients. Rejects with the SDK's error. */
export function openMail(connection: Connection = {}): (mail: Mail) => Promise<void> {
  const client = new SESv2Client(clientConfig(connection));
  return async ({ from, to, subject, text, html, headers, identityArn, configurationSet }) => {
    await client.send(
      new SendEmailCommand({
        FromEmailAddress: from,
        ...given({
          FromEmailAddressIdentityArn: identityArn,
          ConfigurationSetName: configurationSet,
        }),
        Destination: { ToAddresses: [...to] },
        Content: {
          Simple: {
            Subject: utf8(subject),
            Body: { Text: utf8(text), Html: utf8(html) },
            Headers: Object.entries(headers).map(([Name, Value]) => ({ Name, Value })),
          },
        },
      }),
    );
  };
}

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

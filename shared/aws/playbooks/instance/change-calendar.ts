import { GetCalendarStateCommand, GetDocumentCommand } from '@aws-sdk/client-ssm';
import { asked } from '../../classify';
import { callsAbout } from './call-history';
import type { InstanceClients } from './clients';

export interface CalendarNow {
  readonly isOpen: boolean;
  /** Its text. */
  readonly content: string;
  /** Records about it, newest first. */
  readonly records: readonly unknown[];
}

/** A Change Calendar as it is now. Rejects with the SDK's error. */
export async function calendarNow(clients: InstanceClients, name: string): Promise<CalendarNow> {
  const { ssm } = clients;
  const [{ State }, { Content = '' }, { records }] = await Promise.all([
    asked('ssm:GetCalendarState', ssm.send(new GetCalendarStateCommand({ CalendarNames: [name] }))),
    asked('ssm:GetDocument', ssm.send(new GetDocumentCommand({ Name: name }))),
    callsAbout(clients, { key: 'ResourceName', value: name }),
  ]);
  return { isOpen: State === 'OPEN', content: Content, records };
}

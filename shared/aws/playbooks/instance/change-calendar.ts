import { GetCalendarStateCommand, GetDocumentCommand } from '@aws-sdk/client-ssm';
import { asked } from '../../classify';
import { callsAbout } from './call-history';
import type { InstanceClients } from './clients';

export interface CalendarNow {
  readonly isOpen: boolean;
  /** Its text. */
  readonly content: string;
  /** Records of every document that was written, of this one too. */
  readonly records: readonly unknown[];
  /** More were there than were read. */
  readonly isCut: boolean;
}

/** By name of the call: AWS does not say that records of documents can be found by the document's name. */
const WRITES = ['CreateDocument', 'UpdateDocument', 'UpdateDocumentDefaultVersion'];

/** A Change Calendar as it is now. Rejects with the SDK's error. */
export async function calendarNow(clients: InstanceClients, name: string): Promise<CalendarNow> {
  const { ssm } = clients;
  const [{ State }, { Content = '' }, ...written] = await Promise.all([
    asked('ssm:GetCalendarState', ssm.send(new GetCalendarStateCommand({ CalendarNames: [name] }))),
    asked('ssm:GetDocument', ssm.send(new GetDocumentCommand({ Name: name }))),
    ...WRITES.map((value) => callsAbout(clients, { key: 'EventName', value })),
  ]);
  const records = written.flatMap((found) => found.records);
  return {
    isOpen: State === 'OPEN',
    content: Content,
    records,
    isCut: written.some((found) => found.isCut),
  };
}

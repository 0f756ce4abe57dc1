import type { SqsBatchResponse, SqsRecord } from '../../../shared/aws/sqs-event';
import type { HostsLook } from '../../../shared/domain/hosts-look';
import type { Login } from '../../../shared/domain/login';
import { parseLogin } from '../../../shared/playbooks/instance-login/login';

/** What hearing of logins needs of the world. */
export interface Hearing {
  readonly record: (login: Login) => Promise<string>;
  /** The incident's id, where there is one. */
  readonly look: (look: HostsLook) => Promise<string | undefined>;
  /** Sets a message aside for good, with one sentence. */
  readonly setAside: (body: string, why: string) => Promise<void>;
  readonly say: (line: HeardLine) => void;
}

/** One line of the log: no word of a caller or a host, but ids. */
export type HeardLine =
  | { readonly kind: 'login'; readonly id: string; readonly row: string; readonly incident: string }
  | { readonly kind: 'look'; readonly id: string; readonly incident?: string }
  | { readonly kind: 'attempt'; readonly id: string; readonly row: string; readonly code: string }
  | { readonly kind: 'left'; readonly messageId: string; readonly left: number }
  | { readonly kind: 'refused' | 'again'; readonly messageId: string; readonly why: string };

/**
 * One batch: messages side by side, the logins of one in their order. What no program can read is set aside; what the
 * table did not take comes again, and is counted once all the same.
 */
export async function hear(
  records: readonly SqsRecord[],
  hearing: Hearing,
): Promise<SqsBatchResponse> {
  const failed = await Promise.all(
    records.map(async (record) => {
      try {
        await hearOne(record, hearing);
        return [];
      } catch (error) {
        const why = error instanceof Error ? error.name : 'unknown';
        hearing.say({ kind: 'again', messageId: record.messageId, why });
        return [{ itemIdentifier: record.messageId }];
      }
    }),
  );
  return { batchItemFailures: failed.flat() };
}

async function hearOne(
  { messageId, body, attributes }: SqsRecord,
  { record, look, setAside, say }: Hearing,
): Promise<void> {
  const heard = parseLogin(body, attributes.SenderId);
  if (heard.kind === 'refused') {
    await setAside(body, heard.why);
    say({ kind: 'refused', messageId, why: heard.why });
    return;
  }
  if (heard.kind === 'look') {
    const incident = await look(heard.look);
    say({ kind: 'look', id: heard.look.id, ...(incident && { incident }) });
    return;
  }
  // AWS refused it, and a caller can make any number of such calls.
  if (heard.kind === 'attempt') {
    const { id, row } = heard.attempt;
    say({ kind: 'attempt', id, row, code: heard.errorCode });
    return;
  }
  for (const login of heard.logins) {
    say({ kind: 'login', id: login.id, row: login.row, incident: await record(login) });
  }
  if (heard.left > 0) say({ kind: 'left', messageId, left: heard.left });
}

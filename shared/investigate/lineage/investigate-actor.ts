import type { ContactPorts, Contacts } from '../../domain/contact';
import type { Evidence } from '../../domain/evidence';
import type { Lineage } from '../../domain/lineage';
import type { OpenedIn } from '../../domain/lookup';
import type { ContactsFile } from '../contacts/contacts-file';
import { findContacts } from '../contacts/find-contacts';
import { whomOf } from '../contacts/whom';
import type { Told } from './first-seen';
import type { TracePorts } from './trace';
import { traceBack } from './trace-back';

export interface ActorPorts extends TracePorts {
  readonly contacts: ContactPorts;
  /** The operators' own list, checked. */
  readonly file: ContactsFile;
  /** Why that list could not be used, in sentences. */
  readonly fileProblem?: string;
  /**
   * Did STS give this key to one of us? Absent where that is unknown: then a call that may be ours is taken for
   * ours.
   */
  readonly isOurKey?: (accountId: string, accessKeyId: string) => boolean | Promise<boolean>;
  /** Absent where incidents cannot be asked for. */
  readonly openedIn?: OpenedIn;
}

export interface ActorFindings {
  readonly lineage: Lineage;
  readonly contacts: Contacts;
  /** The call that most likely did it, where no event told of one and Event history has it. */
  readonly evidence?: Evidence;
  /** The caller has become one of our roles. */
  readonly impostor?: true;
}

/**
 * Who did it and whom to tell. It runs after everything is restored, never before; it never rejects, and changes
 * nothing in any account.
 */
export const investigateActor =
  (ports: ActorPorts) =>
  async (told: Told): Promise<ActorFindings> => {
    const { lineage, ...found } = await traceBack(ports, told);
    const whom = whomOf(lineage, told.accountId);
    const { file, fileProblem } = ports;
    const contacts = await findContacts({
      ports: ports.contacts,
      file,
      whom,
      ...(fileProblem && { fileProblem }),
    });
    return { lineage, contacts, ...found };
  };

/**
 * A finished lineage is not walked again. One that begins at a look, or at a later event, is walked again once an
 * earlier event tells who was first; one that is only likely, once its event is heard.
 */
export function isSettled(
  { lineage, evidence }: { readonly lineage?: Lineage; readonly evidence?: Evidence },
  now: number,
): boolean {
  if (!lineage) return false;
  const { eventId } = evidence ?? {};
  const isOfEvidence = lineage.links.some((link) => link.evidence.eventId === eventId);
  if (eventId !== undefined && !isOfEvidence) return false;
  if (lineage.unheard && evidence && !evidence.certainty) return false;
  return !(lineage.againAt && Date.parse(lineage.againAt) <= now);
}

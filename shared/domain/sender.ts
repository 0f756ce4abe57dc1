/**
 * Whose message is it? IAM lets EventBridge, a few roles of ours and the people who operate them write to
 * the queue of signals, and each is believed for what it sends: EventBridge for what happened, the others
 * for a wish to have a place looked at. A forged event would name an innocent person.
 *
 * A role's session has a colon in SQS's `SenderId`, the root user's is the account's id ([D]
 * API_ReceiveMessage). EventBridge's is not documented: in public captures of three accounts, 2020 to
 * 2024, it is `AIDAJXNJGGKNS7OSV23OI`, a user's id of none of them. Only the shape is relied upon, so that
 * another id in another partition is as good; and a queue that does not say is believed, since no sender
 * can bring that about.
 */
export const EVENTBRIDGE = 'AIDAJXNJGGKNS7OSV23OI';

/** May it say what happened? Not a session or root, and so not a caller that only claims to be EventBridge. */
export const mayTellEvents = (senderId: string | undefined): boolean =>
  senderId === undefined || !(senderId.includes(':') || /^\d{12}$/.test(senderId));

/** May it ask for a look? All but root, and EventBridge, which has no reason to ask. */
export const mayAskForLooks = (senderId: string | undefined): boolean =>
  senderId !== EVENTBRIDGE && !/^\d{12}$/.test(senderId ?? '');

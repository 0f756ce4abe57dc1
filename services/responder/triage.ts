import type { SqsRecord } from '../../shared/aws/sqs-event';
import { type ClaimedBeat, claimedBeat } from '../../shared/domain/heartbeat';
import { type EventSignal, type Signal, succeeded } from '../../shared/domain/signal';
import type { Subject } from '../../shared/domain/subject';
import type { Ports } from '../../shared/restore/reconcile';
import { type ProtectedIn, parseSignal } from '../../shared/signal/parse-signal';
import { mayBeOurs } from '../../shared/signal/whose-call';
import { mayTamper } from '../../shared/tampering/catalogue';
import { messageOf } from './come-again';
import { fingerprintOf, type Handled } from './copies';

/** What is done about one message. */
export type Triage = Refused | Copy | (Case & Come);

/** It will never be a signal. It goes to the dead letters with this sentence. */
interface Refused {
  readonly kind: 'refused';
  readonly why: string;
  readonly fingerprint?: never;
}

/** A copy of it was dealt with. The look that it was worth began after its event, so what changed since has another event. */
interface Copy {
  readonly kind: 'copy';
  readonly signal: Signal;
  readonly fingerprint: string;
}

type Case =
  /** It says that it is a heartbeat; only its seal tells whether it is one. */
  | { readonly kind: 'beat'; readonly signal: EventSignal; readonly claimed: ClaimedBeat }
  /** A heartbeat of ours that the account denied. */
  | { readonly kind: 'denied-beat'; readonly signal: EventSignal }
  /** AWS refused the call, so nothing changed: it is written down and nothing is looked at. */
  | { readonly kind: 'attempt'; readonly signal: EventSignal }
  /** It names what is guarded. */
  | { readonly kind: 'look'; readonly signal: Signal; readonly subjects: readonly Subject[] }
  /** It names a place and nothing in it: everything there is looked at. */
  | { readonly kind: 'look-around'; readonly signal: Signal; readonly places: readonly Signal[] }
  /** A call to a service that we hear for what is protected, on something that is not. */
  | { readonly kind: 'not-ours'; readonly signal: EventSignal };

interface Come {
  /** What every copy of it shares; absent where AWS did not tell it. */
  readonly fingerprint?: string;
  /** The event, where no technique may put back what it did: people may have to be told. */
  readonly report?: EventSignal;
}

/** A message as the queue gave it. */
export type Message = Pick<SqsRecord, 'body' | 'attributes'>;

/** What is known before anything is read. */
export interface Known {
  readonly now: Date;
  readonly protectedIn: ProtectedIn;
  /** Of which messages a copy was dealt with. */
  readonly handled: Pick<Handled, 'has'>;
  readonly whose: Ports['whose'];
}

/**
 * One message → what is done about it. Pure, and all of it is decided before anything is done: a message that makes
 * this fail is set aside like one that is no signal, and the rest of its batch is not touched. Never throws.
 */
export function triage({ body, attributes }: Message, known: Known): Triage {
  try {
    const { now, protectedIn, handled, whose } = known;
    const parsed = parseSignal(body, now.toISOString(), protectedIn, attributes.SenderId);
    if (parsed.kind === 'refused') return parsed;
    const { signal, subjects, told } = parsed;
    const fingerprint = told && fingerprintOf(told);
    if (fingerprint && handled.has(fingerprint)) return { kind: 'copy', signal, fingerprint };
    return {
      ...caseOf(signal, subjects, whose),
      ...(fingerprint && { fingerprint }),
      ...(mayBeReported(signal) && { report: signal }),
    };
  } catch (error) {
    return { kind: 'refused', why: `The message cannot be read: ${messageOf(error)}` };
  }
}

function caseOf(signal: Signal, subjects: readonly Subject[], whose: Known['whose']): Case {
  if (signal.kind === 'check') return { kind: 'look-around', signal, places: placesOf(signal) };
  const claimed = claimedBeat(signal, subjects);
  if (claimed) return { kind: 'beat', signal, claimed };
  if (isDenied(signal) && mayBeOurs(whose(signal))) return { kind: 'denied-beat', signal };
  if (!succeeded(signal)) return { kind: 'attempt', signal };
  if (subjects.length > 0) return { kind: 'look', signal, subjects };
  if (isOfCloudTrail(signal)) return { kind: 'look-around', signal, places: [signal] };
  return { kind: 'not-ours', signal };
}

/** A check of several Regions is one of each. */
const placesOf = (check: Extract<Signal, { kind: 'check' }>): readonly Signal[] =>
  check.also ? [check.region, ...check.also].map((region) => ({ ...check, region })) : [check];

/**
 * AWS records a denied call without its parameters, so a heartbeat that was denied does not come back as one. The
 * place that sent it tells of it as unsent, and it is no attempt.
 */
const isDenied = ({ evidence: { eventName, errorCode = '' } }: EventSignal): boolean =>
  eventName === 'AddTags' && /^AccessDenied/.test(errorCode);

/** What took effect and a technique may not put back. */
const mayBeReported = (signal: Signal): signal is EventSignal =>
  signal.kind === 'event' &&
  succeeded(signal) &&
  !(isOfCloudTrail(signal) && (mayTamper(signal.evidence) || signal.evidence.eventName === WAKES));

/** What every restoration sends: it would wake the reporter after each. */
const WAKES = 'StartLogging';

const isOfCloudTrail = ({ evidence }: EventSignal): boolean =>
  evidence.eventSource === 'cloudtrail.amazonaws.com';

import type { Seal } from '../../shared/aws/baselines/sealed';
import { classify } from '../../shared/aws/classify';
import { openKmsMac } from '../../shared/aws/heartbeat/kms-mac';
import {
  type BeatSeal,
  beatSeal,
  latencyOf,
  noteHeard,
  noteSent,
  noteUnsent,
  sendBeat,
} from '../../shared/aws/heartbeat/send-beat';
import type { Book } from '../../shared/aws/incidents/hold-incident';
import type { MemberAccess } from '../../shared/aws/member-access';
import {
  type Beat,
  type BeatingPlace,
  beatName,
  type ClaimedBeat,
  type Heard,
  readBeatName,
  type Sent,
} from '../../shared/domain/heartbeat';
import type { Obstacle } from '../../shared/domain/obstacle';
import type { EventSignal } from '../../shared/domain/signal';
import { silentSince } from '../../shared/watch/heartbeat/silence';
import type { Heart } from './heartbeat';

interface World {
  readonly book: Book;
  readonly seal: Pick<Seal, 'sign'>;
  readonly access: MemberAccess;
  readonly isOwn: (event: EventSignal) => boolean;
  readonly now: () => Date;
}

/** As it beats in Lambda: its names are made with the key of this ARN. A part of its own, loaded with the first beat. */
export const openHeart = (macKey: string, world: Omit<World, 'seal'>): Heart =>
  heartWith({ ...world, seal: { sign: openKmsMac(macKey) } });

export function heartWith(world: World): Heart {
  const given = { ...world, seal: beatSeal(world.seal) };
  return { beat: (place) => beat(place, given), hear: (claimed) => hear(claimed, given) };
}

type Given = Omit<World, 'seal'> & { readonly seal: BeatSeal };

async function beat(place: BeatingPlace, given: Given): Promise<Sent> {
  const { book, now } = given;
  const { accountId, region } = place;
  const sentAt = now().toISOString();
  if (place.missed) {
    // It met the look as well: another call would only wait as long again.
    await noteUnsent(book.table, { accountId, region, why: place.missed, at: sentAt });
    return { kind: 'unsent', why: place.missed };
  }
  const sent: Beat = { accountId, region, sentAt };
  const heartbeat = await noteSent(book.table, sent);
  if (!heartbeat) return { kind: 'overtaken' };
  // Before the call leaves: the beat may be heard before the call is answered, and ends what is told by then.
  const since = silentSince(heartbeat, sentAt);
  if (since) {
    const { recordSilence } = await import('./record-silence');
    await recordSilence(book, { heartbeat, place, since }, sentAt);
  }
  const why = await leave(sent, given);
  if (why) {
    await noteUnsent(book.table, { ...sent, why, at: now().toISOString() });
    const { unsentAt } = heartbeat;
    return { kind: 'unsent', why, isNew: !unsentAt || halfHour(unsentAt) !== halfHour(sentAt) };
  }
  return since ? { kind: 'silent', since } : { kind: 'sent' };
}

const halfHour = (at: string): number => Math.floor(Date.parse(at) / 1_800_000);

/** What met it; nothing when its record is on the way. */
async function leave(sent: Beat, { seal, access }: Given): Promise<Obstacle | undefined> {
  try {
    return await sendBeat(access, sent, beatName(sent.sentAt, await seal.sign(sent)));
  } catch (error) {
    return classify(error, 'kms:GenerateMac');
  }
}

async function hear({ event, name }: ClaimedBeat, given: Given): Promise<Heard> {
  const { book, seal } = given;
  const { accountId, region, receivedAt } = event;
  const read = readBeatName(name);
  if (!read) return { kind: 'forged', why: `${name} is not a name we give` };
  if (!given.isOwn(event)) {
    return { kind: 'forged', why: `${event.evidence.actor.principal} is not one of ours` };
  }
  const claimed: Beat = { accountId, region, sentAt: read.sentAt };
  if (!(await seal.verify(claimed, read.mac))) {
    return { kind: 'forged', why: `${name} is not sealed for ${accountId} ${region}` };
  }
  const latencyMs = latencyOf(claimed, receivedAt);
  const heartbeat = await noteHeard(book.table, claimed, receivedAt);
  if (!heartbeat) return { kind: 'old', latencyMs };
  if (heartbeat.incident) {
    const { endSilence } = await import('./record-silence');
    await endSilence(book, heartbeat, receivedAt);
  }
  return { kind: 'heard', latencyMs };
}

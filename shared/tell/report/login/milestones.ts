import type { Incident } from '../../../domain/incident';
import { endsContainment, stateOf } from '../../../domain/login-standing';
import { type Moment, timelineOf } from '../timeline';

/** One row of a login's picture: a moment, or something that lasted. Its words are ours, and short. */
export interface Milestone {
  readonly at: string;
  /** When it was over; absent where it was over at once. */
  readonly to?: string;
  /** It is not over yet. */
  readonly lasts?: true;
  readonly text: string;
  readonly kind: Moment['kind'];
  /** Its place in the list below the picture; absent where it is not in it. */
  readonly number?: number;
}

/** More are in the list only. */
const MOST = 24;

/** From the login on, in order. What is said is what the states wrote on the timeline. */
export function milestonesOf(incident: Incident): readonly Milestone[] {
  const { moments } = timelineOf(incident);
  const rows = moments.flatMap((moment, index): readonly Milestone[] => {
    const said = saidOf(moment, moments.slice(0, index));
    if (!said) return [];
    const { text, kind = moment.kind } = said;
    return [{ at: moment.at, text, kind, number: index + 1, ...lasting(moment, moments, index) }];
  });
  return [...rows, heard(incident)].toSorted((a, b) => a.at.localeCompare(b.at)).slice(0, MOST);
}

const heard = ({ openedAt: at }: Incident): Milestone => ({
  ...{ at, kind: 'noticed', text: 'Trailwarden hears of it' },
});

interface Said {
  readonly text: string;
  /** The moment's own, unless it is told otherwise. */
  readonly kind?: Moment['kind'];
}

function saidOf(moment: Moment, before: readonly Moment[]): Said | undefined {
  const { kind, text } = moment;
  const state = stateOf(moment);
  if (kind === 'tampered') {
    return { text: before.some((one) => one.kind === kind) ? 'another login' : 'login' };
  }
  if (kind === 'acknowledged') {
    return { text: /^answered (planned|not-me|handled)\b/.exec(text)?.[0] ?? 'answered' };
  }
  return Object.hasOwn(SAID, state) ? SAID[state]?.(text, moment.state ?? '') : undefined;
}

/** By state: what its line on the timeline means, in a few words. */
const SAID: Readonly<Record<string, (text: string, state: string) => Said>> = {
  Identify: () => ({ text: 'identified: whose it is' }),
  Decide: (text) => VERDICTS[/^decided (\w+)/.exec(text)?.[1] ?? ''] ?? { text: 'judged' },
  Ask: () => ({ text: 'its people are asked: planned?' }),
  EndLogin: (text) => doneOrNot('login', 'ended', text),
  Contain: (text) => doneOrNot('machine', 'contained', text),
  Memory: (text) => doneOrNot('memory', 'taken', text),
  Volatile: (text) => doneOrNot('processes and sockets', 'taken', text),
  CloseWay: (text) => ({
    text: text.endsWith('closed') ? 'way for evidence closed' : 'no way for evidence was open',
  }),
  Snapshots: (text) => noneOr('snapshots made', text),
  Copies: (text) => noneOr('copies in the forensic account', text),
  Manifest: () => ({ text: 'hashed, custody sealed' }),
  Research: (text) => ({ text: `records searched${countIn(text)}` }),
  ExamineOne: (text, state) => {
    const volume = state.split(' ')[1] ?? '';
    const isNot = text.includes('not examined') || text.includes('not read');
    return isNot
      ? { text: `${volume} not examined`, kind: 'escalated' }
      : { text: `${volume} examined${countIn(text)}` };
  },
  AskRelease: () => ({ text: 'asked: may it be released?' }),
  Release: () => ({ text: 'released: put back as it was', kind: 'restored' }),
  Released: () => ({ text: 'released by hand', kind: 'restored' }),
  Keep: () => ({ text: 'it stays contained', kind: 'escalated' }),
  ReleaseHalf: (text) => ({
    text: text.includes('put back') ? 'half contained: put back' : 'left as it is',
  }),
  Escalate: (_, state) => ({ text: `failed in ${state.split(' ')[1] ?? ''}`, kind: 'failed' }),
  Report: () => ({ text: 'the run is through' }),
};

const VERDICTS: Readonly<Record<string, Said>> = {
  expected: { text: 'judged: expected', kind: 'restored' },
  unplanned: { text: 'judged: not planned', kind: 'escalated' },
  ask: { text: 'judged: a person must say' },
};

const doneOrNot = (what: string, done: string, text: string): Said =>
  new RegExp(`\\bnot ${done}\\b`).test(text)
    ? { text: `${what} not ${done}`, kind: 'escalated' }
    : { text: `${what} ${done}` };

const noneOr = (done: string, text: string): Said =>
  /: none\b/.test(text) ? { text: `no ${done}`, kind: 'escalated' } : { text: done };

/** `: 20 findings` */
function countIn(text: string): string {
  const found = /: (\d+) findings\b/.exec(text)?.[1];
  return found === undefined ? '' : `: ${found} finding${found === '1' ? '' : 's'}`;
}

type Lasting = Pick<Milestone, 'to' | 'lasts'>;

/** A question lasts until it has its end; a containment until the machine is put back. */
function lasting(moment: Moment, moments: readonly Moment[], index: number): Lasting {
  const ends = ENDS[stateOf(moment)];
  if (!ends || (stateOf(moment) === 'Contain' && moment.kind !== 'step')) return {};
  const end = moments.slice(index + 1).find(ends);
  return end ? { to: end.at } : { lasts: true };
}

const isFailure = (moment: Moment): boolean => stateOf(moment) === 'Escalate';

const ENDS: Readonly<Record<string, (moment: Moment) => boolean>> = {
  Ask: (one) => stateOf(one) === 'Answer' || isFailure(one),
  AskRelease: (one) => stateOf(one) === 'AnswerRelease' || isFailure(one),
  Contain: endsContainment,
};

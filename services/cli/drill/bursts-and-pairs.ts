import { durationText } from '../../../shared/domain/duration-text';
import { grouped } from '../../../shared/domain/grouped';
import { median } from '../bench/figure';
import {
  everyPair,
  randomSequences,
  type Sequence,
  type SubjectsOf,
  sampleOf,
} from '../local/burst-plan';
import {
  type BurstOutcome,
  burstTechniques,
  drillTogether,
  endWatching,
  onlyRestore,
  subjectsIn,
} from '../local/drill-bursts';
import { delaysAsAws, inLocal, type Local, progressOf, startCold } from '../local/local';
import { still } from '../local/still';
import { counted, print, printJson, printTable } from '../terminal/print';
import { exitCode, UserError } from '../terminal/user-error';

/** Counted from 1. */
export interface Part {
  readonly part: number;
  readonly of: number;
}

export interface BurstOptions {
  readonly pairs: number;
  readonly sequences: number;
  readonly seed: number;
  readonly only?: string;
  readonly part?: Part;
  readonly json?: boolean;
}

/** Attacks of several calls, in every order, where each account has one trail and EventBridge is deaf after a start. */
export async function burstsAndPairs(options: BurstOptions): Promise<void> {
  const { json, seed, sequences, only = '' } = options;
  refuseUnknown(only, { count: sequences, seed });
  const onProgress = progressOf(json);
  const world = {
    accounts: SIDE_BY_SIDE,
    hasOrganizationTrail: false,
    ...delaysAsAws,
    sweepEvery: 'rate(7 days)', // what no watch finds stays lost
    onProgress,
  };
  await inLocal(world, async (local) => {
    onlyRestore(local);
    const grounds = {
      techniques: burstTechniques(),
      accountIds: local.organization.memberAccountIds,
      subjectsOf: subjectsIn(local),
    };
    const { part, of } = options.part ?? { part: 1, of: 1 };
    // Whole waves: neighbours are in different accounts.
    const isPart = (_: Sequence, at: number): boolean =>
      Math.floor(at / SIDE_BY_SIDE) % of === part - 1;
    const all = everyPair(grounds.techniques, grounds.accountIds, grounds.subjectsOf);
    const pairs = sampleOf(all.filter(isCalled(only)), options.pairs, seed).filter(isPart);
    const random = randomSequences(grounds, { count: sequences, seed })
      .filter(isCalled(only))
      .filter(isPart);
    const outcomes = [
      ...(await inWaves(local, pairs, 1, onProgress)),
      ...(await inWaves(local, random, 2, onProgress)),
    ];
    process.exitCode = tellBursts(outcomes, { json, seed, of: all.length, sequences });
  });
}

/**
 * Prints the results of the attacks. The exit code is bad when an attack is not whole, or is told untruly, or when
 * none ran.
 */
export function tellBursts(
  outcomes: readonly BurstOutcome[],
  { json, ...asked }: Asked & { readonly json?: boolean | undefined },
): number {
  const good = outcomes.length > 0 && outcomes.every(isGood);
  if (json) printJson({ good, seed: asked.seed, outcomes });
  else show(outcomes, asked);
  return good ? exitCode.ok : exitCode.bad;
}

/** How many attacks there are of each kind: all pairs, and the random ones of a seed. */
type Asked = Readonly<Record<'seed' | 'of' | 'sequences', number>>;

/** By its name, by its title in the table, or, for a pair, by the title of one of its blows. */
const isCalled =
  (only: string) =>
  ({ id, blows }: Sequence): boolean =>
    [id, ...(isRandom(id) ? [RANDOM] : blows.map(({ technique }) => technique.title))].some(
      (name) => name.toLowerCase().includes(only.toLowerCase()),
    );

const RANDOM = 'random attacks';
const isRandom = (id: string): boolean => id.startsWith('random ');

/** Before anything starts: the list of attacks does not depend on where they strike. */
export function refuseUnknown(
  only: string,
  random: { readonly count: number; readonly seed: number },
): void {
  const techniques = burstTechniques();
  const subjectsOf: SubjectsOf = ({ subject: kind }, accountId) => [
    { kind, id: '', accountId, region: '' },
  ];
  const accountIds = ['', ''];
  const all = [
    ...everyPair(techniques, accountIds, subjectsOf),
    ...randomSequences({ techniques, accountIds, subjectsOf }, random),
  ];
  if (all.some(isCalled(only))) return;
  const known = techniques.map(({ id }) => id).join(', ');
  throw new UserError(
    `No attack's name contains "${only}"; they are "random attacks", and pairs such as "stop-logging + delete-trail, 2 s later" of: ${known}.`,
  );
}

const SIDE_BY_SIDE = 12;

/** Each attack has its own accounts, so a wave has as many attacks as there are accounts for. */
async function inWaves(
  local: Local,
  sequences: readonly Sequence[],
  accountsEach: number,
  onProgress: (what: string) => void,
): Promise<readonly BurstOutcome[]> {
  const { world } = local.sandbox;
  let startedAt = world.clock.elapsedMs();
  const outcomes: BurstOutcome[] = [];
  const left = [...sequences];
  while (left.length > 0) {
    const wave = waveOf(left, SIDE_BY_SIDE / accountsEach, local.organization.securityAccountId);
    const done = await drillTogether(local, wave);
    outcomes.push(...done);
    for (const outcome of done.filter((one) => !isGood(one))) onProgress(complaint(outcome));
    onProgress(
      `${outcomes.length} of ${sequences.length} attacks, ${outcomes.filter(isGood).length} whole and told truly`,
    );
    await endWatching(local);
    world.clock.advance(QUIET_MS);
    if (world.clock.elapsedMs() - startedAt < ENVIRONMENT_LIVES_MS) continue;
    startedAt = world.clock.elapsedMs();
    await still(local);
    startCold(local);
  }
  return outcomes;
}

/** Longer than AWS is deaf after a start: no attack hides the next. */
const QUIET_MS = 12 * 60_000;
/** Lambda ends its environments after hours; their credentials hold for twelve. */
const ENVIRONMENT_LIVES_MS = 8 * 3_600_000;

/** The first attacks that share no account and no central part with each other. Takes them out of the list. */
function waveOf(left: Sequence[], size: number, securityAccountId: string): readonly Sequence[] {
  const wave: Sequence[] = [];
  const taken = new Set<string>();
  for (let at = 0; at < left.length && wave.length < size; ) {
    const sequence = left[at];
    const ids = sequence?.blows.map(({ subject }) => subject.id) ?? [];
    const accounts = sequence?.blows.map(({ subject }) => subject.accountId) ?? [];
    const places = [...new Set([...ids, ...accounts.filter((id) => id !== securityAccountId)])];
    if (!sequence || places.some((place) => taken.has(place))) {
      at += 1;
      continue;
    }
    for (const place of places) taken.add(place);
    wave.push(sequence);
    left.splice(at, 1);
  }
  return wave;
}

const isGood = ({ broken, untrue }: BurstOutcome): boolean => broken.length + untrue.length === 0;

const complaint = ({ id, blows, broken, untrue }: BurstOutcome): string =>
  `${id} (${blows.join(', ')}): ${[...broken, ...untrue].join('; ')}`;

function show(outcomes: readonly BurstOutcome[], { seed, of, sequences }: Asked): void {
  const groups = grouped(outcomes, ({ id }) =>
    isRandom(id) ? RANDOM : (id.split(' + ')[0] ?? ''),
  );
  printTable(
    ['First blow', 'Attacks', 'Whole and true', 'Blind, median', 'Blind, worst', 'Worst of all'],
    [...groups].map(([name, some]) => rowOf(name, some)),
  );
  const bad = outcomes.filter((one) => !isGood(one));
  for (const one of bad) print(complaint(one));
  const sum = rowOf('all', outcomes);
  print(
    `${outcomes.length} attacks (of ${counted(of, 'pair')} and ${counted(sequences, 'random attack')}; seed ${seed}): ${sum[2]} whole and told truly; blind ${sum[3]} in the median, ${sum[4]} at worst.`,
  );
}

function rowOf(name: string, some: readonly BurstOutcome[]): readonly string[] {
  const sorted = [...some].sort((one, other) => one.blindMs - other.blindMs);
  const worst = sorted.at(-1);
  return [
    name,
    String(some.length),
    String(some.filter(isGood).length),
    durationText(median(some.map(({ blindMs }) => blindMs))),
    durationText(worst?.blindMs ?? 0),
    worst?.id ?? '',
  ];
}
